"""The box takes letters at any time, says so when it cannot, and never holds more than it says."""

import errno
import os
import resource
import shutil
from pathlib import Path

import pytest

from sync.errors import Reason, Unstorable
from sync.letters.box import HOUR_S, HOURLY_MOST, WAITING_MOST, NotLeft, Why
from sync.letters.envelope import SEALED_BYTES
from tests.letters.letter_boxes import Post, feedback, interest


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path / "data").signed_in()


def test_before_the_first_sign_in_nobody_could_read_a_letter_so_none_is_taken(tmp_path: Path) -> None:
    post = Post(tmp_path / "data")
    assert not post.box.open
    with pytest.raises(NotLeft) as refused:
        post.left()
    assert refused.value.why is Why.NOBODY
    assert not (tmp_path / "data").exists()


def test_letters_are_left_while_the_ledger_is_closed_and_after_power_up(post: Post) -> None:
    first = post.left()
    post.clock.reboot("boot-2")
    post.box = post.another()
    assert post.box.open
    assert sorted([first, post.left(feedback())]) == post.box.waiting()


def test_r28_every_letter_is_as_long_as_any_other_and_for_this_user_alone(post: Post) -> None:
    for what in (interest("A"), interest("Ä" * 40), interest(None, "104210421042"), feedback(""), feedback("ß" * 120)):
        post.left(what)
    letters = [path for path in (post.folder / "letters").iterdir() if path.suffix == ".letter"]
    assert {path.stat().st_size for path in letters} == {SEALED_BYTES}
    assert {path.stat().st_mode & 0o777 for path in letters} == {0o600}
    assert (post.folder / "letters").stat().st_mode & 0o777 == 0o700


def test_a_letter_with_the_longest_words_in_the_widest_letters_can_be_left(post: Post) -> None:
    widest = interest("😀" * 40)
    post.left(type(widest)(item="a" * 12, kind="request", title="😀" * 200, name=widest.name))
    post.left(feedback("😀" * 120))
    assert len(post.box.waiting()) == 2


def test_whoever_left_a_letter_can_have_it_back_until_staff_have_it(post: Post) -> None:
    kept, regretted = post.left(), post.left()
    assert post.box.take_back(regretted)
    assert post.box.waiting() == [kept]
    assert not post.box.take_back(regretted)
    post.signed_in()
    assert not post.box.take_back(kept)


def test_in_one_hour_the_box_takes_twenty_letters_by_powered_time_and_not_by_the_date(post: Post) -> None:
    for _ in range(HOURLY_MOST):
        post.box.take_back(post.left())
        post.clock.later(60)
    post.clock.wall = post.clock.wall.replace(year=2031)
    with pytest.raises(NotLeft) as refused:
        post.left()
    assert refused.value.why is Why.TOO_MANY
    post.clock.later(HOUR_S - 60 * HOURLY_MOST)
    post.left()
    assert len(post.box.waiting()) == 1


def test_a_full_box_takes_no_more_until_staff_emptied_it(post: Post) -> None:
    id = post.left()
    sealed = post.folder / "letters" / f"{id}.letter"
    for number in range(WAITING_MOST - 1):
        shutil.copyfile(sealed, sealed.with_name(f"{number:032x}.letter"))
    with pytest.raises(NotLeft) as refused:
        post.left()
    assert refused.value.why is Why.FULL
    post.signed_in()
    assert post.box.waiting() == []
    post.left()


def failing(call: str, error: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*words: object, **more: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(f"sync.ledger.whole_files.os.{call}", fail)


@pytest.mark.parametrize("call", ["open", "fsync", "replace", "fchmod"])
@pytest.mark.parametrize(("error", "reason"), [(errno.ENOSPC, Reason.DISK_FULL), (errno.EROFS, Reason.DISK)])
def test_r15_a_disk_that_refuses_takes_no_letter_says_so_and_takes_the_same_one_later(
    post: Post, monkeypatch: pytest.MonkeyPatch, call: str, error: int, reason: Reason
) -> None:
    post.left()
    before, letter = post.files(), post.box.letter(interest())
    with monkeypatch.context() as patch:
        failing(call, error, patch)
        with pytest.raises(Unstorable) as refused:
            post.box.drop(letter)
    assert refused.value.reason is reason
    assert post.files() == before
    post.box.drop(letter)
    post.box.drop(letter)
    assert len(post.box.waiting()) == 2


@pytest.mark.parametrize("room", [0, 1, 1000, SEALED_BYTES - 1])
def test_r15_a_letter_that_the_system_cuts_at_any_length_is_not_left(post: Post, room: int) -> None:
    post.left()
    before, letter = post.files(), post.box.letter(interest())
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, usual[1]))
    try:
        with pytest.raises(Unstorable):
            post.box.drop(letter)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert post.files() == before
    post.box.drop(letter)


def test_r15_a_card_that_fell_to_read_only_says_that_a_letter_could_not_be_taken_back(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = post.left()

    def refuse(*words: object, **more: object) -> None:
        raise OSError(errno.EROFS, "read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr("sync.letters.box.Path.unlink", refuse)
        with pytest.raises(Unstorable):
            post.box.take_back(id)
    assert post.box.take_back(id)


def test_a_card_that_cannot_be_read_is_not_said_to_be_an_office_without_staff(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bytes:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr("sync.ledger.whole_files.Path.read_bytes", fail)
    assert post.box.open
    with pytest.raises(Unstorable):
        post.left()


def test_a_spoiled_key_takes_no_letter_until_the_next_sign_in(post: Post) -> None:
    (post.folder / "letters.key").write_bytes(b"short")
    assert not post.box.open
    with pytest.raises(NotLeft):
        post.left()
    post.signed_in()
    post.left()


def test_drafts_that_a_power_cut_left_behind_go_with_the_next_letter(post: Post) -> None:
    post.left()
    (post.folder / "letters" / "0123.letter.new").write_bytes(b"half")
    post.left()
    assert not [name for name in post.files() if name.endswith(".new")]
