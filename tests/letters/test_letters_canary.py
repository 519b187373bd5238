"""R28: what residents leave stands in no raw file, before, while and after it is taken in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.test_canary import forms

ROOT = Path(__file__).parents[2]
CANARIES = (
    *("Wilhelmine Kanarienvogel", "104210421042"),
    *("Die Grasmücke im Flur singt falsch", "Zitronenbaum beschneiden"),
)
USE = """
import logging, sys
from pathlib import Path
from sync.ledger.ledger import Ledger
from sync.ledger.letters import Fate, Letters
from sync.letters.intake import take_in
from sync.letters.letter import Interest
from tests.letters.letter_boxes import Post, feedback
from tests.letters.test_letters_canary import CANARIES as C
folder, end = Path(sys.argv[1]), sys.argv[2]
logging.basicConfig(filename=folder / "log", level=logging.DEBUG)
post = Post(folder).signed_in()
for number in range(8):
    post.left(Interest(item="abcd", kind="offer", title=C[3], name=C[0]))
    post.left(Interest(item="abcd", kind="offer", title=C[3], member=C[1]))
post.box.take_back(post.left(feedback(C[2])))
post.left(feedback(C[2]))
if end != "in the box":
    ledger = post.ledger()
    take_in(ledger, post.box)
    letters = Letters(ledger)
    wish = next(one for one in letters.wishes() if one.name)
    assert wish.name == C[0]
    letters.close(wish, Fate.DONE, "Anna")
if end == "closed":
    ledger.close()
print("ready", flush=True)
sys.stdin.readline()
"""


def found_in(folder: Path) -> set[tuple[str, str]]:
    """Which canary stands in which file."""
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {
        (canary, name)
        for name, content in contents.items()
        for canary in CANARIES
        if any(form in content for form in forms(canary))
    }


@pytest.mark.parametrize("end", ["in the box", "open", "closed"])
def test_r28_no_file_tells_who_wants_what_or_what_anybody_said(tmp_path: Path, end: str) -> None:
    env = os.environ | {"TMPDIR": str(tmp_path), "SQLITE_TMPDIR": str(tmp_path)}
    command = [sys.executable, "-B", "-c", USE, str(tmp_path), end]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as terminal:
        assert terminal.stdout
        assert terminal.stderr
        assert terminal.stdout.readline() == b"ready\n", terminal.stderr.read()
        assert found_in(tmp_path) == set()
        terminal.kill()
    assert found_in(tmp_path) == set()
    letters = [path for path in (tmp_path / "letters").iterdir() if path.suffix == ".letter"]
    assert len(letters) == (17 if end == "in the box" else 0)


def test_the_search_finds_a_letter_that_was_not_sealed(tmp_path: Path) -> None:
    for canary in CANARIES:
        (tmp_path / "one.letter").write_bytes(b"QKL1" + canary.encode() + b" " * 1000)
        assert {name for name, _ in found_in(tmp_path)} == {canary}
