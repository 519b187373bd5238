"""Papers for the folder: both binders, the monthly page, and who gets paper."""

from kiosk.house import House
from kiosk.papers.made import Paper
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.paper_rows import paper_word
from kiosk.screens.steps import Step
from kiosk.screens.tiles import Task, TilePage


class BindersPage(TilePage):
    """The second page of papers: what is filed, and not handed out."""

    name = "binders"
    staff = True

    def __init__(self) -> None:
        self._alone: bool | None = None
        """Read once a page: some hundredths of a second after years of bookings."""

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Binders and lists"),)

    def tasks(self, house: House) -> list[Task]:
        return [
            Task(f"go:{Paper.HANDOVER}", paper_word(house, Paper.HANDOVER), waiting=self._urgent(house)),
            Task(f"go:{Paper.PRIVACY}", house.words.say("Data protection")),
            *(Task(f"go:{paper}", paper_word(house, paper)) for paper in (Paper.CHECK, Paper.DISTRIBUTION)),
        ]

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.staff.paper import PaperPage

        return PaperPage(Paper(task)).begin(house)

    def _urgent(self, house: House) -> int:
        """How many reasons there are to print the handover binder now; its own page tells them."""
        from kiosk.papers.handover import one_alone, outdated

        desk = desk_of(house)
        if self._alone is None:
            self._alone = one_alone(house, desk)
        return outdated(desk) + self._alone
