"""A power cut at every change that is made to the disk, one after another."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHANGES = ("replace", "rename", "unlink", "symlink", "mkdir", "rmdir", "fsync")
"""What changes names on a disk, and what makes sure of it. Contents are drafts until they get their name."""


class Cut(BaseException):
    """The power is gone: nothing after this happens."""


def cut_everywhere(
    monkeypatch: pytest.MonkeyPatch, prepare: Callable[[], object], work: Callable[[], object]
) -> Iterator[str]:
    """Do `work` again and again, each time cut one change later; it is done whole when this ends.

    `prepare` begins from scratch, with power. The test looks at the disk after each.
    """
    for n in range(1, 200):
        for after in (False, True):
            prepare()
            power = _Power(n, after=after)
            with monkeypatch.context() as patch:
                for name in CHANGES:
                    patch.setattr(os, name, power.watched(name, getattr(os, name)))
                try:
                    work()
                except Cut:
                    yield f"{'after' if after else 'before'} change {n}: {power.last}"
                    continue
            yield "whole"
            return
    raise AssertionError("it never ends")


class _Power:
    def __init__(self, last: int, *, after: bool) -> None:
        self._left, self._after = last, after
        self.last = ""

    def watched(self, name: str, change: Callable[..., object]) -> Callable[..., object]:
        def call(*words: object, **more: object) -> object:
            self._left -= 1
            self.last = f"{name}{tuple(Path(str(word)).name for word in words)}"
            if self._left == 0 and not self._after:
                raise Cut
            done = change(*words, **more)
            if self._left == 0:
                raise Cut
            return done

        return call
