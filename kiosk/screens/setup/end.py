"""What was done and what is still open; and, on the desk, from when on a change counts."""

from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.screens.setup.step_page import open_steps
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, Renew
from kiosk.screens.steps import Step as Leads
from kiosk.setup import Step
from sync.backup.recovery import Recovery
from sync.errors import Unstorable

ANEW = (Step.LANGUAGE, Step.PANEL, Step.SITES)
"""Answers that count when the program starts the next time."""


class SetUpEnd(DeedPage):
    """The terminal starts anew from here, as one that is set up."""

    name = "setup:end"

    def title(self, house: House) -> str:
        return house.words.say("Almost done")

    def rows(self, house: House, width: int) -> list[Row]:
        from kiosk.screens.setup.entrance import label_of

        assert house.setup is not None
        _, setup = house.words.say, house.setup
        left = [step for step in open_steps(house) if step is not Step.LANGUAGE and not setup.is_answered(step)]
        if not left:
            return said([_("Everything is set up."), _later(house)], width)
        names = ", ".join(label_of(house, step) for step in left)
        return said([_("Still open: {names}.").format(names=names), _later(house)], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        words = [] if Recovery(desk_of(house).folder).ready else [Deed("words", _("Make recovery words"))]
        return [*words, Deed("end", _("Open the terminal"), _("Begin"))]

    def do(self, house: House, action: str) -> Leads:
        from kiosk.screens.staff.recovery import words_asked

        assert house.setup is not None
        if action == "words":
            return words_asked(house)
        try:
            house.setup.finish()
        except Unstorable as error:
            told = platform_trouble(house.words, error.reason, error.facts)
            return Open(Told("setup-end", self.title(house), [told]))
        return Renew()


class Saved(DeedPage):
    """On the desk: saved, and what is to be done that it counts."""

    def __init__(self, step: Step) -> None:
        self._step, self.name = step, "settings-saved"

    def title(self, house: House) -> str:
        return house.words.say("Saved")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        anew = _("It counts when the terminal starts the next time.") if self._late else _("It counts from now on.")
        return said([_("Saved in the settings."), anew], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        return [Deed("renew", _("Restart now"), _("Begin"))] if self._late else []

    def do(self, house: House, action: str) -> Leads:
        return Renew()

    @property
    def _late(self) -> bool:
        return self._step in ANEW


def _later(house: House) -> str:
    return house.words.say("You can change all of it later: More, The device, Settings.")
