"""At a sign-in every letter goes into the ledger exactly once, and nothing that cannot be read is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.clock import Trust
from sync.errors import Unstorable
from sync.ledger.ledger import Ledger
from sync.ledger.letters import Fate, Letters
from sync.letters.box import LetterBox
from sync.letters.intake import KEY, TakenIn, take_in
from sync.letters.letter import Face
from tests.letters.letter_boxes import TITLE, Post, feedback, interest


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path / "data").signed_in()


@pytest.fixture
def ledger(post: Post) -> Iterator[Ledger]:
    with post.ledger() as ledger:
        yield ledger


def test_what_was_left_stands_in_the_ledger_with_when_and_where_and_no_longer_in_the_box(
    post: Post, ledger: Ledger
) -> None:
    post.clock.trust = Trust.UNTRUSTED
    wanted, said = post.left(interest("Anna")), post.left(feedback())
    stamp = post.box.letter(interest()).stamp
    post.clock.later(hours=7)
    assert take_in(ledger, post.box) == TakenIn(new=2, unreadable=0)
    assert post.box.waiting() == []
    (wish,), (opinion,) = Letters(ledger).wishes(), Letters(ledger).opinions()
    assert (wish.id, wish.item, wish.kind, wish.title, wish.name) == (wanted, "abcd", "offer", TITLE, "Anna")
    assert (wish.stamp, wish.terminal, wish.member) == (stamp, "QK1", None)
    assert (opinion.id, opinion.face, opinion.words) == (said, Face.FAIR, "Der Kaffee ist zu kalt")
    ledger.prove()


def test_taken_in_twice_it_is_one_letter(post: Post, ledger: Ledger) -> None:
    id = post.left()
    sealed = post.files()[f"{id}.letter"]
    take_in(ledger, post.box)
    (post.folder / "letters" / f"{id}.letter").write_bytes(sealed)
    assert take_in(ledger, post.box) == TakenIn(new=0, unreadable=0)
    assert [wish.id for wish in Letters(ledger).wishes()] == [id]
    assert post.box.waiting() == []


def test_a_letter_that_staff_have_done_does_not_come_again(post: Post, ledger: Ledger) -> None:
    id = post.left()
    sealed = post.files()[f"{id}.letter"]
    take_in(ledger, post.box)
    letters = Letters(ledger)
    letters.close(letters.wishes()[0], Fate.DONE, "Anna")
    (post.folder / "letters" / f"{id}.letter").write_bytes(sealed)
    take_in(ledger, post.box)
    assert letters.wishes() == []


def test_many_letters_are_taken_in_in_the_order_in_which_they_were_left(post: Post, ledger: Ledger) -> None:
    ids = []
    for _ in range(130):
        post.clock.later(180)
        ids.append(post.left())
    assert take_in(ledger, post.box).new == 130
    assert [wish.id for wish in Letters(ledger).wishes()] == ids


def test_r38_what_was_sealed_for_another_ledger_is_set_aside_and_kept(post: Post, ledger: Ledger) -> None:
    strange = post.left()
    ledger.kept.drop(KEY)
    assert take_in(ledger, post.box) == TakenIn(new=0, unreadable=1)
    assert f"{strange}.unreadable" in post.files()
    mine = post.left()
    assert take_in(ledger, post.box) == TakenIn(new=1, unreadable=0)
    assert [wish.id for wish in Letters(ledger).wishes()] == [mine]


def test_a_key_that_somebody_laid_beside_the_ledger_is_put_right_at_the_next_sign_in(
    post: Post, ledger: Ledger
) -> None:
    right = post.box.key()
    post.box.publish(bytes(range(32)))
    take_in(ledger, post.box)
    assert post.box.key() == right


def test_r15_a_full_disk_leaves_every_letter_in_the_box(post: Post, ledger: Ledger) -> None:
    ids = [post.left() for _ in range(15)]
    pages = ledger.db.execute("PRAGMA page_count").fetchone()[0]
    ledger.db.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(Unstorable):
        take_in(ledger, post.box)
    assert post.box.waiting() == sorted(ids)
    assert Letters(ledger).wishes() == []
    ledger.db.execute("PRAGMA max_page_count = 100000")
    assert take_in(ledger, post.box).new == 15
    ledger.prove()


def test_a_letter_that_the_card_cannot_read_holds_up_no_other(
    post: Post, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = post.left(), post.left()
    read = LetterBox.read
    with monkeypatch.context() as patch:
        patch.setattr(LetterBox, "read", lambda box, id: None if id == bad else read(box, id))
        take_in(ledger, post.box)
    assert [wish.id for wish in Letters(ledger).wishes()] == [good]
    assert post.box.waiting() == [bad]
    take_in(ledger, post.box)
    assert {wish.id for wish in Letters(ledger).wishes()} == {good, bad}
