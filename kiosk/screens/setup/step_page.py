"""What all pages of the set-up share: where they lead, and how an answer gets into the settings."""

from collections.abc import Callable

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.screens.page import Page
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.notice import Notice
from kiosk.screens.steps import Back, Open, Refit, Several, Swap
from kiosk.screens.steps import Step as Leads
from kiosk.settings import Settings, SettingsError
from kiosk.settings_text import NO_PLATFORMS, NO_TABLES, NotByProgram, Platforms, Tables
from kiosk.settings_writer import ChangedMeanwhile
from kiosk.setup import Step
from kiosk.words import Words
from sync.clock import Trust
from sync.errors import Unstorable


class StepPage(Page):
    """One question. In the set-up it leads to the next one, on the staff's desk back to where it was opened."""

    stage: Step

    def __init__(self, house: House) -> None:
        self.staff = house.signed_in
        self.name = f"setup:{self.stage}"
        self._seen = seen(house)

    def label(self, house: House) -> str:
        """What is asked, in a word or two."""
        raise NotImplementedError

    def titles(self, house: House) -> tuple[str, ...]:
        """The question, in the set-up with how far that is; the first that fits."""
        label = self.label(house)
        if house.setup is None:
            return (label,)
        _, steps = house.words.say, steps_of(house)
        facts = {"at": house.words.number(steps.index(self.stage) + 1), "all": house.words.number(len(steps))}
        far, short = _("Step {at} of {all}").format(**facts), _("{at} of {all}").format(**facts)
        return f"{far}: {label}", f"{label}, {short}", label

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        return self.back(house) if action == "back" else super().act(house, frame, action)

    def back(self, house: House) -> Leads:
        """The question before; nothing that was said is lost."""
        return kept(house, self.label(house), lambda: self._to(house, -1))

    def further(self, house: House, *, later: bool = False) -> Leads:
        """The next question; `later`: this one was left open."""

        def on() -> Leads:
            if house.setup:
                house.setup.answer(self.stage, later=later)
            return self._to(house, 1)

        return kept(house, self.label(house), on)

    def save(self, house: House, tables: Tables = NO_TABLES, platforms: Platforms = NO_PLATFORMS) -> Leads:
        """Put an answer into the settings, and go on; where that fails, say why and stay."""
        settings = change(house, tables, platforms, since=self._seen)
        self._seen = seen(house)
        if isinstance(settings, str):
            return Open(trouble_page(house, self.label(house), settings))
        return Several((Refit(settings), self.saved(house)))

    def saved(self, house: House) -> Leads:
        """The answer is on the disk."""
        return self.further(house)

    def _to(self, house: House, way: int) -> Leads:
        from kiosk.screens.setup.entrance import page_of, saved_page

        if house.setup is None:
            return Swap(saved_page(house, self.stage)) if way > 0 else Back()
        order, steps = list(Step), open_steps(house)
        here = order.index(self.stage)  # among all: the date is asked for no more as soon as the network has told it
        if way > 0:
            return shown(house, page_of(house, next((one for one in steps if order.index(one) > here), None)))
        before = [one for one in steps if order.index(one) < here]
        return shown(house, page_of(house, before[-1])) if before else Back()


def shown(house: House, page: Page) -> Leads:
    """A page in place of this one, and what begins with it."""
    return Several((Swap(page), page.arrive(house)))


def steps_of(house: House) -> list[Step]:
    """All questions of the set-up; the date is only asked while nobody knows that it is right (R10)."""
    doubted = house.desk is not None and house.desk.clock.trust is Trust.UNTRUSTED
    return [step for step in Step if step is not Step.CLOCK or doubted]


def open_steps(house: House) -> list[Step]:
    """Those that can be gone to: once somebody works here, there is no second first one."""
    return [step for step in steps_of(house) if step is not Step.STAFF or not house.signed_in]


def seen(house: House) -> str | None:
    """The mark of the settings file as it is now; None where there is none, or it cannot be read."""
    try:
        return house.writer.seen if house.writer else None
    except Unstorable:
        return None


def current(house: House) -> Settings | None:
    """What the file says now, also where somebody changed it by hand since the start; None where it says nothing."""
    try:
        return house.writer.read() if house.writer else None
    except SettingsError:
        return None


def change(
    house: House, tables: Tables = NO_TABLES, platforms: Platforms = NO_PLATFORMS, *, since: str | None = None
) -> Settings | str:
    """The new settings, or why they are as they were; `since`: the mark of the file that was looked at."""
    writer, words = house.writer, Words(house.setup.language if house.setup else house.language)
    return written(house, lambda: writer.change(tables, platforms, words=words, seen=since) if writer else None)


def written(house: House, write: Callable[[], Settings | None]) -> Settings | str:
    """What the writer answers, or a sentence about why it did not write."""
    _ = house.words.say
    try:
        return write() or _("These are the settings of the demonstration. They cannot be changed.")
    except SettingsError as error:
        return " ".join([_("Nothing was changed. The settings say:"), *error.problems])
    except ChangedMeanwhile:
        return _("Somebody else has just changed the settings. Please try again.")
    except NotByProgram:
        return _("The settings are written in a way that only a person can change.")
    except Unstorable as error:
        return platform_trouble(house.words, error.reason, error.facts)


def kept(house: House, title: str, lead: Callable[[], Leads]) -> Leads:
    """Where it leads; or a page, where the disk does not take how far the set-up is."""
    try:
        return lead()
    except Unstorable as error:
        return Open(trouble_page(house, title, platform_trouble(house.words, error.reason, error.facts)))


def trouble_page(house: House, title: str, sentence: str) -> Page:
    """Says what went wrong; "Zurück" leads to the question."""
    if house.signed_in:
        return Told("settings", title, [sentence])
    return Notice("told:settings", title, [sentence])
