"""The handover binder: valid, large, true to settings and staff, and without anything secret."""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from kiosk.check.finding import State
from kiosk.check.report import findings
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.handover import compose, handover_of
from kiosk.papers.handover_things import PARTS, Parts
from kiosk.papers.made import Made, Wishes
from kiosk.papers.making import printed
from kiosk.screens.staff.binders import BindersPage
from kiosk.screens.staff.check import read_all
from kiosk.settings import Settings
from kiosk.words import Words
from sync.backup.log import BackupLog, Copy
from sync.backup.recovery import Recovery
from tests.kiosk.binder_house import SECRETS, full_settings
from tests.kiosk.staff_house import CANARIES, PIN
from tests.kiosk.statements import counter
from tests.kiosk.test_check_pages import clock_of
from tests.pdf_checks import A4, LEAST_PT, assert_ua1, pages_of, sizes_mm, text_of, type_sizes

SECOND, SECOND_PIN = "Herr Amsel", "918273"
There = tuple[House, Desk]


@pytest.fixture
def there(tmp_path: Path) -> Iterator[There]:
    with counter(tmp_path) as (house, desk):
        yield with_settings(house, desk, full_settings(tmp_path)), desk


def with_settings(house: House, desk: Desk, settings: Settings) -> House:
    desk.settings, house.visit, house.centre = settings, settings.visit, settings.centre
    return house


def flat(made: Made) -> str:
    return re.sub(r"\s+", " ", text_of(made.pdf).replace("\u00ad\n", "").replace("\u200b", ""))


def second_signs_in(desk: Desk) -> None:
    """Somebody else belongs to the staff and was at the desk once."""
    desk.add_staff(SECOND, SECOND_PIN)
    desk.sign_in(SECOND_PIN, SECOND)


def good_backup(house: House, desk: Desk, stick: str) -> None:
    copy = Copy(at=house.now(), trust="ntp", stick=stick, stick_id=stick, file="f", good=True)
    BackupLog(desk.folder).add(copy)


def test_it_is_valid_large_and_on_a4_with_a_sheet_for_each_topic(there: There) -> None:
    made = compose(*there, Wishes())
    assert_ua1(made.pdf, "Übergabe-Mappe")
    assert min(type_sizes(made.pdf)) >= LEAST_PT
    assert sizes_mm(made.pdf) == {A4}
    pages, titles = pages_of(made.pdf), [sheet.title for sheet in handover_of(*there).sheets]
    assert made.sheets == len(pages) == len(titles) + 2, "cover, contents, and no topic that runs over"
    for number, title in enumerate(titles, 3):
        assert pages[number - 1].startswith(title)
        assert re.search(rf"{re.escape(title)}[ .]*{number}\b", pages[1]), "the contents lead there"
    assert made.name == "uebergabe-mappe-2026-11-24.pdf"
    assert not made.both_sides, "a sheet can be exchanged alone"


def test_it_can_be_set_in_every_language_of_the_staff(there: There) -> None:
    house, desk = there
    for language in ("de", "en"):
        house.words = Words(language)
        assert_ua1(compose(house, desk, Wishes()).pdf, language=language)


def test_it_tells_what_is_set_and_another_setting_is_another_text(there: There) -> None:
    house, desk = there
    text = flat(compose(house, desk, Wishes()))
    for told in (
        "Quartierstreff Riehl",
        "0221 98 76 54",
        "Frau Yıldız",
        "TM-T20II",
        "QK7",
        "https://ring.example/netz",
    ):
        assert told.replace(" ", "") in text.replace(" ", "")
    assert "bucht Stunden" in text
    assert "03:00 Uhr" in text
    fewer = msgspec.structs.replace(desk.settings, platforms=(), terminal="QK9")
    other = flat(compose(with_settings(house, desk, fewer), desk, Wishes()))
    assert "QK9" in other
    assert "QK7" not in other
    assert "ring.example" not in other
    assert "bucht Stunden" not in other


def test_nothing_secret_and_no_member_stands_in_it(there: There) -> None:
    house, desk = there
    members = [member.name for member in desk.ledger.people.all()]
    assert members
    text = flat(compose(house, desk, Wishes()))
    assert [one for one in (*SECRETS, PIN, *members) if one in text] == []
    assert CANARIES[0] in text, "whoever has a PIN is named"


def test_who_was_active_is_told_and_one_person_alone_is_warned_of_on_the_cover(there: There) -> None:
    house, desk = there
    assert "nur eine Person aktiv: Frau Kanarienvogel" in " ".join(handover_of(house, desk).warnings)
    second_signs_in(desk)
    assert "nur eine Person" not in " ".join(handover_of(house, desk).warnings)
    clock_of(house).later(days=61)
    text = flat(compose(house, desk, Wishes()))
    assert "In den letzten 60 Tagen war niemand aktiv" in text
    assert "24. November 2026, zu lange her" in text


def test_what_nobody_can_be_restored_without_is_warned_of_until_it_is_there(there: There) -> None:
    house, desk = there
    second_signs_in(desk)
    assert len(handover_of(house, desk).warnings) == 3, "no backup, what to do, no words"
    assert desk.data_key
    words = Recovery(desk.folder).make(desk.data_key)
    for stick in ("Stick 1", "Stick 2"):
        good_backup(house, desk, stick)
    assert handover_of(house, desk).warnings == ()
    text = flat(compose(house, desk, Wishes()))
    assert "Stick 2 Dienstag, 24. November 2026" in text
    pairs = [f"{one} {next_}" for one, next_ in pairwise(words)]
    assert not any(pair in text for pair in pairs), "the words lie in the envelope alone"


def test_r40_the_self_check_and_the_desk_tell_when_it_is_older_than_settings_or_staff(there: There) -> None:
    house, desk = there
    assert (_state(house), _waiting(house)) == (State.WATCH, 2), "never printed, and one person alone"
    assert compose(house, desk, Wishes()).rows[0] == "Noch niemand hat die Übergabe-Mappe gedruckt."
    second_signs_in(desk)
    printed(compose(house, desk, Wishes()), desk)
    assert (_state(house), _waiting(house)) == (State.GOOD, 0)
    clock_of(house).later(days=30)
    assert _state(house) is State.GOOD, "age alone is nothing"
    desk.settings = msgspec.structs.replace(desk.settings, terminal="QK8")
    assert (_state(house), _waiting(house)) == (State.WATCH, 1)
    assert "anders als in der Übergabe-Mappe" in compose(house, desk, Wishes()).rows[0]
    printed(compose(house, desk, Wishes()), desk)
    desk.add_staff("Frau Meise", "564738")
    assert (_state(house), _waiting(house)) == (State.WATCH, 1)


def test_r40_a_new_key_of_a_site_makes_no_binder_old(there: There) -> None:
    house, desk = there
    printed(compose(house, desk, Wishes()), desk)
    keyed = tuple(msgspec.structs.replace(source, secret="anders:neu") for source in desk.settings.platforms)
    desk.settings = msgspec.structs.replace(desk.settings, platforms=keyed)
    assert _state(house) is State.GOOD


def test_every_price_is_an_estimate_with_its_month(there: There) -> None:
    parts = msgspec.convert(tomllib.loads(PARTS.read_text()), Parts)
    text = flat(compose(*there, Wishes()))
    assert "geschätzt, im November 2026" in text
    total = sum(part.cents * part.many for part in parts.part) // 100
    assert f"Alles zusammen etwa {total} €" in text


def test_the_steps_of_a_restore_name_the_buttons_as_the_screen_does(there: There) -> None:
    house, desk = there
    say, text = house.words.say, flat(compose(house, desk, Wishes()))
    for button in ("Restore a backup", "Choose a backup", "Begin", "Enter a pile", "Update now", "Switch off"):
        assert f"„{say(button)}“" in text
    for source in ("Welcome! This terminal is not set up yet.", "Everything is back. The PINs are those of before."):
        shown = re.split(r"(?<=!)|\.", say(source))[0]
        assert f"„{shown}“" in text
    assert "Nach 3 Tagen ohne gute Sicherung" in text


def _state(house: House) -> State:
    return next(one.state for one in findings(house.words, read_all(house)) if one.name == "binder")


def _waiting(house: House) -> int:
    return BindersPage().tasks(house)[0].waiting
