"""The terminal: it wires pages, canvas, keys, idle time and workers, and decides nothing else."""

import gc
from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.geometry import Size
from textual.screen import Screen

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.locked import LockedApp
from kiosk.messages import SlipDone, WorkerCrashed
from kiosk.notices import crashed, slip_outcome
from kiosk.papers.item_slip import item_slip
from kiosk.screens.public.printing import Preview, Printing
from kiosk.screens.public.too_small import too_small
from kiosk.screens.steps import Open, PrintItem, Speak, Start, Step, Swap
from kiosk.settings import Settings
from kiosk.theme import BOARD
from kiosk.trail import Trail
from kiosk.widgets.canvas import Canvas
from kiosk.words import Words
from kiosk.workers import PRINTING, PrintWorker, SyncWorker
from printing.printer import NotStarted

QUIET_S = 2.0
"""News are drawn when nobody touched the glass for so long, so that nothing moves under a finger."""
KEYS = {"pagedown": "next", "pageup": "previous", "escape": "back", "home": "start", "f1": "help"}


class Board(Screen[None], inherit_bindings=False):
    """The one screen; it has no bindings at all."""


class KioskApp(LockedApp, inherit_bindings=False):
    """The trail of pages on one canvas; taps, keys, news and slips lead from page to page."""

    CSS = f"Board {{ background: {BOARD}; overflow: hidden hidden; }}"

    def __init__(
        self,
        house: House,
        settings: Settings,
        *,
        round_: Callable[[], float] | None = None,
        attended: bool = False,
    ) -> None:
        super().__init__()
        self.house, self.settings = house, settings
        self.trail = Trail()
        self.canvas = Canvas(house.clock.monotonic, settings.repeat_ms / 1000, settings.guard_ms / 1000)
        self._attended = attended
        self._grid = Size()
        self._shown: tuple[object, ...] = ()
        self._printer = PrintWorker(settings.printer, self.post_message)
        self._sync = SyncWorker(round_, self.post_message) if round_ else None

    def get_default_screen(self) -> Screen[None]:
        return Board()

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_mount(self) -> None:
        self.set_interval(1.0, self._tick)
        self._printer.start()
        self.call_after_refresh(self._start_sync)
        self.call_after_refresh(self._keep_loaded)

    def _keep_loaded(self) -> None:
        """What the first page needed stays: the collector, looking through all of it, would hold up a tap by 15 ms."""
        gc.freeze()

    def _start_sync(self) -> None:
        if self._sync:
            self._sync.start()

    def on_unmount(self) -> None:
        if self._sync:
            self._sync.stop()

    def on_resize(self, event: Resize) -> None:
        """Another grid: the same page in other cells. `App.size` is still the old one here."""
        self._grid = event.size
        self.draw()

    @property
    def frame(self) -> Frame:
        """The places of the present grid."""
        return Frame(*self._grid)

    def draw(self, *, news: bool = False) -> None:
        """Show the present page; `news`: content changed by itself, so that a tap in flight must not count."""
        frame = self.frame
        self._shown = self._state()
        view = too_small(self.house, frame) if frame.too_small else self.trail.page.view(self.house, frame)
        moved = news and view.buttons != self.canvas.view.buttons
        self.canvas.show(view, moved=moved)

    def _state(self) -> tuple[object, ...]:
        """What a page depends on besides the visitor: content and the minute."""
        return self.house.replica.generation(), self.house.now().replace(second=0, microsecond=0)

    def _tick(self) -> None:
        """Once a second: go home when idle, draw news when nobody is touching."""
        quiet = self.house.clock.monotonic() - self.canvas.touched_at
        if quiet >= self.settings.idle_s and not (self.trail.untouched and self._speaks_default()):
            self.house.words = Words(self.settings.language)
            self.perform(Start())
        elif not self.canvas.touching and quiet >= QUIET_S and self._state() != self._shown:
            self.draw(news=True)

    def _speaks_default(self) -> bool:
        return self.house.words.language == self.settings.language

    def on_canvas_tapped(self, message: Canvas.Tapped) -> None:
        """A button was pressed."""
        if not self.frame.too_small:
            self.perform(self.trail.page.act(self.house, self.frame, message.action))

    def on_key(self, event: Key) -> None:
        """The whole terminal by keyboard; no key ends it, unless it runs attended."""
        event.stop()
        event.prevent_default()
        self.canvas.touched_at = self.house.clock.monotonic()
        if self._attended and event.key == "ctrl+c":
            self.exit()
        elif not self.frame.too_small:
            self._keyed(event)

    def _keyed(self, event: Key) -> None:
        page = self.trail.page
        match event.key:
            case "tab" | "down" | "right":
                self.canvas.move_focus(1)
            case "shift+tab" | "up" | "left":
                self.canvas.move_focus(-1)
            case "enter" if self.canvas.focused_action:
                self.perform(page.act(self.house, self.frame, self.canvas.focused_action))
            case key if key in KEYS and (self.canvas.view.button_for(KEYS[key]) or KEYS[key] in ("start", "help")):
                self.perform(page.act(self.house, self.frame, KEYS[key]))
            case "backspace":
                self._typed("\b")
            case _ if event.character and (event.character.isalnum() or event.character == " "):
                self._typed(event.character)

    def _typed(self, letter: str) -> None:
        if self.trail.at_start and not letter.isalpha():
            return
        step = self.trail.page.typed(self.house, letter)
        if step is not None:
            self.perform(step)

    def perform(self, step: Step) -> None:
        """Carry out what a page asked for, and draw."""
        match step:
            case PrintItem(item):
                self._take_along(item)
            case Speak(language):
                self.house.words = Words(language)
            case _:
                self.trail.go(step)
        self.draw()

    def _take_along(self, item_id: str) -> None:
        """Queue the slip, or show it where there is no printer."""
        item = self.house.replica.item(item_id)
        if item is None:
            return
        slip = item_slip(self.house, item)
        if not self.house.printer:
            from kiosk.press import preview_text

            self.trail.go(Open(Preview(item_id, preview_text(slip, self.settings.printer).splitlines())))
            return
        _ = self.house.words.say
        taken = self._printer.submit(item_id, slip)
        sentence = _("Your slip is being printed …") if taken else _("Many slips are waiting. Please wait a minute.")
        page = Printing(item_id, sentence)
        self.trail.go(Swap(page) if isinstance(self.trail.page, Printing) else Open(page))

    def on_slip_done(self, message: SlipDone) -> None:
        """Tell whoever still waits for the slip."""
        page = self.trail.page
        if page.waits_for == message.item:
            again = isinstance(message.outcome, NotStarted)
            page.tell(slip_outcome(self.house.words, message.outcome), again=again)
            self.draw(news=True)

    def on_worker_crashed(self, message: WorkerCrashed) -> None:
        """Whoever waits for a slip is told; for all else the log has it, and visitors read the local copy on."""
        page = self.trail.page
        if message.worker == PRINTING and isinstance(page, Printing):
            page.sentence = crashed(self.house.words)
            self.draw(news=True)
