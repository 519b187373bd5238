"""The guided test print: a slip comes out, staff say what they see on it, and that makes the printer's profile."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.test_slip import slip_of_test
from kiosk.printer_answers import advice, learned, next_question
from kiosk.printer_learned import lines_of, store
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import lay_choices
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.trouble import Failed, attempt
from kiosk.screens.steps import Open, PrintSlips, Stay, Step, Swap
from kiosk.widgets.view import View

KEY = "print-test"
"""Of the slip, and of the page that waits for it."""


class PrintTestPage(DeedPage):
    """What the test is good for; prints the slip, and leads on to the questions whatever the printer says."""

    name = KEY
    waits_for = KEY

    def __init__(self) -> None:
        self._told = ""

    def title(self, house: House) -> str:
        return house.words.say("Test print")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        if not house.printer:
            lines = [
                _("No printer is connected here."),
                _("kiosk printers says which line is missing in the settings."),
            ]
            return said(lines, width)
        purpose = [_("A slip with samples is printed."), _("Then you are asked what you see on it.")]
        return said([*purpose, *([self._told] if self._told else [])], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        if not house.printer:
            return []
        answer = [Deed("answer", _("Answer the questions"))] if self._told else []
        return [*answer, Deed("print", _("Print again") if self._told else _("Print"), _("Print"))]

    def do(self, house: House, action: str) -> Step:
        match action:
            case "print":
                return PrintSlips(KEY, (slip_of_test(house.words),))
            case "answer":
                return Open(QuestionPage())
        return Stay()

    def tell(self, sentence: str, *, again: bool) -> None:
        self._told = sentence


class QuestionPage(Page):
    """One question a page; "Zurück" leads to the one before."""

    staff = True
    name = "print-question"

    def __init__(self) -> None:
        self._answers: dict[str, str] = {}

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        question = next_question(house.words, self._answers)
        assert question is not None, "after the last answer another page takes its place"
        build.way_back()
        build.title(question.text, question.short)
        self.at = lay_choices(build, [(answer.key, answer.label) for answer in question.answers], self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        question, chosen = next_question(house.words, self._answers), action.removeprefix("pick:")
        if action == "back" and self._answers:
            self._answers.popitem()
            self.at = 0
            return Stay()
        if question is None or chosen not in [answer.key for answer in question.answers]:
            return super().act(house, frame, action)
        self._answers[question.key] = chosen
        self.at = 0
        return Stay() if next_question(house.words, self._answers) else self._end(house)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))

    def _end(self, house: House) -> Step:
        """Store what was found out; where nothing could be seen, say what to try."""
        _, desk = house.words.say, desk_of(house)
        if tips := advice(house.words, self._answers):
            return Swap(Told("print-advice", _("What to try"), tips))
        device = desk.settings.printer.device
        found = learned(self._answers, device)
        saved = attempt(house.words, lambda: store(desk.folder, device, found))
        if isinstance(saved, Failed):
            return Swap(Told("print-learned", _("Not saved"), [saved.sentence, *lines_of(found)]))
        kept = _("Saved. It counts when the terminal starts the next time.")
        own = _("Lines in kiosk.toml still come first.")
        return Swap(Told("print-learned", _("This is your printer"), [kept, own, *lines_of(found)]))
