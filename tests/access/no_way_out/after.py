"""A26: after a log-out, a time-out, a crash or an end nothing of what staff saw is left on the glass or in any file."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sync.ledger.records import Member
from tests.access.no_way_out.hasty_app import PAGE, TERMINAL
from tests.access.result import KEPT, Result
from tests.kiosk.office_command import PIN, RING, Office
from tests.kiosk.pty_app import PtyApp

CANARY = "Zeisig"
"""A member whose name is looked at before each end."""
GUARDS = "[touch]\nrepeat_ms = 0\nguard_ms = 0\n"
WAYS: dict[str, tuple[Callable[[PtyApp], object], str]] = {
    "log-out": (lambda app: app.write("\x1b[H"), "Suchen"),
    "time-out": (lambda app: None, "Suchen"),
    "a page broke": (lambda app: app.write(PAGE), "Etwas ging schief"),
    "the terminal broke": (lambda app: app.write(TERMINAL), "Etwas ging schief"),
}
"""What happens, and what is to be seen then."""


def seen(folder: Path, way: str) -> tuple[PtyApp, Path]:
    """A terminal on whose glass stands the name of a member."""
    folder.mkdir()
    office = Office(folder, RING + GUARDS)
    with office.ledger() as ledger:
        ledger.people.store([Member(number="77", name=f"{CANARY} Kanarienvogel", short=f"{CANARY} K.")], told=())
    module = "tests.access.no_way_out.hasty_app" if way == "time-out" or "broke" in way else "kiosk"
    options = ("--settings", str(office.settings), "--data", str(office.data))
    app = PtyApp((sys.executable, "-m", module, *options, "run", "--offline"))
    app.see("Suchen")
    app.write(f"\x1bOQ{PIN}\r")
    app.until(lambda: app.reader.find("Stimmt das Datum?") or app.reader.find("Stunden buchen"))
    if app.reader.find("Stimmt das Datum?"):
        app.tap(" Ja ")
    app.tap("Stunden buchen")
    app.see("Wer")
    app.write(CANARY[:3].lower())
    app.see(CANARY)
    return app, office.data


def ended(folder: Path, way: str) -> list[str]:
    """What is wrong after this way to end it."""
    app, data = seen(folder, way)
    happen, then = WAYS[way]
    with app:
        happen(app)
        app.see(then)
        wiped = len(app.raw)
        app.resize(58, 18)
        app.settle(0.5)
        failed = [f"{way}: the name still stands there"] * any(CANARY in row for row in app.reader.rows)
        app.signal(signal.SIGTERM)
        app.wait()
        failed += _faults(way, app, wiped)
    return failed + [f"{way}: {path} names it" for path in data.rglob("*") if _names(path)]


def _faults(way: str, app: PtyApp, wiped: int) -> list[str]:
    name, raw = CANARY.encode(), app.raw
    checks = {
        "the name was never seen": name not in raw[:wiped],
        "the name was sent after the wipe": name in raw[wiped:],
        "it was not on the alternate screen": not 0 <= raw.find(b"\x1b[?1049h") < raw.find(name),
        "the shell's screen came back while the name was still there": b"\x1b[?1049l" in raw[: raw.rfind(name)],
        "something went to the clipboard": b"\x1b]52" in raw,
        "foreign bytes": bool(app.reader.foreign),
        "it did not end in order": app.code != 0,
    }
    return [f"{way}: {what}" for what, wrong in checks.items() if wrong]


def _names(path: Path) -> bool:
    return path.is_file() and CANARY.encode() in path.read_bytes()


def left(folder: Path) -> Result:
    """Each way to end a session, on a pty; the glass, all bytes behind it, and every file."""
    failed = [fault for at, way in enumerate(WAYS) for fault in ended(folder / str(at), way)]
    what = f"after {', '.join(WAYS)}: no name on the glass, in later bytes, on the clipboard or in any file"
    return Result("A26", what, len(WAYS), 1, 1, 1, len(WAYS), failed[:KEPT])
