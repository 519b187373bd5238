"""Remote help: for one hour somebody of the town may look at status and log over SSH, and change nothing."""

from math import ceil

from kiosk.helper_keys import fetch
from kiosk.house import House
from kiosk.screens.sheet import Row, labelled, said
from kiosk.screens.staff.asking import Ask
from kiosk.screens.staff.deeds import Deed
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.stewarded import StewardPage
from kiosk.screens.steps import Back, Chore, Open, Several, Stay, Step
from kiosk.steward import Answer, Help
from kiosk.steward import Deed as Stewarded
from kiosk.steward_words import missing_words

USER = "kiosk-help"
LOOK_AGAIN_S = 20.0
"""Seconds until the time that is left is looked at again: it is told in minutes."""


class RemoteHelpPage(StewardPage):
    """Off, it says what it is; on, how long still, and what the helper types."""

    name = "remote-help"

    def title(self, house: House) -> str:
        return house.words.say("Remote help")

    def rows(self, house: House, width: int) -> list[Row]:
        self.expires_at = house.clock.monotonic() + LOOK_AGAIN_S
        if self.told:
            return said([self.told], width)
        if not house.steward.present:
            return said([missing_words(house.words)], width)
        on = house.steward.help
        return _on(house, on, width) if on else said(_off(house), width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        if self.chore or not house.steward.present:
            return []
        if house.steward.help:
            return [Deed("help-off", _("Switch off"), _("Off"))]
        keys = [Deed("keys", _("Keys from a stick"))] if house.writer else []
        return [Deed("help-on", _("Switch on for an hour")), *keys]

    def do(self, house: House, action: str) -> Step:
        _ = house.words.say
        if action == "help-off":
            return self.ask(Stewarded.HELP_OFF, told=_("The remote help is being switched off …"))
        if action == "keys":
            self.chore, self.told = Chore(self, fetch), _("The terminal looks at the stick …")
            return self.chore
        return Open(Ask(action, self.title(house), _asked, _("Switch on for an hour"), self._switch_on))

    def _switch_on(self, house: House) -> Step:
        told = house.words.say("The remote help is being switched on …")
        return Several((Back(), self.ask(Stewarded.HELP_ON, told=told)))

    def answered(self, house: House, answer: Answer) -> Step:
        """Who switched it on or off stands in the journal (R33)."""
        desk, on = desk_of(house), house.steward.help is not None
        with desk.ledger.change():
            desk.ledger.journal.note("remote help on" if on else "remote help off", staff=desk.me)
        return Stay()


def _off(house: House) -> list[str]:
    _ = house.words.say
    return [
        _("The remote help is off."),
        _("Somebody helps you by telephone and wants to see what is wrong? Then switch it on."),
        _("It switches itself off after an hour."),
    ]


def _asked(house: House, width: int) -> list[Row]:
    _ = house.words.say
    sentences = [
        _("For one hour helpers can look at status and log."),
        _("They see no members and no bookings. They can change nothing."),
        _("Only helpers with a stored key get in."),
    ]
    return said(sentences, width)


def _on(house: House, on: Help, width: int) -> list[Row]:
    """What is read out on the telephone stands below each other."""
    _ = house.words.say
    minutes = ceil((on.until_s - house.clock.monotonic()) / 60)
    left = house.words.count("The remote help is on for {n} minute.", "The remote help is on for {n} minutes.", minutes)
    if not on.address:
        return said([left, _("The terminal has no network. So nobody can look in.")], width)
    command = f"ssh -p {on.port} {USER}@{on.address} status"
    facts = [(_("Command"), command), (_("Fingerprint"), on.fingerprint)]
    return [*said([left, _("Read this out on the telephone:")], width), Row(""), *labelled(facts, width)]
