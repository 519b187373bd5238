"""The one widget of the terminal: it paints a view, finds what was tapped, and guards against double taps."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kiosk.visitor import Theme
from kiosk.widgets.paint import SILENCE, Said, paint
from kiosk.widgets.view import Button, Rect, View

HELD_S = 10.0
"""Longest touch, seconds: a finger that rests longer was lifted without a report, and nothing waits for it (A16)."""


class Canvas(Widget, can_focus=False):
    """Rows drawn through the line API: a page change costs one frame and no mounting."""

    DEFAULT_CSS = "Canvas { width: 100%; height: 100%; }"
    ALLOW_SELECT = False

    @dataclass
    class Tapped(Message):
        """A button was pressed by touch."""

        action: str

    def __init__(self, monotonic: Callable[[], float], repeat_s: float, guard_s: float) -> None:
        super().__init__()
        self.view = View("", 0, 0)
        self._theme, self._said = Theme.PAPER, SILENCE
        self._strips: list[Strip] = []
        self._monotonic = monotonic
        self._repeat_s, self._guard_s = repeat_s, guard_s
        self._last_tap: tuple[str, str, Rect, float] | None = None
        self._deaf_until = 0.0
        self._pressed: str | None = None
        self._touching = False
        self._counting = False
        self._focused: str | None = None
        self._painted = False
        self.touched_at = float("-inf")

    @property
    def touching(self) -> bool:
        """Whether a finger is on the glass."""
        return self._touching and self._monotonic() - self.touched_at < HELD_S

    def show(self, view: View, theme: Theme = Theme.PAPER, *, moved: bool = False) -> None:
        """Paint a view. A page of another name, or `moved` content, makes the canvas deaf for the guard time (A13)."""
        if (view.name != self.view.name and self.view.name) or moved:
            self._deaf_until = self._monotonic() + self._guard_s
        if view.name != self.view.name:
            self._focused = view.focus
        if view != self.view:
            self._said = SILENCE
        self.view, self._theme = view, theme
        self._repaint()

    def forget(self) -> None:
        """Keep nothing of the page that was there, not even what was tapped on it."""
        self._last_tap = self._pressed = self._focused = None
        self._said = SILENCE
        self.view, self._strips = View("", 0, 0), []

    def follow(self, said: Said) -> None:
        """Mark what is being read aloud."""
        if said != self._said:
            self._said = said
            self._repaint()

    def _repaint(self) -> None:
        old, self._strips = self._strips, paint(self.view, self._focused, self._pressed, self._theme, self._said)
        if len(old) != len(self._strips):
            self.refresh()
            return
        changed = [y for y, strip in enumerate(self._strips) if strip != old[y]]
        if changed:
            self.refresh(*(Region(0, y, self.view.cols, 1) for y in changed))

    def once_drawn(self, then: Callable[[], object]) -> None:
        """Paint the first row anew, and call when it was painted; a canvas without a page never calls."""
        self._painted = False
        self.refresh(Region(0, 0, self.view.cols, 1))
        self.call_after_refresh(lambda: then() if self._painted and self.view.name else None)

    def render_line(self, y: int) -> Strip:
        """The row of the view, or a blank one while the terminal is being resized."""
        self._painted = True
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Show which button is under the finger; nothing happens yet (A11)."""
        self.capture_mouse()
        self._touching, self.touched_at = True, self._monotonic()
        self._counting = not self.deaf
        self._press(self._under(event))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A finger that slides onto a button may press it, one that slides off may not."""
        if self._touching:
            self._press(self._under(event))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The button under the finger when it leaves the glass is the one that was meant."""
        if not self._touching:
            return
        self.release_mouse()
        self._touching, self.touched_at = False, self._monotonic()
        button = self._under(event)
        self._press(None)
        if button and self._counts(button, event):
            self.post_message(self.Tapped(button.action))

    @property
    def deaf(self) -> bool:
        """Whether the page came up so lately that nothing on it can be meant (A13)."""
        return self._monotonic() < self._deaf_until

    def _under(self, event: events.MouseEvent) -> Button | None:
        """The button under a finger that may press: not one that was put down in the guard time (A13)."""
        return self.view.button_at(event.x, event.y) if self._counting and not self.deaf else None

    def _press(self, button: Button | None) -> None:
        action = button.action if button else None
        if action != self._pressed:
            self._pressed = action
            self._repaint()

    def _counts(self, button: Button, event: events.MouseUp) -> bool:
        """Whether a tap is meant: not a repeat of the same button, nor of the one that lay there before (A12)."""
        now = self._monotonic()
        if self._last_tap:
            page, action, place, at = self._last_tap
            same = action == button.action or place.gap_to(event.x, event.y) <= 1
            if page == self.view.name and same and now - at < self._repeat_s:
                return False
        self._last_tap = (self.view.name, button.action, button.rect, now)
        return True

    def move_focus(self, step: int) -> None:
        """Mark the next or previous button for the keyboard in reading order; from none to the first or last."""
        actions = [button.action for button in self.view.in_order]
        if not actions:
            return
        at = actions.index(self._focused) + step if self._focused in actions else (0 if step > 0 else -1)
        self._focused = actions[at % len(actions)]
        self._repaint()

    def unmark(self) -> None:
        """Take the mark away, unless the page itself put one: whoever types means the page, not a button."""
        self._focused = self.view.focus

    @property
    def focused_action(self) -> str | None:
        """The action of the marked button."""
        button = self.view.button_for(self._focused) if self._focused else None
        return button.action if button else None
