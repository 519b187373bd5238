"""The terminal: it wires glass, keys, idle time and workers to the walk through the pages, and decides nothing else."""

import gc
from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.geometry import Size
from textual.screen import Screen

from kiosk.frame import Frame
from kiosk.heartbeat import Heartbeat
from kiosk.house import House
from kiosk.keys import MARK, Strokes, action_of, letter_of
from kiosk.news import NewsApp
from kiosk.office import Deliveries, Office
from kiosk.print_room import PrintRoom
from kiosk.screens.public.type_too_small import type_too_small
from kiosk.screens.steps import Step
from kiosk.senses import BodySenses
from kiosk.settings import Settings
from kiosk.theme import BOARD
from kiosk.type_check import TypeCheck, Window, own_window
from kiosk.walk import Walk
from kiosk.widgets.canvas import Canvas
from kiosk.widgets.picture import shows_pictures
from kiosk.workers import Post, SyncWorker

QUIET_S = 2.0
"""News are drawn when nobody touched the glass for so long, so that nothing moves under a finger."""


class Board(Screen[None], inherit_bindings=False):
    """The one screen; it has no bindings at all."""


class KioskApp(NewsApp, inherit_bindings=False):
    """One canvas; taps, keys, news and slips lead from page to page."""

    CSS = f"Board {{ background: {BOARD}; overflow: hidden hidden; }}"

    def __init__(
        self,
        house: House,
        settings: Settings,
        *,
        round_: Callable[[], float] | None = None,
        deliveries: Callable[[Post], Deliveries] | None = None,
        senses: Callable[[Post], BodySenses] | None = None,
        window: Callable[[], Window | None] = own_window,
        attended: bool = False,
        heartbeat: Heartbeat | None = None,
    ) -> None:
        super().__init__()
        self.heartbeat = heartbeat or Heartbeat({})
        self.house = house
        house.pictures = shows_pictures(self.console.color_system)
        self.canvas = Canvas(house.clock.monotonic, settings.repeat_ms / 1000, settings.guard_ms / 1000)
        self._strokes = Strokes(settings.repeat_ms / 1000)
        self._office = Office(house, self.post_message, deliveries)
        self.prints = PrintRoom(house, settings.printer, self.post_message)
        self._sync = SyncWorker(round_, self.post_message) if round_ else None
        self.senses = senses(self.post_message) if senses else BodySenses(house)
        self.walk = Walk(house, settings, self._office, self.prints, self.senses, self.canvas.forget)
        self._check = TypeCheck(settings.screen.panel, window)
        self._attended = attended
        self._grid = Size()
        self._began = house.clock.monotonic()
        self._shown: tuple[object, ...] = ()

    def get_default_screen(self) -> Screen[None]:
        return Board()

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_mount(self) -> None:
        self._check.look()
        self.set_interval(1.0, self._tick)
        if every_s := self.heartbeat.every_s:
            self.set_interval(every_s, self._beat)
        self.prints.start()
        self.senses.start()
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
        self.senses.stop()
        self.prints.stop()
        self._office.stop()

    def finish(self) -> None:
        """Let the slip that is being sent come out; from any thread."""
        self.prints.finish()

    def on_resize(self, event: Resize) -> None:
        """Another grid: the same page in other cells, once touched (A13). `App.size` is still the old one here."""
        self._grid = event.size
        self.draw(news=self.canvas.touched_at > float("-inf"))
        self._beat()

    def _beat(self) -> None:
        self.heartbeat.beat(self.canvas)

    @property
    def frame(self) -> Frame:
        """The places of the present grid."""
        return Frame(*self._grid)

    def draw(self, *, news: bool = False) -> None:
        """Show the present page; `news`: content changed by itself, so that a tap in flight must not count."""
        self._shown = self._state()
        short = self._check.shortfall
        view = type_too_small(self.house, self.frame, short) if short else self.walk.view(self.frame)
        view = self.senses.unsuited(self.walk.page, view)
        moved = news and view.buttons != self.canvas.view.buttons
        self.canvas.show(view, self.house.visitor.theme, moved=moved)
        self.senses.drawn(self.walk.page, view)

    def _state(self) -> tuple[object, ...]:
        """What a page depends on besides the visitor: content and the minute."""
        return self.house.replica.generation(), self.house.now().replace(second=0, microsecond=0)

    def _tick(self) -> None:
        """Once a second: measure, cover, sign out or go home when idle, draw news when nobody is touching."""
        now, touched = self.house.clock.monotonic(), self.canvas.touched_at
        news = not self.canvas.touching and now - touched >= QUIET_S and self._state() != self._shown
        opened = self._check.look()
        if self.walk.idle(now - max(touched, self._began)) or news or opened:
            self.draw(news=True)

    def redraw_soon(self) -> None:
        """Show the present page anew as soon as nobody touches the glass."""
        self._shown = ()

    def perform(self, step: Step) -> None:
        """Carry out a step, and draw."""
        self.walk.perform(step)
        self.draw()

    @property
    def _usable(self) -> bool:
        """Whether there is a page that anybody can read."""
        return not self.frame.too_small and self._check.shortfall is None

    def _act(self, action: str) -> None:
        if self._usable:
            self.walk.act(self.frame, action)
            self.draw()

    def on_canvas_tapped(self, message: Canvas.Tapped) -> None:
        """A button was pressed."""
        self._act(message.action)

    def on_key(self, event: Key) -> None:
        """The whole terminal by keyboard; no key ends it, unless it runs attended."""
        event.stop()
        event.prevent_default()
        page, self.canvas.touched_at = self.canvas.view.name, self.house.clock.monotonic()
        if self._attended and event.key == "ctrl+c":
            self.exit()
        elif event.key in MARK and not self.canvas.view.anywhere:
            self._strokes.wake(page)
            self.canvas.move_focus(MARK[event.key])
            view = self.canvas.view
            self.senses.marked(self.walk.page, view, view.button_for(self.canvas.focused_action or ""))
        elif action := action_of(event, self.canvas.view, self.canvas.focused_action):
            if self._strokes.counts(event.key, event.time, page, deaf=self.canvas.deaf):
                self._act(action)
        elif letter := letter_of(event, self.walk.page.signs):
            self._strokes.wake(page)
            self._typed(self._strokes.typed(letter, event.time))

    def _typed(self, letters: str) -> None:
        for letter in letters:
            if self._usable and (letter.isalpha() or not self.walk.at_start):
                self.walk.typed(letter)
                self.canvas.unmark()
                self.draw()
