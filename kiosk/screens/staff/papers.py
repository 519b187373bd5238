"""All that comes out on paper at the wish of staff."""

from kiosk.house import House
from kiosk.papers.made import Paper
from kiosk.screens.staff.paper_rows import paper_word
from kiosk.screens.steps import Open, Step
from kiosk.screens.tiles import Task, TilePage

ELSEWHERE = (Paper.CHECK, Paper.EXPORT)
"""Papers that are offered where they belong."""


class PapersPage(TilePage):
    """The papers for A4, what the roll gives besides, and whether its printer is set up well."""

    name = "papers"
    staff = True

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Paper"),)

    def tasks(self, house: House) -> list[Task]:
        _ = house.words.say
        return [
            *(Task(f"go:{paper}", paper_word(house, paper)) for paper in Paper if paper not in ELSEWHERE),
            Task("go:handouts", _("Slips")),
            Task("go:print-test", _("Test print")),
        ]

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.staff.handouts import HandoutsPage
        from kiosk.screens.staff.paper import PaperPage
        from kiosk.screens.staff.print_test import PrintTestPage

        if task in ("handouts", "print-test"):
            return Open(HandoutsPage(house) if task == "handouts" else PrintTestPage())
        return PaperPage(Paper(task)).begin(house)
