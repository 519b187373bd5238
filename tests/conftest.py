"""Fixtures for all tests."""

import logging
from collections.abc import Iterator

import pytest

from kiosk.workers import PAGE

pytest_plugins = ["tests.peers.cups", "tests.peers.peers", "tests.peers.pretix"]


class Broken(logging.Handler):
    """Notes which pages broke: the terminal goes on behind them, and a test must not."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.args and isinstance(record.args, tuple) and record.args[0] == PAGE:
            self.told.append(record.getMessage())


@pytest.fixture(autouse=True)
def broken_pages() -> Iterator[list[str]]:
    """No page breaks unseen; whoever breaks one on purpose empties the list."""
    broken, logger = Broken(), logging.getLogger("kiosk.workers")
    logger.addHandler(broken)
    yield broken.told
    logger.removeHandler(broken)
    assert not broken.told
