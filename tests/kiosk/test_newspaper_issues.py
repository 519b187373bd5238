"""What is new and changed since the last issue, and when an issue counts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.papers.making import printed
from kiosk.papers.newspaper_items import ENTRIES_MAX
from sync.records import Item
from tests.kiosk.press_room import PressRoom, ad, event, press_room
from tests.pdf_checks import pages_of, text_of


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PressRoom]:
    with press_room(tmp_path) as room:
        yield room


def marked(room: PressRoom, **wishes: object) -> list[str]:
    """The entries as the preview names them, marks first."""
    return [row for row in room.newspaper(**wishes).rows[2:] if "Eintr" not in row]


def issue(room: PressRoom, *items: Item, **later: float) -> list[str]:
    """What the next issue says; then it is printed, and time goes on."""
    room.publish(items)
    made = room.newspaper()
    printed(made, room.desk)
    room.clock.later(**(later or {"days": 30}))
    return [f"{made.rows[1]}", *(row for row in made.rows[2:] if "Eintr" not in row)]


def test_the_first_issue_marks_nothing_and_the_next_one_what_came_and_what_changed(room: PressRoom) -> None:
    first = issue(room, ad(1), ad(2), ad(3))
    assert first[0] == "Lindenblatt, Ausgabe 1"
    assert not any(row.startswith(("neu", "geändert")) for row in first)
    second = issue(room, ad(1), ad(2, price="2 Stunden"), ad(4))
    assert second[0] == "Lindenblatt, Ausgabe 2"
    assert set(second[1:]) == {
        "Fahrrad reparieren 1",
        "geändert: Fahrrad reparieren 2",
        "neu: Fahrrad reparieren 4",
    }
    third = issue(room, ad(1), ad(2, price="2 Stunden"), ad(4))
    assert not any(row.startswith(("neu", "geändert")) for row in third)


def test_marks_stand_on_the_paper_in_words(room: PressRoom) -> None:
    issue(room, ad(1), ad(2))
    room.publish([ad(1, title="Anderer Titel"), ad(2), ad(3)])
    text = text_of(room.newspaper().pdf)
    assert "geändert Anderer Titel" in text
    assert "neu Fahrrad reparieren 3" in text
    assert "neu Fahrrad reparieren 2" not in text


def test_what_vanished_is_gone_from_the_paper(room: PressRoom) -> None:
    issue(room, ad(1), ad(2))
    room.publish([ad(1)])
    assert "Fahrrad reparieren 2" not in text_of(room.newspaper().pdf)


def test_a_preview_uses_up_no_issue(room: PressRoom) -> None:
    room.publish([ad(1)])
    before = room.newspaper()
    room.clock.later(days=30)
    assert [room.newspaper().rows[1], before.rows[1]] == ["Lindenblatt, Ausgabe 1"] * 2


def test_an_issue_made_again_on_its_day_keeps_number_and_marks(room: PressRoom) -> None:
    issue(room, ad(1))
    once = issue(room, ad(1), ad(2), hours=1)
    again = issue(room, ad(1), ad(2), hours=1)
    assert once == again
    assert once[0].endswith("Ausgabe 2")
    assert "neu: Fahrrad reparieren 2" in once
    assert room.newspaper().pdf == room.newspaper().pdf


def test_a_series_is_not_new_because_its_next_dates_came_into_sight(room: PressRoom) -> None:
    def series(days: range) -> list[Item]:
        at = "https://lindenhof.example/tee/"
        return [event(1, day, remote=f"tea/{day}", title="Tanztee", url=f"{at}{day}") for day in days]

    issue(room, *series(range(1, 5)), days=8)
    room.publish(series(range(3, 8)))
    assert marked(room) == ["Tanztee"]
    assert marked(room, since=room.house.today) == ["Tanztee"]
    assert issue(room, *series(range(10, 12)))[1:] == ["neu: Tanztee"]


def test_since_a_day_marks_what_was_first_read_from_then_on(room: PressRoom) -> None:
    old = ad(1, published="2026-11-01T10:00:00+01:00")
    room.publish([old])
    room.clock.later(days=5)
    changed = ad(2, published="2026-11-01T10:00:00+01:00", changed="2026-11-28T10:00:00+01:00")
    fresh = ad(3, published="2026-11-28T10:00:00+01:00")
    room.publish([old, changed, fresh])
    assert set(marked(room, since=date(2026, 11, 26))) == {
        "Fahrrad reparieren 1",
        "geändert: Fahrrad reparieren 2",
        "neu: Fahrrad reparieren 3",
    }
    assert "neu" not in " ".join(marked(room, since=date(2026, 12, 1)))


def test_what_a_later_program_kept_hides_nothing(room: PressRoom) -> None:
    room.desk.ledger.kept.put("newspaper", b"{broken")
    room.publish([ad(1)])
    assert marked(room) == ["Fahrrad reparieren 1"]


def test_entries_for_which_there_is_no_room_are_told_of(room: PressRoom) -> None:
    room.publish([ad(number, text=None, url=None) for number in range(ENTRIES_MAX + 3)])
    text = " ".join(pages_of(room.newspaper().pdf))
    assert text.count("Fahrrad reparieren") == ENTRIES_MAX
    assert "3 weitere Einträge: Bitte sehen Sie am Terminal nach" in text
