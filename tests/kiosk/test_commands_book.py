"""`kiosk book`: one line when it is written, once for a signed slip, and nothing at all when a rule refuses."""

import re
from pathlib import Path

import pytest

from sync.lock import RoundLock
from tests.kiosk.office_command import RING, STAFF, Office
from tests.printing.fake_printer import PAPER_OUT, fake_printer

GARDEN = ("book", "payment", "--from", "17", "--to", "1042", "--text", "Garten", "--amount")
LINE = re.compile(r"gebucht ([0-9]+) (QK1-[0-9A-Z]{6})\n")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def receipt(out: str) -> int:
    found = LINE.fullmatch(out)
    assert found, out
    return int(found[1])


@pytest.mark.parametrize(("amount", "hundredths"), [("2.5", 250), ("2,50", 250), ("+2", 200), (" 0,25 ", 25)])
def test_r1_one_line_tells_receipt_and_reference_and_then_it_stands(
    office: Office, amount: str, hundredths: int
) -> None:
    ran = office.run(*GARDEN, amount)
    assert (ran.code, ran.err) == (0, "")
    with office.ledger() as ledger:
        (booked,) = ledger.all()
    assert ran.out == f"gebucht 1 {booked.booking.reference}\n"
    assert (booked.booking.what.amount, booked.booking.platform) == (hundredths, "tauschring")  # type: ignore[union-attr]
    assert booked.booking.staff == STAFF


def test_r3_a_signed_slip_is_booked_once_however_often_it_is_entered(office: Office) -> None:
    first = office.run(*GARDEN, "2", "--paper", "2231")
    again = office.run(*GARDEN, "2,00", "--paper", " 2231 ")
    assert (again.code, again.out) == (0, first.out)
    other = office.run(*GARDEN, "3", "--paper", "2231")
    assert (other.code, other.out) == (4, "")
    assert "mit Beleg 1" in other.err
    assert office.states() == ["waiting"]
    assert receipt(office.run(*GARDEN, "2").out) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*GARDEN, "0"), "mehr als 0"),
        ((*GARDEN, "-2"), "mehr als 0"),
        ((*GARDEN, "100000"), "höchstens 99.999,99"),
        ((*GARDEN, "9" * 5000), "höchstens 99.999,99"),
        ((*GARDEN, "2.1"), "Vielfaches von 0,25"),
        ((*GARDEN, "2.555"), "Vielfaches"),
        ((*GARDEN, "2", "--paper", "9" * 201), "länger als 200"),
        (("book", "payment", "--from", "17", "--to", "17", "--text", "x", "--amount", "1"), "nichts selbst geben"),
        (("book", "payment", "--from", "17", "--to", "99", "--text", "x", "--amount", "1"), "kein Mitglied „99“"),
        (("book", "seat", "--event", "abcd", "--seats", "1", "--for", "17"), "„abcd“"),
        (("book", "job", "--job", "abcd", "--for", "17"), "„abcd“"),
    ],
)
def test_r2_what_a_rule_refuses_is_not_booked_and_says_so_first(
    office: Office, words: tuple[str, ...], said: str
) -> None:
    ran = office.run(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert ran.err.startswith("Es ist nichts gebucht. ")
    assert said in ran.err
    assert office.states() == []


@pytest.mark.parametrize("amount", ["", "zwei", "1e3", "2h", "２", "1.234,5", "NaN"])
def test_what_is_no_amount_at_all_is_wrong_use(office: Office, amount: str) -> None:
    ran = office.run(*GARDEN, amount)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--amount 2,5" in ran.err


def test_a_limit_of_the_ring_is_a_warning_with_the_age_of_the_balance(office: Office) -> None:
    ran = office.run("book", "payment", "--from", "1042", "--to", "17", "--amount", "2", "--text", "Garten")
    assert (ran.code, receipt(ran.out)) == (0, 1)
    assert "1042 hätte dann −11 Stunden, weniger als die untere Grenze von −10 Stunden" in ran.err
    assert "Letzter bekannter Stand: −9 Stunden (gerade eben)" in ran.err
    assert "tauschring" in ran.err


def test_seats_and_jobs_are_booked_for_members_and_guests(office: Office) -> None:
    ids = office.publish()
    event = ids["event"].upper()
    lines = [
        office.run("book", "seat", "--event", event, "--seats", "2", "--for", "17").out,
        office.run("book", "seat", "--event", event, "--guest", "Max  Muster").out,
        office.run("book", "job", "--job", ids["job"], "--for", "1042").out,
    ]
    assert [receipt(line) for line in lines] == [1, 2, 3]
    with office.ledger() as ledger:
        seat, guest, job = (one.booking for one in ledger.all())
    assert (seat.what.seats, seat.what.name) == (2, "Kemal Öztürk")  # type: ignore[union-attr]
    assert (guest.what.seats, guest.what.name) == (1, "Max Muster")  # type: ignore[union-attr]
    assert (job.what.name, job.platform) == ("Erika Mustermann", "paper")  # type: ignore[union-attr]
    assert office.run("book", "seat", "--event", event, "--seats", "51", "--for", "17").code == 4
    assert office.run("book", "job", "--job", event, "--for", "17").code == 4


@pytest.mark.parametrize("who", [(), ("--guest", " "), ("--for", "17", "--guest", "Max")])
def test_a_seat_is_for_a_member_or_for_a_guest(office: Office, who: tuple[str, ...]) -> None:
    ran = office.run("book", "seat", "--event", "abcd", "--seats", "1", *who)
    assert (ran.code, "--guest" in ran.err) == (2, True)


def test_both_receipts_are_printed_and_a_repeated_slip_says_that_it_is_one(tmp_path: Path) -> None:
    with fake_printer() as printer:
        office = Office(tmp_path, f'{RING}[printer]\ndevice = "{printer.url}"\n')
        assert office.run(*GARDEN, "2", "--paper", "7").err == ""
        assert office.run(*GARDEN, "2", "--paper", "7").err == ""
    assert [b"KOPIE" in job for job in printer.jobs] == [False, False, True, True]
    assert all(b"QK1-" in job for job in printer.jobs)


def test_trouble_with_the_printer_never_changes_the_exit_code(tmp_path: Path) -> None:
    with fake_printer(states=PAPER_OUT) as printer:
        office = Office(tmp_path, f'{RING}[printer]\ndevice = "{printer.url}"\n')
        ran = office.run(*GARDEN, "2")
    assert (ran.code, receipt(ran.out)) == (0, 1)
    assert "Das Papier ist alle" in ran.err
    assert ran.err.endswith("Die Buchung gilt trotzdem.\n")


def test_a_ledger_that_cannot_be_opened_books_nothing_and_says_so(office: Office) -> None:
    path = office.data / "members.db"
    whole = path.read_bytes()
    path.write_bytes(b"kaputt" * 1000)
    ran = office.run(*GARDEN, "2")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert ran.err.startswith("Es ist nichts gebucht. ")
    assert path.read_bytes() == b"kaputt" * 1000, "a damaged ledger is kept"
    path.unlink()
    path.mkdir()
    assert office.run(*GARDEN, "2").code == 3
    path.rmdir()
    path.write_bytes(whole)
    assert office.run(*GARDEN, "2").code == 0


def test_a_booking_whose_line_nobody_could_read_is_not_booked_twice(office: Office) -> None:
    words = " ".join((*GARDEN, "2", "--paper", "9"))
    full = office.shell(f"kiosk {words} >/dev/full; echo $?")
    assert full.out == "3\n"
    assert "gebucht 1 QK1-" in full.err
    assert office.shell(f"{{ kiosk {words}; echo $? >&2; }} | true").err == "0\n"
    assert receipt(office.run(*GARDEN, "2", "--paper", "9", environment={"LC_ALL": "C"}).out) == 1


def test_booking_never_waits_for_a_running_delivery(office: Office) -> None:
    with RoundLock(office.data / "deliver.lock") as lock:
        assert lock.take()
        assert office.run(*GARDEN, "2").code == 0
        ran = office.run("deliver")
    assert (ran.code, ran.out) == (3, "")
    assert "Es wird schon gesendet" in ran.err


def test_the_demo_books_on_paper_and_in_a_ledger_of_its_own(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.settings.unlink()
    assert office.run("staff", "add", "Anna", "--new-pin-file", str(office.pin_file)).code == 0
    job = office.run("items", "jobs", "--json").rows()[0]["id"]
    (tmp_path / "m.csv").write_text("Nummer;Name\n5;Jana\n")
    assert office.run("members", "import", str(tmp_path / "m.csv")).code == 0
    assert receipt(office.run("book", "job", "--job", str(job), "--for", "5").out) == 1
    assert [row["platform"] for row in office.run("outbox", "--json").rows()] == ["paper"]
    assert office.states() == []


def test_r13_a_damaged_ledger_books_nothing_more(office: Office) -> None:
    office.pay(100)
    with office.ledger() as ledger:
        ledger.db.execute("DROP TRIGGER booking_update")
        ledger.db.execute("UPDATE booking SET platform = 'anderswo'")
    ran = office.run("book", "payment", "--from", "17", "--to", "1042", "--amount", "1", "--text", "Garten")
    assert (ran.code, ran.out) == (3, "")
    assert "beschädigt" in ran.err


def test_an_empty_number_of_a_slip_is_wrong_use_and_books_nothing(office: Office) -> None:
    said = ("--from", "17", "--to", "1042", "--amount", "1", "--text", "Garten", "--paper", " ")
    assert office.run("book", "payment", *said).code == 2
    assert office.states() == []
