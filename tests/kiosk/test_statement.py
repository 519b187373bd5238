"""Account statements: sums that hold, nothing made up, each member on sheets of their own."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.made import Made, NotMade, Wishes
from kiosk.papers.making import printed
from kiosk.papers.statement import LIST_EACH_MAX, compose
from kiosk.papers.statement_account import Figures, figures
from kiosk.papers.statement_periods import Period
from sync.ledger.moves import moves
from sync.ledger.records import Member, State
from tests.kiosk.consenting import ERIKA, ERNA, KEMAL, SUKRU
from tests.kiosk.staff_house import STAFF
from tests.kiosk.statements import account, counter, pay
from tests.pdf_checks import A4, assert_large, assert_ua1, pages_of, sizes_mm
from tests.sync.clocks import FakeClock

AT = tuple[House, Desk]
EVER = Period()
NUMBERS = ("1", "2", "5", "6", "17")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AT]:
    with counter(tmp_path) as at:
        yield at


def whole(at: AT, *members: str) -> str:
    """The text of the statements of these members, without the list of members."""
    pages = pages_of(compose(*at, Wishes(members=members)).pdf)
    return " ".join(page for page in pages if "Wer dabei ist" not in page)


def own(at: AT, member: str, period: Period = EVER) -> Figures:
    """What a member's statement counts, where no balance was ever read."""
    house, desk = at
    return figures(moves(desk.ledger, [member]).get(member, []), period, house.zone, None, 0)


def shake(desk: Desk, dice: random.Random, times: int) -> None:
    """Book, deliver, refuse, take back: whatever can happen to a payment."""
    for _ in range(times):
        payer, payee = dice.sample(NUMBERS, 2)
        receipt = pay(desk, payer, payee, 25 * dice.randint(1, 40)).receipt
        match dice.randint(0, 6):
            case 0:
                desk.ledger.cancel(receipt, STAFF)
            case 1:
                desk.ledger.outbox.refuse(receipt, "balance")
            case 2:
                desk.ledger.outbox.refuse(receipt, "balance")
                desk.ledger.cancel(receipt, STAFF)
            case 3:
                desk.ledger.outbox.confirm(receipt, f"r{receipt}")
                desk.ledger.storno(receipt, STAFF)
            case 4:
                desk.ledger.outbox.going(receipt)
            case 5:
                desk.ledger.outbox.confirm(receipt, f"r{receipt}")


@pytest.mark.parametrize("seed", range(6))
def test_opening_and_what_counts_make_the_closing_and_all_accounts_together_are_nothing(desk: AT, seed: int) -> None:
    dice, ledger = random.Random(seed), desk[1].ledger
    shake(desk[1], dice, 30)
    behind = max(move.number for one in moves(ledger, NUMBERS).values() for move in one)
    first = {number: own(desk, number) for number in NUMBERS}
    shake(desk[1], dice, 30)
    for number in NUMBERS:
        everything, later = own(desk, number), own(desk, number, Period(None, behind))
        assert everything.opening == 0
        for told in (everything, later):
            assert told.opening + sum(move.amount for move in told.moves if move.counts) == told.closing
        assert later.opening == first[number].closing, "the next statement begins where the last one ended"
        assert len(first[number].moves) + len(later.moves) == len(everything.moves), "no entry twice, none left out"
    assert sum(own(desk, number).closing for number in NUMBERS) == 0
    counted = {number: ledger.open_sum(number, "Stunden", 0) for number in NUMBERS}
    assert counted == {number: own(desk, number).closing for number in NUMBERS}, "as staff see it"


def test_a_balance_that_was_read_is_told_with_its_day_and_what_is_not_in_it(desk: AT) -> None:
    staff = desk[1]
    pay(staff, "5", "17", 150)
    staff.ledger.people.store([msgspec.structs.replace(ERIKA, account=account(staff, 400))], told=())
    text = whole(desk, "5")
    assert "Stand, gelesen am Dienstag, 24. November 2026 +4 Stunden" in text
    assert "Hier gebucht, noch nicht enthalten −1,5 Stunden" in text
    assert "Zusammen +2,5 Stunden" in text
    assert "Stand davor +4 Stunden" in text
    assert "Im Stand sind auch Buchungen von anderswo." in text


def test_without_a_balance_only_what_was_booked_here_is_told(desk: AT) -> None:
    pay(desk[1], "5", "17", 150)
    text = whole(desk, "5")
    assert "Das Terminal kennt nicht den ganzen Stand" in text
    assert "Hier gebucht, bis heute −1,5 Stunden" in text
    assert "gelesen" not in text


def test_less_than_nothing_is_worded_kindly_and_with_a_minus(desk: AT) -> None:
    pay(desk[1], "5", "17", 150)
    assert "Das ist in Ordnung" in whole(desk, "5")
    assert "Das ist in Ordnung" not in whole(desk, "17")


def test_every_row_says_what_became_of_it(desk: AT) -> None:
    ledger = desk[1].ledger
    way, gone, bad, back = (pay(desk[1], "5", "17", 100, text).receipt for text in ("Weg", "Weit", "Wanne", "Wieder"))
    ledger.cancel(gone, STAFF)
    ledger.outbox.refuse(bad, "balance")
    ledger.outbox.confirm(back, "r1")
    ledger.storno(back, STAFF)
    text = whole(desk, "5")
    assert f"{way} Weg mit 17 · Kemal B. noch unterwegs −1" in text
    assert f"{gone} Weit mit 17 · Kemal B. Später storniert. −1" in text
    assert f"{gone} Weit mit 17 · Kemal B. Storniert: Beleg {gone} +1" in text
    assert f"{bad} Wanne mit 17 · Kemal B. Zählt nicht: Das Büro klärt es noch. −1" in text
    assert f"{back} Wieder mit 17 · Kemal B. −1" in text
    assert f"Wieder mit 17 · Kemal B. Storno von Beleg {back} · noch unterwegs +1" in text
    assert "Hier gebucht, bis heute −1 Stunden" in text, "on its way alone counts"
    assert ledger.outbox.sending(bad).state is State.REFUSED


def test_nothing_booked_is_one_line(desk: AT) -> None:
    text = whole(desk, "5")
    assert "In dieser Zeit gibt es hier keine Buchung für Sie." in text
    assert "Beleg" not in text


def test_another_unit_has_figures_of_its_own(desk: AT) -> None:
    pay(desk[1], "5", "17", 100)
    pay(desk[1], "5", "17", 700, unit="Talente")
    text = whole(desk, "5")
    assert "−1 Stunden" in text
    assert "−7 Talente" in text


def test_the_next_statement_begins_behind_the_last_that_was_printed_and_a_preview_uses_up_nothing(desk: AT) -> None:
    house, staff = desk
    assert isinstance(staff.clock, FakeClock)
    pay(staff, "5", "17", 100, "Hecke")
    assert "Hecke" in whole(desk, "5") + whole(desk, "5")
    pay(staff, "17", "5", 200, "Zaun")
    printed(compose(*desk, Wishes(members=("5",))), staff)
    assert "Hecke" in whole(desk, "5"), "made again on its day"
    staff.clock.later(days=3)
    pay(staff, "5", "17", 400, "Rasen")
    later = whole(desk, "5")
    assert "Rasen" in later
    assert "Hecke" not in later
    assert "24. November 2026 bis 27. November 2026" in later
    assert "Hier gebucht, davor +1 Stunden" in later
    assert "Hecke" in whole(desk, "17"), "of others nothing was printed"
    since = compose(*desk, Wishes(members=("5",), since=house.today))
    assert "Rasen" in pages_of(since.pdf)[0]
    assert "Hecke" not in pages_of(since.pdf)[0]


def test_all_who_get_paper_get_one_and_each_begins_on_a_new_sheet(desk: AT) -> None:
    for at in range(12):
        pay(desk[1], "5", "17", 100, f"Nummer {at} " + "Gartenarbeit " * 8)
    made = compose(*desk, Wishes())
    starts = [at for at, page in enumerate(pages_of(made.pdf)) if page.startswith("Mitglied")]
    told = [pages_of(made.pdf)[at].split(" Konto-Auszug")[0] for at in starts]
    assert sorted(told) == [f"Mitglied {one.number} {one.name}" for one in (ERNA, ERIKA, SUKRU)]
    assert all(at % 2 == 0 for at in starts)
    assert made.sheets == -(-len(pages_of(made.pdf)) // 2)
    assert [row.split(" · ")[0] for row in made.rows] == [" ".join(one.split()[:2]) for one in told]


def test_members_wished_for_get_one_whoever_they_are(desk: AT) -> None:
    assert "Kemal Beispiel" in whole(desk, KEMAL.number)
    with pytest.raises(NotMade, match="Ein Mitglied 4711 gibt es nicht"):
        compose(*desk, Wishes(members=("4711",)))


def test_nobody_without_internet_is_a_sentence(tmp_path: Path) -> None:
    with counter(tmp_path, members=(KEMAL,)) as at, pytest.raises(NotMade, match="alle Mitglieder Internet"):
        compose(*at, Wishes())


def test_large_tagged_a4_and_the_same_data_give_the_same_bytes(desk: AT) -> None:
    pay(desk[1], "5", "17", 100, "Ключ 🔑 \U0010ff00 بيت")
    made: Made = compose(*desk, Wishes())
    assert_ua1(made.pdf, "Konto-Auszüge")
    assert_large(made.pdf)
    assert sizes_mm(made.pdf) == {A4}
    assert made.name == "kontoauszuege-2026-11-24.pdf"
    assert compose(*desk, Wishes()) == made


@pytest.mark.parametrize(("named", "lists"), [(LIST_EACH_MAX, 3), (LIST_EACH_MAX + 1, 1)])
def test_a_short_list_of_members_goes_behind_every_statement_and_a_long_one_once_behind_all(
    tmp_path: Path, named: int, lists: int
) -> None:
    crowd = [
        Member(number=str(at), name=f"Ada Nummer{at}", short=f"Ada N. {at}", print=True)
        for at in range(100, 100 + named)
    ]
    some = [Member(number=str(at), name=f"Bo Nummer{at}", short="Bo N.", offline=True) for at in range(3)]
    with counter(tmp_path, members=(*crowd, *some)) as at:
        pages = pages_of(compose(*at, Wishes()).pdf)
    starts = [number for number, page in enumerate(pages) if page.startswith("Wer dabei ist")]
    assert len(starts) == lists
    assert len([page for page in pages if page.startswith("Mitglied ")]) == 3
    assert lists > 1 or starts[0] % 2 == 0, "on a sheet of its own, to be copied"
    assert sum("Ada N. 1" in page for page in pages) <= 2 * lists, "two sides hold it"


def test_every_page_says_whose_it_is_for_sheets_come_apart(desk: AT) -> None:
    for _ in range(20):
        pay(desk[1], ERNA.number, SUKRU.number, 100)
    pages = pages_of(compose(*desk, Wishes(members=(ERNA.number, SUKRU.number))).pdf)
    whose = [next((one for one in (ERNA, SUKRU) if f"· Mitglied {one.number} · Seite" in page), None) for page in pages]
    told = [one for page, one in zip(pages, whose, strict=True) if "Garten" in page]
    assert told == sorted(told, key=(ERNA, SUKRU).index), "each on pages that follow each other"
    assert len(told) > 4
    assert not any("Mitglied " in page for page, one in zip(pages, whose, strict=True) if one is None), "the lists"


def test_a_member_wished_for_twice_gets_one(desk: AT) -> None:
    assert len(compose(*desk, Wishes(members=(ERNA.number, ERNA.number))).rows) == 1
