"""Blank vouchers and the emergency sheet on A4: numbers, codes, and who is named."""

import io
import random
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.centre_settings import Visit
from kiosk.house import House
from kiosk.papers import emergency, vouchers
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.screens.staff.entry import desk_of
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.voucher_number import voucher_number
from sync.replica import Replica
from tests.kiosk.booking_pages import MEMBERS, office
from tests.kiosk.office_pages import pay
from tests.pdf_checks import A4, assert_large, assert_ua1, pages_of, pictures_of, sizes_mm, text_of
from tests.sync.clocks import TUESDAY, FakeClock

VISIT = Visit(address="Lindenhof 3, 50735 Köln", phone="0221 98 76 54", person="Frau Yıldız, im Büro")


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    built.visit = VISIT
    yield built
    desk_of(built).close()


def blank(house: House, count: int = 3) -> Made:
    return vouchers.compose(house, desk_of(house), Wishes(count=count))


def sheet(house: House, count: int | None = None) -> Made:
    return emergency.compose(house, desk_of(house), Wishes(count=count))


def worn(page: Image.Image) -> Image.Image:
    """Faded by 30 %, two of a hundred dots wrong."""
    faded, chance = page.convert("L").point(lambda dot: round(255 - (255 - dot) * 0.7)), random.Random(36)
    for _ in range(faded.width * faded.height // 50):
        at = chance.randrange(faded.width), chance.randrange(faded.height)
        faded.putpixel(at, chance.choice((0, 255)))
    return faded


def scanned(pdf: bytes, folder: Path, print_: Callable[[Image.Image], Image.Image] = lambda page: page) -> list[str]:
    """What an independent reader finds in all codes; each half of a page is a voucher."""
    found = []
    halves = [page.crop((0, y, page.width, y + page.height // 2)) for page in pictures_of(pdf, 150) for y in (0, 877)]
    for at, half in enumerate(halves):
        path = folder / f"{at}.png"
        print_(half).save(path)
        ran = subprocess.run(["zbarimg", "-q", "--raw", str(path)], capture_output=True, text=True, check=False)
        found += ran.stdout.split()
    return found


def test_every_voucher_bears_its_number_large_as_a_code_and_on_the_counterfoil(house: House, tmp_path: Path) -> None:
    made, desk = blank(house), desk_of(house)
    codes = [desk.ledger.vouchers.code(number) for number in (1, 2, 3)]
    assert (made.paper, made.sheets, made.both_sides) == (Paper.VOUCHERS, 2, False)
    assert made.name == "buchungszettel-00001-00003.pdf"
    assert sorted(scanned(made.pdf, tmp_path)) == codes
    pages = pages_of(made.pdf)
    assert len(pages) == 2
    for code, page in zip(codes, (pages[0], pages[0], pages[1]), strict=True):
        assert code in page
        assert code.replace("QK1-", "QK1- ") in page
    for field in ("Von (zahlt)", "An (bekommt)", "Stunden", "Wofür", "Datum", "Unterschrift (zahlt)", "Abschnitt"):
        assert field in pages[0]


def test_a36_a_worn_voucher_is_still_read(house: House, tmp_path: Path) -> None:
    codes = [desk_of(house).ledger.vouchers.code(number) for number in (1, 2)]
    assert sorted(scanned(blank(house, 2).pdf, tmp_path, worn)) == codes


def test_vouchers_are_accessible_and_large(house: House) -> None:
    for made in (blank(house), sheet(house)):
        assert_ua1(made.pdf, made.title)
        assert sizes_mm(made.pdf) == {A4}
        assert_large(made.pdf)


def test_in_english_too(replicas: dict[str, Replica], tmp_path: Path) -> None:
    house = office(tmp_path, replicas["hostile"], FakeClock(TUESDAY), "en")
    for made in (blank(house, 1), sheet(house)):
        assert_ua1(made.pdf, made.title, "en")
        assert "Voucher" in text_of(made.pdf)
    desk_of(house).close()


def test_composing_reserves_new_numbers_each_time(house: House) -> None:
    assert blank(house, 2).rows[0] == "QK1-P00001-5 bis QK1-P00002-8"
    assert blank(house, 1).rows[0] == "QK1-P00003-1"
    runs = desk_of(house).ledger.vouchers.runs()
    assert [(run.first, run.last, run.kind) for run in runs] == [(1, 2, "blank"), (3, 3, "blank")]


@pytest.mark.parametrize("count", [0, -3, 201])
def test_a_slip_of_the_finger_prints_nothing(house: House, count: int) -> None:
    for compose in (vouchers.compose, emergency.compose):
        with pytest.raises(NotBooked) as caught:
            compose(house, desk_of(house), Wishes(count=count))
        assert caught.value.rule is Rule.VOUCHER_COUNT
    assert desk_of(house).ledger.vouchers.runs() == []


def test_the_emergency_sheet_says_how_to_go_on_whom_to_call_and_what_takes_place(house: House) -> None:
    pay(house)
    text = text_of(sheet(house).pdf)
    for part in (
        "Notbetrieb",
        "Dienstag, 24. November 2026. Gilt bis Mittwoch, 25. November 2026",
        "Arbeiten Sie mit diesem Blatt weiter.",
        "0221 98 76 54",
        "Heute, Dienstag, 24. November",
        "Morgen, Mittwoch, 25. November",
        "Offenes Café Linde",
        "1 Buchung wartet im Terminal auf das Senden.",
        "Wer zahlt, unterschreibt.",
    ):
        assert part in text, part


def test_r10_a32_an_untrusted_clock_says_neither_today_nor_a_certain_date(house: House) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.trusted = False
    text = text_of(sheet(house).pdf)
    assert "ungefähr Dienstag, 24. November 2026" in text
    assert "Heute," not in text


def test_r35_only_who_may_be_printed_is_named_and_nobody_s_balance(house: House) -> None:
    text = text_of(sheet(house).pdf)
    hidden = [member for member in MEMBERS if not member.print]
    assert "Kemal Ö., 17" in text
    assert not [one.number for one in hidden if one.name in text or f"{one.short}," in text]
    assert "+3 " not in text
    assert "−9,75" not in text


def test_the_same_day_has_the_same_numbers_while_they_are_unused(house: House) -> None:
    ledger = desk_of(house).ledger
    first = sheet(house)
    assert sheet(house).pdf == first.pdf
    assert len(ledger.vouchers.runs()) == 1
    pay(house, paper=ledger.vouchers.code(2))
    ledger.vouchers.void(5, "Frau Büro")
    again = text_of(sheet(house).pdf)
    assert ledger.vouchers.code(2) not in again
    assert ledger.vouchers.code(5) not in again
    assert ledger.vouchers.code(1) in again
    assert ledger.vouchers.code(12) in again
    assert [len(run.numbers) for run in ledger.vouchers.runs()] == [emergency.LINES + emergency.USUAL, 2]


def test_another_day_has_other_numbers_for_yesterday_s_sheet_may_be_filled_in(house: House) -> None:
    sheet(house)
    assert isinstance(house.clock, FakeClock)
    house.clock.later(days=1)
    vouchers_ = desk_of(house).ledger.vouchers
    assert vouchers_.code(1) not in text_of(sheet(house).pdf)
    assert {run.kind for run in vouchers_.runs()} == {"emergency 2026-11-24", "emergency 2026-11-25"}


def test_lines_and_vouchers_of_the_sheet_bear_numbers_that_can_be_typed_in_later(house: House, tmp_path: Path) -> None:
    made = sheet(house, count=4)
    text, ledger = text_of(made.pdf), desk_of(house).ledger
    (run,) = ledger.vouchers.runs()
    assert len(run.numbers) == emergency.LINES + 4
    assert all(ledger.vouchers.code(number) in text for number in run.numbers)
    read = {voucher_number(code, "QK1") for code in scanned(made.pdf, tmp_path)}
    assert read == set(run.numbers[emergency.LINES :])


def test_a_large_ring_takes_its_list_of_members(house: House) -> None:
    import msgspec

    crowd = [msgspec.structs.replace(MEMBERS[1], number=str(5000 + at)) for at in range(emergency.MEMBERS_MAX)]
    desk_of(house).ledger.people.store(crowd)
    text = text_of(sheet(house).pdf)
    assert "Die Nummern stehen in der Mitglieder-Liste." in text
    assert "Kemal" not in text


def test_the_sheets_counted_are_those_in_the_file(house: House) -> None:
    import pypdf

    for made, sides in ((blank(house, 5), 1), (sheet(house, 3), 2), (sheet(house, 4), 2)):
        pages = len(pypdf.PdfReader(io.BytesIO(made.pdf)).pages)
        assert made.sheets == -(-pages // sides)
