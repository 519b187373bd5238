"""Textual's application with every door shut that a visitor could leave by."""

import logging

from textual.app import App

from kiosk.glass import Glass
from kiosk.logbook import describe

log = logging.getLogger("kiosk.locked")


class LockedApp(App[None], inherit_bindings=False):
    """No quit key, no palette, no selection, no animation; an error shows nothing of what it met (R24)."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(driver_class=Glass)
        self.animation_level = "none"

    def give_back(self) -> None:
        """Make sure that the terminal and the standard streams are the shell's again; after the end."""
        if isinstance(self._driver, Glass):
            self._driver.close()

    def abandon(self) -> None:
        """Give the terminal back while the event loop is stuck; from any thread."""
        if isinstance(self._driver, Glass):
            self._driver.abandon()

    def _fatal_error(self) -> None:
        """Textual would print the local variables: log where it was instead, and end with return code 1."""
        if self._exception:
            log.critical("the terminal failed: %s", describe(self._exception))
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """What Textual would print of errors that know how to draw themselves goes the same way."""
        self._return_code = 1
        self._fatal_error()
