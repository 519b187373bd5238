"""How the terminal tells a key that is held: `python -m tests.stack.holding NAME PANEL` prints it as JSON."""

import json
import os
import subprocess
import sys
import tty
from pathlib import Path

from kiosk.glass import TELL_EVENTS, StruckKeys
from kiosk.type_size import PANELS, Panel
from tests.stack.stage import on_stage, until

HEARD = Path("/tmp/heard")
"""What the program in the terminal was sent."""
HELD_MS = 1500
LET_GO = b"\x1b[97;1:3u"
KEYS = ("k", "Return", "BackSpace", "Next")


def listen() -> None:
    """In the terminal: ask as the program does, and keep every byte that comes."""
    tty.setraw(0)
    os.write(1, b"\x1b[>25u" + TELL_EVENTS.encode() + b"bereit")
    with HEARD.open("ab", buffering=0) as heard:
        while data := os.read(0, 4096):
            heard.write(data)


def _listens() -> bool:
    """Whether a key already reaches the program: the first ones come before the window has the keyboard."""
    subprocess.run(["wtype", "a", "-s", "300"], check=True)
    return HEARD.exists() and HEARD.read_bytes().endswith(LET_GO)


def held(panel: Panel) -> object:
    """Keys that are held for a second and a half: what comes, and what is left of it."""
    told = {}
    with on_stage(panel, 24, [sys.executable, "-m", "tests.stack.holding", "listen"]):
        until(_listens)
        for key in KEYS:
            before = HEARD.stat().st_size
            subprocess.run(["wtype", "-P", key, "-s", str(HELD_MS), "-p", key], check=True)
            until(lambda before=before: b":3" in HEARD.read_bytes()[before:])  # type: ignore[misc]
            raw = HEARD.read_bytes()[before:].decode()
            struck = [event.key for event in StruckKeys().feed(raw)]  # type: ignore[attr-defined]  # all are keys
            told[key] = {"repeats": raw.count(":2"), "let_go": raw.count(":3"), "struck": struck}
    return told


if __name__ == "__main__":
    if sys.argv[1] == "listen":
        listen()
    print(json.dumps(held(PANELS[sys.argv[2]])))
