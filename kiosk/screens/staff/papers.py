"""All that comes out on paper at the wish of staff."""

from kiosk.house import House
from kiosk.papers.made import Paper
from kiosk.screens.staff.paper_rows import paper_word
from kiosk.screens.steps import Open, Step
from kiosk.screens.tiles import Task, TilePage

HERE = (Paper.NEWSPAPER, Paper.STATEMENT, Paper.VOUCHERS, Paper.EMERGENCY)
"""Papers for people; those for the folder have a page of their own, and one about a member is on theirs."""


class PapersPage(TilePage):
    """The papers for A4, what the roll gives besides, and whether its printer is set up well."""

    name = "papers"
    staff = True

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Paper"),)

    def tasks(self, house: House) -> list[Task]:
        _ = house.words.say
        return [
            *(Task(f"go:{paper}", paper_word(house, paper)) for paper in HERE),
            Task("go:handouts", _("Slips")),
            Task("go:binders", _("Binders and lists")),
            Task("go:print-test", _("Test print")),
        ]

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.staff.binders import BindersPage
        from kiosk.screens.staff.handouts import HandoutsPage
        from kiosk.screens.staff.paper import PaperPage
        from kiosk.screens.staff.print_test import PrintTestPage

        match task:
            case "handouts":
                return Open(HandoutsPage(house))
            case "binders":
                return Open(BindersPage())
            case "print-test":
                return Open(PrintTestPage())
        return PaperPage(Paper(task)).begin(house)
