"""Another panel hangs there than the settings name, as after a repair or on the terminal that a backup came back to."""

from kiosk.house import House
from kiosk.screens.page import Page, way_in
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.steps import Open, Step
from kiosk.setup import Step as Question


class OtherPanel(DeedPage):
    """Visitors learn whom to call; staff choose the panel. Without that no page would open: who knows its letters?"""

    name = "other-panel"
    staff = False

    def __init__(self, phone: str | None) -> None:
        self._phone = phone

    def title(self, house: House) -> str:
        return house.words.say("Out of order")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        call = [_("Telephone: {phone}").format(phone=self._phone)] if self._phone else []
        office = _("The screen is not the one in the settings.")
        return said([_("The terminal does not run at the moment. Please tell the office."), *call, office], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        return [Deed("panel", _("Screen"), _("Choose"))]

    def do(self, house: House, action: str) -> Step:
        assert house.desk is not None
        return Open(panel_page(house) if house.desk.new else way_in(house))


def panel_page(house: House) -> Page:
    """Where it is chosen."""
    from kiosk.screens.setup.entrance import page_of

    return page_of(house, Question.PANEL)
