"""R14: the n-th sync, move or removal fails or is the last thing that happens: no letter is lost, none comes twice."""

import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import msgspec
import pytest

from sync.ledger.letters import Letters
from sync.letters.intake import take_in
from tests.crash import strace
from tests.letters.letter_boxes import Post

pytestmark = pytest.mark.skipif(strace.missing() is not None, reason=strace.missing() or "")
ROOT = Path(__file__).parents[2]
DAY = """
import sys
from pathlib import Path
from sync.errors import SyncError
from sync.letters.intake import take_in
from tests.letters.letter_boxes import Post, feedback, interest

def tried(deed):
    try:
        deed()
        return "done"
    except SyncError:
        return "refused"

def leave(name, what):
    letter = post.box.letter(what)
    print("begun", name, letter.id, flush=True)
    print(tried(lambda: post.box.drop(letter)), name, letter.id, flush=True)
    return letter.id

def sign_in():
    with post.ledger() as ledger:
        take_in(ledger, post.box)

post = Post(Path(sys.argv[1]))
leave("one", interest("Anna"))
leave("two", feedback())
back = leave("three", interest(None, "1042"))
print("back", tried(lambda: post.box.take_back(back)), back, flush=True)
print("in", tried(sign_in), flush=True)
leave("four", interest("Kemal"))
print("in", tried(sign_in), flush=True)
"""


class Lived(msgspec.Struct, frozen=True):
    """What a day with a fault said before it ended."""

    met: bool
    said: list[list[str]]

    def ids(self, word: str) -> set[str]:
        return {line[2] for line in self.said if line[0] == word}

    @property
    def back(self) -> set[str]:
        return {line[2] for line in self.said if line[:2] == ["back", "done"]}


def live(folder: Path, call: str, effect: str, n: int) -> Lived:
    """The day in a process of its own, in which the n-th such call on the data folder goes wrong."""
    Post(folder).signed_in()
    log = folder.with_name(f"{folder.name}.strace")
    inject = ("-e", f"trace={call}", "-e", f"inject={call}:{effect}:when={n}")
    command = ["strace", "-f", "-o", str(log), *inject, sys.executable, "-B", "-c", DAY, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    met = "INJECTED" in log.read_text() or "killed by SIGKILL" in log.read_text()
    return Lived(met, [line.split() for line in done.stdout.splitlines()])


@pytest.mark.parametrize("call", ["fsync", "rename", "unlink", "pwrite64"])
@pytest.mark.parametrize("effect", ["signal=KILL", "error=EIO", "error=ENOSPC"])
def test_r14_what_was_said_to_be_left_is_there_once_and_what_was_refused_or_taken_back_is_not(
    tmp_path: Path, call: str, effect: str
) -> None:
    for n in count(1, 9 if call == "pwrite64" else 1):
        lived = live(tmp_path / str(n), call, effect, n)
        if not lived.met:
            break
        found = _found(tmp_path / str(n))
        assert len(found) == len(set(found)), n
        assert lived.ids("done") - _given_back(lived) <= set(found), (n, lived.said)
        assert not lived.back & set(found), (n, lived.said)
        assert not lived.ids("refused") & set(found), (n, lived.said)
        assert set(found) <= lived.ids("begun"), n
    assert n > 1, "the day has no such call"


def _given_back(lived: Lived) -> set[str]:
    """What somebody tried to take back: whether a kill came before or after it, nobody was told."""
    (third,) = [line[2] for line in lived.said if line[:2] == ["begun", "three"]] or [""]
    return {third}


def _found(folder: Path) -> list[str]:
    """Every letter that is in the ledger after a sign-in on a sound disk; the box is empty then."""
    post = Post(folder)
    with post.ledger() as ledger:
        assert take_in(ledger, post.box).unreadable == 0
        ledger.prove()
        letters = Letters(ledger)
        found = [*(one.id for one in letters.wishes()), *(one.id for one in letters.opinions())]
    assert post.box.waiting() == []
    assert all(re.fullmatch("[0-9a-f]{32}", id) for id in found)
    return found
