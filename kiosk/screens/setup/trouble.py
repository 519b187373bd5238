"""Settings that cannot be used: what is wrong, whom to call, and the way back to those that worked."""

from functools import partial

from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.screens.page import Page, way_in
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.steps import Open, Renew, Step, Swap
from kiosk.settings_writer import BROKEN
from sync.errors import Unstorable


class SettingsTrouble(DeedPage):
    """Visitors learn whom to call; the sentences behind that are for whoever writes the settings."""

    name = "settings-trouble"
    staff = False

    def __init__(self, problems: list[str], phone: str | None) -> None:
        self._problems, self._phone = problems, phone

    def title(self, house: House) -> str:
        return house.words.say("Out of order")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        call = [_("Telephone: {phone}").format(phone=self._phone)] if self._phone else []
        office = [_("For the office: the settings of this terminal cannot be used."), *self._problems]
        return said([_("The terminal does not run at the moment. Please tell the office."), *call, *office], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        back = house.writer is not None and house.writer.before() is not None
        return [Deed("before", _("Use the earlier settings"), _("Mend"))] if back else []

    def do(self, house: House, action: str) -> Step:
        assert house.desk is not None
        return Open(take_before(house, staff=False) if house.desk.new else way_in(house))


def take_before(house: House, *, staff: bool) -> Page:
    """Asks once more; what stands there now is kept beside the settings. `staff`: somebody is signed in."""
    _ = house.words.say
    asked = Ask("settings-before", _("Settings of before?"), _explained, _("Use them"), partial(_take, staff=staff))
    asked.staff = staff
    return asked


def _explained(house: House, width: int) -> list[Row]:
    _ = house.words.say
    assert house.writer is not None
    kept = _("What is there now is kept. The file is {path}.").format(path=f"{house.writer.path}{BROKEN}")
    return said([_("The terminal uses the settings with which it worked before."), kept], width)


def _take(house: House, *, staff: bool) -> Step:
    assert house.writer is not None
    try:
        house.writer.go_back()
    except Unstorable as error:
        told = Told("settings-before", house.words.say("Not done"), [platform_trouble(house.words, error.reason, {})])
        told.staff = staff
        return Swap(told)
    return Renew()
