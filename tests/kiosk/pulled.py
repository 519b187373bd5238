"""A child process that writes files and dies at its n-th call of the kernel, as when the plug is pulled."""

import os
from collections.abc import Callable
from typing import NoReturn, cast

import pytest

CALLS = ("open", "fchmod", "write", "fsync", "replace", "unlink", "close")
"""All by which a writer changes what lies on a disk, and the rest that it calls on the way."""
PULLED, THROUGH = 9, 0


def dies_at(call: int, work: Callable[[], object]) -> bool:
    """Run `work` in a child that ends at this call, a write being half done; False: it came through before."""
    child = os.fork()
    if child == 0:
        _live(call, work)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == PULLED


def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls from now on, in their order."""
    names: list[str] = []
    for name in CALLS:
        monkeypatch.setattr(os, name, _noting(names, name, getattr(os, name)))
    return names


def _noting(names: list[str], name: str, real: Callable[..., object]) -> Callable[..., object]:
    def call(*args: object, **options: object) -> object:
        names.append(name)
        return real(*args, **options)

    return call


def _live(call: int, work: Callable[[], object]) -> NoReturn:
    left, leave = call, os._exit

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def one(*args: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left:
                return real(*args, **options)
            if real is write:
                handle, content = cast("tuple[int, bytes]", args)
                write(handle, content[: len(content) // 2])
            return leave(PULLED)

        return one

    write = os.write
    for name in CALLS:
        setattr(os, name, dying(getattr(os, name)))
    try:
        work()
    finally:
        leave(THROUGH)
