"""From the tap on "Zettel drucken" to the first byte of the slip at the printer, beside the page that the tap opens."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from printing.devices import open_device
from printing.encode import RESET, encode
from printing.layout import layout
from printing.printer import Printer
from printing.profile import profile_for
from tests.bench.table import Figure, Row
from tests.bench.taps import whole
from tests.bench.terminal import PATIENCE_S, Tap, Terminal, press, rest, touch
from tests.bench.town import build
from tests.bench.walks import HOME, LIST_TOP, expect, usable
from tests.printing.slips import COFFEE

_PRINTER = """
[printer]
device = "tcp://127.0.0.1:{port}"
"""
KIND, PRINT = "Angebote", "Zettel drucken"
_QUESTIONS = re.compile(rb"\x10\x04[\x01-\x04]|\x1dr\x01")


class Sink:
    """A printer on loopback that is always ready, and notes when the first byte of each slip came."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self.port: int = listener.getsockname()[1]
        self.came: list[float] = []
        self.arrived = threading.Event()

    def serve(self) -> None:
        """Until the port is closed."""
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                self._take(line)

    def _take(self, line: socket.socket) -> None:
        begun = False
        while data := line.recv(65_536):
            if RESET in data and not begun:
                begun = True
                self.came.append(time.perf_counter())
                self.arrived.set()
            for question in _QUESTIONS.findall(data):
                line.sendall(b"\x00" if question.startswith(b"\x1d") else b"\x12")


@contextmanager
def sink() -> Iterator[Sink]:
    """Until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        printer = Sink(listener)
        thread = threading.Thread(target=printer.serve)
        thread.start()
        try:
            yield printer
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


class Prints(msgspec.Struct):
    """What was measured; milliseconds."""

    taps: list[Tap] = []
    bytes_ms: list[float] = []
    """From the tap to the first byte."""
    direct_ms: list[float] = []
    """From a slip in hand to the first byte, without a terminal."""


def prints(folder: Path, count: int) -> Prints:
    """`count` slips of one offer by taps, and as many of a longer one in hand; the first of each loads libraries."""
    town, taken = build(folder, 100), Prints()
    with sink() as printer:
        settings = town.folder / "kiosk.toml"
        settings.write_text(settings.read_text("utf-8") + _PRINTER.format(port=printer.port), encoding="utf-8")
        with Terminal(town.kiosk("run", "--offline")) as terminal:
            usable(terminal, *HOME)
            for round_ in range(count + 1):
                tap = _printed(terminal, printer)
                if round_:
                    taken.taps.append(tap)
                    taken.bytes_ms.append((printer.came[-1] - tap.began) * 1000)
        taken.direct_ms = _direct(printer, count)
    return taken


def _printed(terminal: Terminal, printer: Sink) -> Tap:
    """Home, list, entry, slip, home."""
    printer.arrived.clear()
    _tap(terminal, KIND)
    expect(terminal, KIND, "Zurück")
    press(terminal, touch(8, LIST_TOP))
    rest(terminal)
    expect(terminal, PRINT)
    tap = _tap(terminal, PRINT)
    assert printer.arrived.wait(PATIENCE_S), terminal.see()
    _tap(terminal, "Start")
    expect(terminal, *HOME)
    return tap


def _tap(terminal: Terminal, words: str) -> Tap:
    """A tap on words, all of its paint waited for."""
    terminal.see()
    press(terminal, touch(*terminal.glass.find(words)))
    rest(terminal)
    terminal.close_tap()
    return terminal.taps[-1]


def _direct(printer: Sink, count: int) -> list[float]:
    profile, taken = profile_for(80), list[float]()
    press_ = Printer(open_device(f"tcp://127.0.0.1:{printer.port}"), profile)
    for _ in range(count + 1):
        began = time.perf_counter()
        press_.print(encode(layout(COFFEE, profile), profile))
        taken.append((printer.came[-1] - began) * 1000)
    return taken[1:]


def rows(taken: Prints) -> Iterator[Row]:
    """Paper must move before people wonder: twice the time of the page that tells them of it is soon enough."""
    first, page, direct = Figure.of(taken.bytes_ms), whole(taken.taps), Figure.of(taken.direct_ms)
    yield Row(
        measured=f"tap to first byte at the printer, {first.count} slips",
        figure=first,
        ratio=first.p50 / page.p50,
        limit=2.0,
        to_reach="median ≤ 2 the page that the tap opens",
    )
    yield Row(measured="  that page, whole", figure=page)
    yield Row(measured="  slip in hand to first byte, without a terminal", figure=direct)
