"""What residents left, in the ledger: closed once, erased when it is closed, and never another letter."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest
from sqlcipher3 import dbapi2

from sync.errors import Unstorable
from sync.ledger import schema
from sync.ledger.ledger import Ledger
from sync.ledger.letters import Fate, Letters
from sync.letters.intake import take_in
from sync.letters.letter import Face
from tests.ledger.ledgers import KEY, Centre, changed
from tests.letters.letter_boxes import Post, feedback, interest
from tests.sync.clocks import FakeClock


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """With an interest by name, one by number, and three smileys."""
    post = Post(tmp_path).signed_in()
    for what in (interest("Anna"), interest(None, "1042")):
        post.left(what)
    for face in (Face.GOOD, Face.BAD, Face.BAD):
        post.left(feedback(face=face))
    with post.ledger() as ledger:
        take_in(ledger, post.box)
        yield ledger


def raw(db: Connection, table: str = "interest") -> list[tuple[object, ...]]:
    return db.execute(f"SELECT * FROM {table} ORDER BY seq").fetchall()


def test_what_is_done_is_no_longer_open_and_says_who_did_it_and_not_for_whom(ledger: Ledger) -> None:
    letters = Letters(ledger)
    wish = next(one for one in letters.wishes() if one.name)
    letters.close(wish, Fate.DONE, "Frau Büro")
    assert [one.member for one in letters.wishes()] == ["1042"]
    done = letters.wish(wish.id)
    assert done
    assert (done.fate, done.staff, done.name, done.member) == (Fate.DONE, "Frau Büro", None, None)
    assert (done.id, done.item, done.kind, done.stamp) == (wish.id, wish.item, wish.kind, wish.stamp)
    assert not [row for row in raw(ledger.db) if "Anna" in row]
    ledger.prove()


def test_closing_can_be_taken_back_with_the_words_and_is_noted_each_time(ledger: Ledger) -> None:
    letters, wish = Letters(ledger), Letters(ledger).wishes()[0]
    for fate in (Fate.DONE, Fate.DELETED):
        letters.close(wish, fate, "Frau Büro")
        letters.close(wish, fate, "Herr Zweiter")
        letters.reopen(wish, "Frau Büro")
        letters.reopen(wish, "Frau Büro")
        assert letters.wish(wish.id) == wish
    sql = "SELECT event, staff FROM journal WHERE facts = ? ORDER BY seq"
    assert ledger.db.execute(sql, (wish.id,)).fetchall() == [
        ("interest taken", None),
        ("interest done", "Frau Büro"),
        ("interest reopened", "Frau Büro"),
        ("interest deleted", "Frau Büro"),
        ("interest reopened", "Frau Büro"),
    ]


def test_smileys_are_counted_and_a_deleted_one_no_longer(ledger: Ledger) -> None:
    letters = Letters(ledger)
    assert letters.faces() == {Face.GOOD: 1, Face.FAIR: 0, Face.BAD: 2}
    assert letters.counts() == (2, 3)
    bad = next(one for one in letters.opinions() if one.face is Face.BAD)
    letters.delete(bad, "Frau Büro")
    assert letters.faces() == {Face.GOOD: 1, Face.FAIR: 0, Face.BAD: 1}
    gone = letters.opinion(bad.id)
    assert gone
    assert (gone.words, gone.fate, gone.staff) == (None, Fate.DELETED, "Frau Büro")
    letters.restore(bad, "Frau Büro")
    assert letters.opinion(bad.id) == bad


def test_a_number_finds_its_feedback_also_when_the_lot_drew_it_twice(ledger: Ledger) -> None:
    assert len(Letters(ledger).numbered("261120-12344")) == 3
    assert Letters(ledger).numbered("261120-99999") == []


def test_only_what_came_since_a_row_of_the_journal_is_new(ledger: Ledger) -> None:
    letters = Letters(ledger)
    newest = max(*(one.seq for one in letters.wishes()), *(one.seq for one in letters.opinions()))
    assert letters.counts(newest) == (0, 0)
    assert sum(letters.counts(newest - 1)) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM interest",
        "DELETE FROM feedback",
        "UPDATE interest SET state = 'done'",
        "UPDATE interest SET state = 'done', closed = 1",
        "UPDATE interest SET state = 'done', name = NULL, member = NULL",
        "UPDATE interest SET item = 'efgh'",
        "UPDATE interest SET wall_ms = 0",
        "UPDATE feedback SET face = 'good'",
        "UPDATE feedback SET state = 'deleted', closed = 1",
        "INSERT INTO interest SELECT 'x', item, kind, title, NULL, NULL, terminal, boot, monotonic_ns, wall_ms, trust,"
        " seq, 'done', 1 FROM interest LIMIT 1",
        "INSERT OR REPLACE INTO interest SELECT * FROM interest LIMIT 1",
    ],
)
def test_the_file_itself_refuses_to_drop_a_letter_to_change_it_or_to_close_it_with_its_words(
    ledger: Ledger, sql: str
) -> None:
    before = raw(ledger.db), raw(ledger.db, "feedback")
    with pytest.raises(dbapi2.IntegrityError):
        ledger.db.execute(sql)
    assert (raw(ledger.db), raw(ledger.db, "feedback")) == before


def test_r15_a_full_disk_closes_nothing_and_erases_nothing(ledger: Ledger) -> None:
    letters, wish = Letters(ledger), Letters(ledger).wishes()[0]
    ledger.db.execute("PRAGMA query_only = ON")
    with pytest.raises(Unstorable):
        letters.close(wish, Fate.DONE, "Frau Büro")
    ledger.db.execute("PRAGMA query_only = OFF")
    assert letters.wish(wish.id) == wish


SECOND_VERSION = """
    DROP TABLE interest; DROP TABLE feedback;
    DELETE FROM _sqlite_migrations WHERE name IN ('interests', 'feedback'); PRAGMA user_version = 2;
"""


def test_a_file_of_the_second_version_is_brought_up_with_all_that_it_holds(tmp_path: Path) -> None:
    centre = Centre(tmp_path)
    receipts = [centre.pay(), centre.pay()]
    centre.ledger.close()
    changed(centre.path, lambda db: db.executescript(SECOND_VERSION))
    with Ledger.open(centre.path, KEY, FakeClock()) as ledger:
        assert schema.version(ledger.db) == schema.VERSION == 3
        assert [one.booking.receipt for one in ledger.all()] == receipts
        assert Letters(ledger).counts() == (0, 0)
        post = Post(tmp_path)
        take_in(ledger, post.box)
        post.left()
        assert take_in(ledger, post.box).new == 1
        ledger.prove()
