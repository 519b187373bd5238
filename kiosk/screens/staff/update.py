"""The device's page about updates: which version runs, what a stick or the net offers, and how the last one ended."""

from functools import partial

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.update_chores import Begun, Seeing, begin, see
from kiosk.screens.steps import Back, Chore, Open, Several, Stay, Step
from kiosk.update_obstacles import Found
from kiosk.update_offers import Offer, best
from kiosk.update_words import failed_words, obstacle_words, stage_words, trial_words, why_words
from kiosk.update_work import Stage
from kiosk.widgets.view import View

LOOKED_S = 2.0
"""Seconds between two drawings while something is being done."""


class UpdatePage(DeedPage):
    """Looking takes a moment, installing some minutes; the page tells how far it is."""

    name = "update"

    def __init__(self) -> None:
        self.seen: Seeing | None = None
        """What was found; None before the first look."""
        self.told = ""
        self.chore: Chore | None = None
        self._stage: tuple[Stage, int] | None = None

    def begin(self, house: House) -> Step:
        """Open the page, and look at once."""
        return Several((Open(self), self._look(house, net=False)))

    def title(self, house: House) -> str:
        return house.words.say("Update")

    def rows(self, house: House, width: int) -> list[Row]:
        words = house.words
        if self._stage and self.chore:
            return said([stage_words(words, *self._stage)], width)
        if self.told or not self.seen:
            return said([self.told], width)
        return said(self._found(house, self.seen), width)

    def deeds(self, house: House) -> list[Deed]:
        _, seen = house.words.say, self.seen
        if self.chore or seen is None:
            return []
        deeds = [Deed("install", _("Update now"))] if best(seen.offers) and not seen.obstacle else []
        deeds.append(Deed("look", _("Look again")))
        if desk_of(house).settings.update_url:
            deeds.append(Deed("net", _("Ask the net")))
        return deeds

    def do(self, house: House, action: str) -> Step:
        match action:
            case "look" | "net":
                return self._look(house, net=action == "net")
            case "install" if self.seen and (offer := best(self.seen.offers)):
                title = house.words.say("Update?")
                yes = house.words.say("Update now")
                return Open(Ask("update", title, partial(_asked, offer), yes, partial(self._install, offer)))
        return Stay()

    def view(self, house: House, frame: Frame) -> View:
        """Drawn anew every now and then while something is being done."""
        if self._stage and self.chore:
            self.expires_at = house.clock.monotonic() + LOOKED_S
        return super().view(house, frame)

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        self.chore, self._stage, self.told = None, None, ""
        match answer:
            case Seeing():
                self.seen, self.told = answer, answer.trouble
            case Begun():
                self.seen, self.told = None, stage_words(house.words, Stage.STARTING, 0)
            case str():
                self.told = answer
        return Stay()

    def _look(self, house: House, *, net: bool) -> Step:
        self.chore, self.at = Chore(self, partial(see, net=net)), 0
        self.told = house.words.say("One moment …")
        return self.chore

    def _install(self, offer: Offer, house: House) -> Step:
        self.chore, self.at, self._stage = (
            Chore(self, partial(begin, offer=offer, tell=self._tell)),
            0,
            (Stage.FETCHING, 0),
        )
        return Several((Back(), self.chore))

    def _tell(self, stage: Stage, hundredths: int) -> None:
        """From the chore's thread: one assignment, read at the next drawing."""
        self._stage = stage, hundredths

    def _found(self, house: House, seen: Seeing) -> list[str]:
        words, offer = house.words, best(seen.offers)
        told = [words.say("Version {version} runs.").format(version=seen.version)]
        if seen.installed.tried:
            told = [trial_words(words, seen.installed.tried.version)]
        elif seen.installed.failed:
            told += failed_words(words, seen.installed.failed, seen.ended)
        elif seen.last:
            told += [words.say("The last try did not work."), seen.last]
        if offer:
            return [*told, _offer_words(house, offer), *(_in_the_way(house, seen.obstacle) or [offer.news])]
        wrong = [why_words(words, one.why, one.facts) for one in seen.offers[:1] if one.why]
        return [*told, *(wrong or [words.say("No newer version was found. Plug in a stick with an update.")])]


def _offer_words(house: House, offer: Offer) -> str:
    _ = house.words.say
    if offer.where is None:
        return _("Version {version} can be fetched from the net.").format(version=offer.version)
    return _("Version {version} lies on the stick {stick}.").format(version=offer.version, stick=offer.where)


def _in_the_way(house: House, found: Found | None) -> list[str]:
    return obstacle_words(house.words, found) if found else []


def _asked(offer: Offer, house: House, width: int) -> list[Row]:
    _ = house.words.say
    told = [
        _("Version {version} is set up now. This takes about ten minutes.").format(version=offer.version),
        _("The terminal can be used meanwhile. Then the screen goes dark for a moment."),
        _("If something does not work, the present version comes back by itself."),
    ]
    return said([offer.news, *told], width)
