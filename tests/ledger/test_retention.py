"""R32, R11: what is over goes on the right day and not a day before, and never by a clock that may be wrong."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from sync.clock import Trust
from sync.ledger.bare import is_pseudonym
from sync.ledger.erasing import erase
from sync.ledger.letters import Letters
from sync.ledger.records import Member
from sync.ledger.retention import (
    DRAFTS,
    LETTERS,
    PAYMENTS,
    REGISTRATIONS,
    TABLE,
    DateUnsure,
    Kind,
    Term,
    certain_day,
    day_of,
)
from sync.ledger.retiring import RUN, over, run
from sync.letters.intake import take_in
from tests.ledger.erased_town import NUMBER, OTHER, found_in, lived_in, member
from tests.ledger.ledgers import Centre, job, payment, seat
from tests.letters.letter_boxes import Post, feedback, interest
from tests.sync.clocks import FakeClock

BERLIN = ZoneInfo("Europe/Berlin")
NOTHING = dict.fromkeys((one.kind for one in TABLE if one.runs), 0)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    """Open on 20 November 2026."""
    centre = Centre(tmp_path)
    centre.ledger.people.store([member(), member(OTHER)])
    yield centre
    centre.ledger.close()


def at(centre: Centre, day: date, hour: int = 12, minute: int = 0) -> None:
    """The clock of the centre shows this, in Berlin."""
    centre.clock.wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def paid(centre: Centre) -> int:
    """A payment that the ring has."""
    receipt = centre.pay(NUMBER, OTHER)
    centre.ledger.outbox.confirm(receipt, "r")
    return receipt


@pytest.mark.parametrize(
    ("term", "since", "last"),
    [
        (PAYMENTS, date(2026, 1, 1), date(2036, 12, 31)),
        (PAYMENTS, date(2026, 12, 31), date(2036, 12, 31)),
        (PAYMENTS, date(2027, 1, 1), date(2037, 12, 31)),
        (REGISTRATIONS, date(2026, 11, 20), date(2027, 12, 31)),
        (LETTERS, date(2026, 11, 20), date(2027, 11, 20)),
        (LETTERS, date(2028, 2, 29), date(2029, 2, 28)),
        (LETTERS, date(2027, 2, 28), date(2028, 2, 28)),
        (Term(48), date(2028, 2, 29), date(2032, 2, 29)),
        (DRAFTS, date(2027, 1, 31), date(2027, 2, 28)),
        (DRAFTS, date(2028, 1, 31), date(2028, 2, 29)),
        (DRAFTS, date(2027, 12, 5), date(2028, 1, 5)),
    ],
)
def test_r32_the_last_day_is_kept_and_the_day_after_it_is_over(term: Term, since: date, last: date) -> None:
    assert term.last_day(since) == last
    assert not term.over(since, last)
    assert term.over(since, last + timedelta(days=1))


def test_r32_every_kind_stands_in_the_table_once() -> None:
    assert [one.kind for one in TABLE] == list(Kind)
    assert all((one.term is None) == (one.since is None) for one in TABLE)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), date(2027, 3, 29)),
        (datetime(2027, 10, 30, 22, 0, tzinfo=UTC), date(2027, 10, 31)),
        (datetime(2027, 10, 31, 22, 59, tzinfo=UTC), date(2027, 10, 31)),
        (datetime(2027, 10, 31, 23, 0, tzinfo=UTC), date(2027, 11, 1)),
    ],
)
def test_r32_days_are_those_of_the_centre_also_in_nights_when_the_clock_is_set(moment: datetime, day: date) -> None:
    assert day_of(int(moment.timestamp() * 1000), BERLIN) == day


@pytest.mark.parametrize(("trusted", "trust"), [(False, Trust.NTP), (True, Trust.UNTRUSTED), (True, Trust.STAFF)])
def test_r11_nothing_is_taken_away_by_a_clock_that_may_be_wrong(centre: Centre, trusted: bool, trust: Trust) -> None:
    paid(centre)
    at(centre, date(2050, 1, 1))
    centre.clock.trusted, centre.clock.trust = trusted, trust
    before = centre.ledger.journal.root()
    for ask in (over, lambda ledger, zone: run(ledger, zone, "Anna")):
        with pytest.raises(DateUnsure):
            ask(centre.ledger, BERLIN)
    assert centre.ledger.journal.root() == before
    assert certain_day(FakeClock(), BERLIN) == date(2026, 11, 20)


def test_r32_a_payment_loses_its_text_after_ten_years_and_members_keep_their_balance(centre: Centre) -> None:
    receipt = paid(centre)
    at(centre, date(2036, 12, 31), 23, 59)
    assert run(centre.ledger, BERLIN, None) == NOTHING
    at(centre, date(2037, 1, 1), 0, 0)
    assert over(centre.ledger, BERLIN).counts[Kind.PAYMENT] == 1
    assert run(centre.ledger, BERLIN, None) == NOTHING | {Kind.PAYMENT: 1}
    what = centre.ledger.by_receipt(receipt).booking.what
    assert what == payment(NUMBER, OTHER, text="")
    assert run(centre.ledger, BERLIN, None) == NOTHING
    centre.ledger.prove()


def test_r32_who_left_becomes_a_pseudonym_when_the_time_is_over(centre: Centre) -> None:
    receipt = paid(centre)
    centre.ledger.people.keep_only("csv", [OTHER])
    at(centre, date(2037, 1, 1))
    assert run(centre.ledger, BERLIN, "Anna")[Kind.PAYMENT] == 1
    payer, payee = centre.ledger.by_receipt(receipt).booking.what.members
    assert (is_pseudonym(payer), payee) == (True, OTHER)
    at(centre, date(2038, 1, 1))
    centre.ledger.people.keep_only("csv", [])
    assert run(centre.ledger, BERLIN, "Anna")[Kind.PAYMENT] == 1
    assert centre.ledger.by_receipt(receipt).booking.what.members[0] == payer
    assert is_pseudonym(centre.ledger.by_receipt(receipt).booking.what.members[1])
    assert centre.ledger.db.execute("SELECT count(*) FROM booking").fetchone() == (1,)
    centre.ledger.prove()


def test_r32_seats_jobs_and_guests_lose_their_names_after_the_following_year(centre: Centre) -> None:
    for what, platform in ((seat(NUMBER), "haus"), (seat(None, "Gundula"), "haus"), (job(OTHER), "post")):
        centre.ledger.outbox.confirm(centre.ledger.book(what, staff="Anna", platform=platform).receipt, "r")
    at(centre, date(2027, 12, 31), 23, 59)
    assert run(centre.ledger, BERLIN, None) == NOTHING
    at(centre, date(2028, 1, 1), 0, 0)
    assert run(centre.ledger, BERLIN, None) == NOTHING | {Kind.REGISTRATION: 3}
    told = [str(one.booking.what) for one in centre.ledger.all()]
    assert not any(name in text for text in told for name in (NUMBER, "Gundula", "Erika", "Kemal"))
    centre.ledger.prove()


@pytest.mark.parametrize("state", ["waiting", "uncertain", "refused"])
def test_r32_what_is_not_settled_stays_however_old_it_is(centre: Centre, state: str) -> None:
    receipt = centre.pay(NUMBER, OTHER)
    if state == "uncertain":
        centre.ledger.outbox.going(receipt)
    if state == "refused":
        centre.ledger.outbox.refuse(receipt, "x")
    at(centre, date(2050, 1, 1))
    assert run(centre.ledger, BERLIN, None) == NOTHING


def test_r11_a_day_that_was_wrong_then_keeps_a_booking_longer_and_never_shorter(centre: Centre) -> None:
    centre.clock.trust = Trust.UNTRUSTED
    old = centre.pay(NUMBER, OTHER)
    centre.ledger.outbox.confirm(old, "r")
    at(centre, date(2040, 5, 1))
    centre.clock.trust = Trust.NTP
    assert run(centre.ledger, BERLIN, None) == NOTHING
    at(centre, date(2050, 12, 31))
    assert run(centre.ledger, BERLIN, None)[Kind.PAYMENT] == 0
    at(centre, date(2051, 1, 1))
    assert run(centre.ledger, BERLIN, None)[Kind.PAYMENT] == 1


def test_r32_wishes_and_words_go_after_a_year_and_the_smiley_stays(centre: Centre, tmp_path: Path) -> None:
    post, letters = Post(tmp_path, centre.clock), Letters(centre.ledger)
    take_in(centre.ledger, post.box)
    post.left(interest(None, NUMBER))
    post.left(feedback("Der Kaffee ist zu kalt"))
    take_in(centre.ledger, post.box)
    at(centre, date(2027, 11, 20), 23, 59)
    assert run(centre.ledger, BERLIN, None) == NOTHING
    at(centre, date(2027, 11, 21), 0, 0)
    assert run(centre.ledger, BERLIN, None) == NOTHING | {Kind.WISH: 1, Kind.OPINION: 1}
    assert letters.wishes() == []
    assert [opinion.words for opinion in letters.opinions()] == [None]
    assert sum(letters.faces().values()) == 1
    assert run(centre.ledger, BERLIN, None) == NOTHING


@pytest.mark.parametrize(("trusted", "gone"), [(True, 1), (False, 0)])
def test_r32_a_draft_goes_after_a_month_if_its_day_is_known(centre: Centre, trusted: bool, gone: int) -> None:
    begun = int(centre.clock.now().timestamp() * 1000)
    centre.ledger.kept.put("draft:Anna", msgspec.json.encode({"wall_ms": begun, "trusted": trusted, "payer": "1"}))
    at(centre, date(2026, 12, 20), 23, 59)
    assert run(centre.ledger, BERLIN, None) == NOTHING
    at(centre, date(2026, 12, 21), 0, 0)
    assert run(centre.ledger, BERLIN, None)[Kind.DRAFT] == gone


def test_r32_what_statements_remember_goes_with_the_member(centre: Centre) -> None:
    centre.ledger.kept.put("statement", msgspec.json.encode({NUMBER: {"day": "x"}, OTHER: {"day": "y"}}))
    assert run(centre.ledger, BERLIN, None) == NOTHING
    centre.ledger.people.keep_only("csv", [OTHER])
    assert run(centre.ledger, BERLIN, None)[Kind.STATEMENT] == 1
    assert centre.ledger.kept.told("statement", dict[str, object]) == {OTHER: {"day": "y"}}


def test_r32_the_journal_gets_counts_and_nothing_else(centre: Centre, tmp_path: Path) -> None:
    lived_in(centre)
    centre.ledger.people.keep_only("csv", [OTHER, "18"])
    at(centre, date(2037, 1, 1))
    run(centre.ledger, BERLIN, "Anna")
    sql = "SELECT staff, facts FROM journal WHERE event = ?"
    (noted,) = centre.ledger.db.execute(sql, (RUN,)).fetchall()
    assert noted == ("Anna", "payment 4, registration 2, wish 2, draft 2, statement 1")
    assert found_in(tmp_path) <= {"number"}, "who is missing on a platform is another list"
    centre.ledger.prove()


def test_r32_a_preview_writes_nothing(centre: Centre) -> None:
    paid(centre)
    at(centre, date(2037, 1, 1))
    before = centre.ledger.journal.root()
    assert over(centre.ledger, BERLIN).counts[Kind.PAYMENT] == 1
    assert centre.ledger.journal.root() == before


def test_r32_an_erased_member_leaves_nothing_for_the_run(centre: Centre) -> None:
    receipt = paid(centre)
    centre.ledger.people.store([Member(number="18", name="N", short="N")])
    erase(centre.ledger, NUMBER, "Anna")
    erase(centre.ledger, OTHER, "Anna")
    at(centre, date(2037, 1, 1))
    assert run(centre.ledger, BERLIN, None) == NOTHING
    assert all(map(is_pseudonym, centre.ledger.by_receipt(receipt).booking.what.members))
