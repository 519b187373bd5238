"""From the tap on "Buchen" to "Gebucht." on the glass, beside a plain change of page at the same desk."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from kiosk.settings import Settings, load
from sync.clock import SystemClock
from sync.replica import Replica
from tests.bench.table import Figure, Row
from tests.bench.taps import whole
from tests.bench.terminal import Tap, Terminal, press, rest, touch
from tests.bench.town import ZONE, Town, build
from tests.bench.walks import HOME, expect, usable
from tests.kiosk.staff_house import PIN, staffed

_MORE = """
[[platform]]
name = "tauschring"
kind = "cyclos"
url = "http://127.0.0.1:9/ring"
books = ["payment"]
smallest = 0.25

[printer]
device = "file://{paper}"
"""
"""A ring that cannot be reached: everything stays in the outbox. Receipts are printed into a file."""
F2 = b"\x1bOQ"
DESK = "Stunden buchen"


class Taps(msgspec.Struct):
    """What was measured at the desk."""

    booked: list[Tap] = []
    pages: list[Tap] = []
    """From the desk to the outbox and back."""


def bookings(folder: Path, count: int) -> Taps:
    """`count` payments entered by taps, each after a walk to the outbox and back."""
    town, taken = _town(folder), Taps()
    with Terminal(town.kiosk("run")) as terminal:
        usable(terminal, *HOME)
        _sign_in(terminal)
        for round_ in range(count + 1):
            pages, booked = _walked(terminal), _booked(terminal, str(200 + round_ % 20))
            if round_:  # the first round loads the pages
                taken.pages += pages
                taken.booked += booked
    return taken


def _town(folder: Path) -> Town:
    """With staff and members; staff have vouched for the date, so that nobody is asked for it."""
    town = build(folder, 100)
    file = folder / "kiosk.toml"
    file.write_text(file.read_text("utf-8") + _MORE.format(paper=folder / "paper"), encoding="utf-8")
    with Replica.open(town.replica, ZONE) as replica:
        settings: Settings = load(file, folder / "secrets")
        desk = staffed(folder, replica, SystemClock(), settings)
        desk.vouch(0)
        desk.close()
    return town


def _sign_in(terminal: Terminal) -> None:
    press(terminal, F2)
    expect(terminal, "PIN")
    for digit in PIN:
        press(terminal, digit.encode())
    _tap(terminal, "OK")
    expect(terminal, DESK)


def _walked(terminal: Terminal) -> list[Tap]:
    there = _tap(terminal, "Postausgang")
    expect(terminal, "Zurück")
    back = _tap(terminal, "Zurück")
    expect(terminal, DESK)
    return [there, back]


def _booked(terminal: Terminal, payer: str) -> list[Tap]:
    """An hour and a half to 1042, whose balance stays below its ceiling; the tap that books."""
    _tap(terminal, DESK)
    for number in (payer, "1042"):
        for digit in number:
            press(terminal, digit.encode())
        expect(terminal, f", {number}")
        _tap(terminal, f", {number}")
    _tap(terminal, "1½")
    expect(terminal, "Wofür")
    _tap(terminal, "Nachbarschafts-Hilfe")
    expect(terminal, "Bitte prüfen")
    booked = _tap(terminal, "Buchen")
    expect(terminal, "Gebucht.")
    _tap(terminal, "Fertig")
    expect(terminal, DESK)
    return [booked]


def _tap(terminal: Terminal, words: str) -> Tap:
    """A tap on words, all of its paint waited for."""
    terminal.see()
    press(terminal, touch(*terminal.glass.find(words)))
    rest(terminal)
    terminal.close_tap()
    return terminal.taps[-1]


def rows(taken: Taps) -> Iterator[Row]:
    """The figures of the desk; there is nothing to reach."""
    booked, pages = whole(taken.booked), whole(taken.pages)
    yield Row(
        measured=f'tap on "Buchen" to "Gebucht.", {booked.count} bookings', figure=booked, ratio=booked.p50 / pages.p50
    )
    yield Row(measured="  desk to the outbox and back, a tap", figure=pages)
    yield Row(measured="  CPU time of the tap that books, both receipts included", figure=_cost(taken.booked))


def _cost(taken: Sequence[Tap]) -> Figure:
    return Figure.of([tap.cpu_ms for tap in taken])
