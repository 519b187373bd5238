"""The two bare Textual programs of the benchmark: `bare` switches between two screens, `naive` makes new ones."""

import sys

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Button, Static

LINES = 30


class Page(Screen[None]):
    """Thirty one-line widgets and a button."""

    CSS = "Button { dock: bottom; width: 100%; }"

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def compose(self) -> ComposeResult:
        for at in range(LINES):
            yield Static(f"Seite {self.number}, Zeile {at}: Nachbarschaftsfrühstück im Garten")
        yield Button(f"Weiter zu {self.number + 1}")


class Bare(App[None]):
    """Two installed screens, switched."""

    def on_mount(self) -> None:
        for number in (0, 1):
            self.install_screen(Page(number), str(number))
        self.push_screen("0")

    def on_button_pressed(self) -> None:
        page = self.screen
        assert isinstance(page, Page)
        self.switch_screen(str(1 - page.number))


class Naive(App[None]):
    """A new screen each time, in place of the old one: a stack that grows would make it slower and slower."""

    def on_mount(self) -> None:
        self.push_screen(Page(0))

    def on_button_pressed(self) -> None:
        page = self.screen
        assert isinstance(page, Page)
        self.switch_screen(Page(page.number + 1))


if __name__ == "__main__":
    (Bare if sys.argv[1] == "bare" else Naive)().run()
