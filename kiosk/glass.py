"""The terminal device: pages go out, keys and taps come in, and when it is gone the program ends."""

import os
import re
import selectors
import signal
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Resize
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message
from textual.messages import InBandWindowResize

from kiosk.workers import TYPING, guarded

CHUNK = 4096
"""Bytes of keys and taps read at once: over 200 touch reports, more than a finger makes between two looks."""
SILENT = 10
"""Looks without a byte (1 s) after which what was begun is forgotten: a paste whose end is lost would swallow every
later key and tap."""
LOOK_S = 0.1
"""Longest wait for keys, seconds: then the parser looks whether a lone ESC was meant, and whether all ends."""
RESTORE = b"".join(
    (
        *(b"\x1b[?%dl" % mode for mode in (2026, 2004, 1000, 1003, 1015, 1006, 1004)),
        *(b"\x1b[0m", b"\x1b[<u", b"\x1b[?1049l", b"\x1b[?25h"),
    )
)
"""Everything that was switched on, off again."""

TELL_EVENTS = "\x1b[<u\x1b[>27u"
"""Kitty keyboard protocol: what Textual asked for (25), and 2: whether a key is struck, repeats or is let go."""
_EVENT = re.compile(r"(\x1b\[\d*;\d*):([123])((?:;[\d:]*)?[u~A-S])")


class StruckKeys(XTermParser):
    """Of keys only the strokes: terminals that tell them apart from repeats are taken at their word (A18)."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        """Textual's parser knows no kinds of events; what it is told to ignore it drops."""
        if (told := _EVENT.fullmatch(sequence)) is None:
            return super()._sequence_to_key_events(sequence, alt)
        if told[2] != "1":
            return (Key(Keys.Ignore, sequence),)
        return super()._sequence_to_key_events(told[1] + told[3], alt)


class Outlet:
    """Where pages go: UTF-8 whatever the locale says. Once the terminal is gone, into nothing."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def fileno(self) -> int:
        """The file descriptor of the terminal."""
        return self._handle

    def write(self, text: str) -> None:
        """Write all of it, however slowly it is taken."""
        left = text.encode("utf-8", "replace")
        with suppress(OSError):
            while left:
                left = left[os.write(self._handle, left) :]

    def flush(self) -> None:
        """Nothing waits."""


class Glass(LinuxDriver):
    """Textual's driver on standard output, made to outlive broken input and lost terminals.

    While it owns the screen, standard output and standard error of the process lead nowhere: a warning of a
    C library would land in the middle of a page.
    """

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        for number in (self.fileno, 1):
            os.set_blocking(number, True)  # the shell that started us may have left them otherwise
        self._kept = {number: os.dup(number) for number in (1, 2)}
        self._file = Outlet(self._kept[1])  # type: ignore[assignment]  # all that the writer thread calls is there
        self._silence()

    def _silence(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in self._kept:
            os.dup2(nowhere, number)
        os.close(nowhere)

    def close(self) -> None:
        """End the writer thread and give the standard streams back; twice does no harm."""
        super().close()
        for number, kept in self._kept.items():
            os.dup2(kept, number)

    def start_application_mode(self) -> None:
        """Measure the grid in the event loop: Textual does so in the signal handler, where two of them overtake."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # it has no annotations
        self.write(TELL_EVENTS)
        signal.signal(signal.SIGWINCH, lambda *_: self._loop.call_soon_threadsafe(self._measure))

    def _measure(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(Resize(size, size))

    def process_message(self, message: Message) -> None:
        """Pass on what was typed or tapped; sizes come from the kernel alone."""
        if not isinstance(message, Resize | InBandWindowResize):
            super().process_message(message)

    def abandon(self) -> None:
        """Give the terminal back from any thread, without waiting for it to take the bytes."""
        with suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(self._kept[1], False)
            os.write(self._kept[1], RESTORE)
        with suppress(OSError):
            os.set_blocking(self._kept[1], True)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Columns and rows as the terminal says them, whatever the environment says; 80x25 where it knows none."""
        with suppress(OSError):
            cols, rows = os.get_terminal_size(self._kept[1])
            if cols and rows:
                return cols, rows
        return 80, 25

    def _enable_line_wrap(self) -> None:
        """Mode 7 is left alone: no row is wider than the grid."""

    def _disable_line_wrap(self) -> None:
        """See above."""

    def _run_input_thread(self) -> None:
        """Input that nobody foresaw is logged by its place and dropped; the next key counts again."""
        while not self.exit_event.is_set() and not guarded(TYPING, self.run_input_thread, self._app.post_message):
            pass

    def run_input_thread(self) -> None:
        """Read keys and taps until the end; without a terminal there is nothing more to do, so the program ends."""
        parser, decode, silent = StruckKeys(self._debug), getincrementaldecoder("utf-8")("replace").decode, 0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                silent += 1
                if selector.select(LOOK_S):
                    data, silent = self._read(), 0
                    if not data:
                        self._loop.call_soon_threadsafe(self._app.exit)
                        return
                    text = decode(data)
                    self._pass_on(parser.feed(text) if text else ())  # to the parser, no text is the end
                self._pass_on(parser.tick())
                if silent == SILENT:
                    parser = StruckKeys(self._debug)

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _read(self) -> bytes:
        """What was typed; nothing once the terminal is gone (EIO, or an end of file that a terminal never has)."""
        try:
            return os.read(self.fileno, CHUNK)
        except OSError:
            return b""
