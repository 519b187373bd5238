"""R31, R32 by command: what is stored is told whole, erased with a receipt that names nobody, and kept no longer."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.commands.retention import retention
from kiosk.place import Place
from kiosk.session import Session, Stop
from sync.clock import Trust
from sync.ledger.bare import is_pseudonym
from sync.ledger.keyring import KeyRing
from sync.ledger.retention import TABLE, Kind
from sync.letters.box import LetterBox
from sync.letters.intake import take_in
from sync.letters.letter import Interest
from tests.kiosk.office_command import PIN, STAFF, Office
from tests.ledger.erased_town import CANARIES, NUMBER, found_in
from tests.ledger.erased_town import member as canary
from tests.pdf_checks import A4, assert_large, assert_ua1, sizes_mm, text_of
from tests.sync.clocks import TUESDAY, FakeClock

KEYS = {"number", "member", "bookings", "entries", "wishes", "drafts", "statement", "events", "copies"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Kemal (17) paid Erika (1042) for two hours, and the ring has it."""
    office = Office(tmp_path)
    office.pay(200)
    with office.ledger() as ledger:
        ledger.outbox.confirm(1, "r1")
    return office


def test_r31_what_is_stored_is_plain_text_json_and_a_page_to_hand_over(office: Office, tmp_path: Path) -> None:
    text = office.run("members", "export", "1042")
    assert (text.code, text.err) == (0, "")
    out = tmp_path / "auskunft.pdf"
    both = office.run("members", "export", "1042", "--json", "--out", str(out))
    (row,) = both.rows()
    assert both.code == 0
    assert set(row) == KEYS
    pdf = out.read_bytes()
    assert_ua1(pdf, "Was über Sie gespeichert ist")
    assert_large(pdf)
    assert set(sizes_mm(pdf)) == {A4}
    for fact in ("Erika Mustermann", "0221 111", "Garten", "2 Stunden", "QK1-", "r1", "verschlüsselte Sicherungen"):
        assert fact in text.out
        assert fact in text_of(pdf)
    for told in (text.out, both.out, text_of(pdf)):
        assert "Kemal" not in told
        assert STAFF not in told


def test_the_json_of_an_export_has_decimal_amounts_and_local_times(office: Office) -> None:
    (row,) = office.run("members", "export", "1042", "--json").rows()
    booking = msgspec.convert(row["bookings"], list[dict[str, object]])[0]
    assert (booking["role"], booking["partner"], booking["amount"]) == ("payee", "17", "2.00")
    assert row["entries"] == {"Stunden": "2.00"}
    entered = msgspec.convert(booking["entered"], dict[str, str])
    assert datetime.fromisoformat(entered["at"]).utcoffset() is not None
    assert row["copies"] == {"platforms": ["tauschring"], "backups": {"days": 7, "weeks": 4, "months": 12}}
    assert entered["at"].endswith(("+01:00", "+02:00"))


def test_an_export_is_noted_without_a_number(office: Office) -> None:
    office.run("members", "export", "1042")
    with office.ledger() as ledger:
        noted = ledger.db.execute("SELECT staff, about, facts FROM journal WHERE event = 'member exported'").fetchall()
    assert noted == [(STAFF, None, None)]


@pytest.mark.parametrize("deed", ["export", "erase"])
def test_an_unknown_number_is_refused(office: Office, deed: str) -> None:
    ran = office.run("members", deed, "77")
    assert (ran.code, ran.out) == (4, "")
    assert "77" in ran.err


def test_an_export_never_overwrites_what_is_no_pdf(office: Office, tmp_path: Path) -> None:
    there = tmp_path / "brief.txt"
    there.write_text("Liebe Erika")
    assert office.run("members", "export", "1042", "--out", str(there)).code == 2
    assert there.read_text() == "Liebe Erika"


def test_r31_without_yes_it_is_only_told_what_would_happen(office: Office) -> None:
    ran = office.run("members", "erase", "1042")
    assert ran.code == 0
    assert "Zahlungen bleiben bis" in ran.out
    assert "--yes" in ran.err
    with office.ledger() as ledger:
        assert ledger.people.get("1042")
        assert not ledger.erasures.known("1042")


def test_r31_with_yes_the_member_is_gone_and_the_receipt_names_nobody(office: Office) -> None:
    paper = office.data / "paper"
    paper.mkdir()
    office.settings.write_text(f'{office.settings.read_text()}\n[printer]\ndevice = "file://{paper}/roll"\n')
    ran = office.run("members", "erase", "1042", "--yes")
    assert (ran.code, ran.out) == (0, "gelöscht QK1-L00001\n")
    assert "1042" not in ran.err
    assert "Erika" not in ran.err
    rolls = [path.read_bytes() for path in paper.iterdir()]
    assert sum(roll.count(b"QK1-L00001") for roll in rolls) == 2
    assert not any(b"1042" in roll or b"Erika" in roll for roll in rolls)
    with office.ledger() as ledger:
        assert ledger.people.get("1042") is None
        assert is_pseudonym(ledger.by_receipt(1).booking.what.members[1])
        ledger.prove()
    assert office.run("outbox").code == 0
    assert office.run("closing").code == 0


def test_r31_no_file_that_the_program_ever_wrote_tells_of_an_erased_member(office: Office) -> None:
    """Ledger, its log, replica, letters, log files, what is left of the printing, temporary files, home."""
    paper = office.data / "paper"
    paper.mkdir()
    office.settings.write_text(f'{office.settings.read_text()}\n[printer]\ndevice = "file://{paper}/roll"\n')
    opened = KeyRing.open(office.data).open_with(PIN)
    assert opened
    with office.ledger() as ledger:
        ledger.people.store([canary()])
    words = ("--from", NUMBER, "--to", "17", "--amount", "2", "--text", CANARIES["text"])
    assert office.run("book", "payment", *words).code == 0
    with office.ledger() as ledger:
        ledger.outbox.refuse(2, "balance", CANARIES["detail"])
        ledger.cancel(2, STAFF)
    for roll in paper.iterdir():
        roll.unlink()
    assert found_in(office.folder, opened.data_key) == set(CANARIES) - {"remark"}
    assert office.run("members", "erase", NUMBER, "--yes").code == 0
    assert found_in(office.folder, opened.data_key) == set()


def test_r31_open_bookings_are_named_and_refuse_it(office: Office) -> None:
    office.pay(100)
    for words in (("--yes",), ()):
        ran = office.run("members", "erase", "1042", *words)
        assert (ran.code, ran.out) == (4, "")
        assert "Beleg 2" in ran.err


def test_r31_a_file_brings_nobody_back_before_staff_say_that_they_joined_again(office: Office, tmp_path: Path) -> None:
    office.run("members", "erase", "1042", "--yes")
    table = tmp_path / "liste.csv"
    table.write_text("Nummer;Name\n1042;Erika Mustermann\n99;Neu\n")
    ran = office.run("members", "import", str(table))
    assert (ran.code, ran.out) == (0, "1 neu, 0 geändert, 0 wie zuvor\n")
    assert "1 gelöschtes Mitglied" in ran.err
    assert office.run("members", "erase", "1042", "--forget-mark").code == 0
    assert office.run("members", "erase", "1042", "--forget-mark").code == 4
    assert office.run("members", "import", str(table)).out == "1 neu, 0 geändert, 1 wie zuvor\n"


def test_r31_a_wish_that_nobody_read_yet_is_erased_too(office: Office) -> None:
    with office.ledger() as ledger:
        box = LetterBox(office.data, ledger.clock, "QK1")
        take_in(ledger, box)
    box.drop(box.letter(Interest(item="abcd", kind="offer", title="Kuchen", member="1042")))
    ran = office.run("members", "erase", "1042", "--yes")
    assert "1 Anfrage" in ran.err
    assert box.waiting() == []
    with office.ledger() as ledger:
        assert ledger.db.execute("SELECT state, member FROM interest").fetchall() == [("deleted", None)]


def run_retention(office: Office, clock: FakeClock, *, run: bool = False, as_json: bool = False) -> int:
    """The command in this process, by a clock that the test sets."""
    session = Session(Place(office.settings, office.data, True), pin_file=office.pin_file)
    session.__dict__["clock"] = clock
    try:
        return retention(session, run=run, as_json=as_json)
    finally:
        session.close()


def seen_on_a_certain_day(office: Office, capfd: pytest.CaptureFixture[str]) -> None:
    """This machine's clock may be one that nobody trusts: the booking was there in 2026 at the latest."""
    run_retention(office, FakeClock(TUESDAY))
    capfd.readouterr()


def in_year(year: int) -> FakeClock:
    return FakeClock(datetime(year, 1, 1, 12, tzinfo=UTC))


def told(capfd: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The rows of `--json`."""
    return [msgspec.json.decode(line, type=dict[str, object]) for line in capfd.readouterr().out.splitlines()]


def test_r32_the_table_has_every_kind_and_counts_what_is_over(
    office: Office, capfd: pytest.CaptureFixture[str]
) -> None:
    seen_on_a_certain_day(office, capfd)
    assert run_retention(office, in_year(2037), as_json=True) == 0
    rows = {str(row["kind"]): row for row in told(capfd)}
    assert list(rows) == [kind.value for kind in Kind]
    assert {kind for kind, row in rows.items() if row["over"] is not None} == {one.kind for one in TABLE if one.runs}
    payment = rows["payment"]
    assert (payment["months"], payment["from_year_end"], payment["since"], payment["over"]) == (120, True, "booked", 1)
    with office.ledger() as ledger:
        assert "Garten" in str(ledger.by_receipt(1).booking.what)


def test_r32_run_takes_away_what_is_over_and_says_how_much(office: Office, capfd: pytest.CaptureFixture[str]) -> None:
    seen_on_a_certain_day(office, capfd)
    assert run_retention(office, in_year(2037), run=True) == 0
    assert capfd.readouterr().out.endswith(": 1\n")
    with office.ledger() as ledger:
        assert "Garten" not in str(ledger.by_receipt(1).booking.what)
        ledger.prove()
    assert run_retention(office, in_year(2037), run=True) == 0
    assert capfd.readouterr().out == "Nichts war abgelaufen.\n"


def test_r11_an_uncertain_date_shows_the_table_and_erases_nothing(
    office: Office, capfd: pytest.CaptureFixture[str]
) -> None:
    clock = in_year(2050)
    clock.trust = Trust.UNTRUSTED
    assert run_retention(office, clock, as_json=True) == 3
    captured = capfd.readouterr()
    assert len(captured.out.splitlines()) == len(TABLE)
    assert "Datum ist nicht sicher" in captured.err
    with pytest.raises(Stop) as stopped:
        run_retention(office, clock, run=True)
    assert stopped.value.code == 3
    assert run_retention(office, FakeClock(TUESDAY)) == 0
