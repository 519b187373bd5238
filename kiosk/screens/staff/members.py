"""The members: found by number, name or first letters, opened with a tap."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.member import MemberPage
from kiosk.screens.staff.pick_member import PickMember
from kiosk.screens.steps import Open, Step
from kiosk.widgets.view import View
from sync.ledger.records import Member


class MembersPage(PickMember):
    """The same search as for bookings; what it finds is read, not booked."""

    def __init__(self) -> None:
        super().__init__("", _opened, name="members")

    def view(self, house: House, frame: Frame) -> View:
        self.title = house.words.say("Members")
        return super().view(house, frame)


def _opened(member: Member) -> Step:
    return Open(MemberPage(member.number))
