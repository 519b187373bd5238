"""The first of the staff, as a question of the set-up; from then on the set-up is theirs."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.first_staff import EXPLAIN, FirstStaff
from kiosk.screens.steps import Step as Leads
from kiosk.screens.steps import Swap
from kiosk.setup import Step


class StaffStep(FirstStaff):
    """The same pages as on the first sign-in; "Zurück" leads to the question before."""

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        from kiosk.screens.setup.entrance import page_of

        if action == "back" and self.name.endswith(EXPLAIN):
            return Swap(page_of(house, Step.PANEL))
        return super().act(house, frame, action)
