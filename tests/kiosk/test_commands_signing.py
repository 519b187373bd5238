"""A person at the keyboard types a PIN, and nobody sees it."""

import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.kiosk.command import PATIENCE_S, Kiosk
from tests.kiosk.office_command import PIN, Office


def typed(kiosk: Kiosk, words: Sequence[str], lines: Sequence[str]) -> tuple[int, str]:
    """Exit code and all that the terminal showed; each line is typed when something new was asked."""
    parent, child = pty.openpty()
    environment = Kiosk.environment(kiosk)
    with subprocess.Popen(
        kiosk.words(*words), stdin=child, stdout=child, stderr=child, env=environment, start_new_session=True
    ) as running:
        os.close(child)
        shown = b""
        for line in lines:
            while not shown.endswith(b": "):
                shown += os.read(parent, 1000)
            os.write(parent, line.encode() + b"\n")
            shown += b"\n"
        try:
            while piece := os.read(parent, 1000):
                shown += piece
        except OSError:  # the terminal is gone when its last program has ended
            pass
        code = running.wait(PATIENCE_S)
    os.close(parent)
    return code, shown.decode()


def test_a_person_types_the_pin_without_seeing_it(tmp_path: Path) -> None:
    code, shown = typed(Office(tmp_path), ["members"], [PIN])
    assert (code, "Erika Mustermann" in shown) == (0, True)
    assert "PIN: " in shown
    assert PIN not in shown


@pytest.mark.parametrize(("again", "code"), [("314159", 0), ("314158", 2)])
def test_a_new_pin_is_typed_twice(tmp_path: Path, again: str, code: int) -> None:
    kiosk = Kiosk(tmp_path, "")
    ended, shown = typed(kiosk, ["staff", "add", "Anna"], ["314159", again])
    assert ended == code
    assert "3141" not in shown
    assert kiosk.run("staff", "list").out == ("Anna\n" if code == 0 else "")
