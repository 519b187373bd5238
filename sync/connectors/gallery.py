"""Pictures of a platform over HTTP: the same polite client, with limits that fit a picture."""

import time
from collections.abc import Callable

import msgspec

from sync.clock import Clock
from sync.connectors.http import Http
from sync.records import Source

FILE_MB = 3.0
"""Largest file, in units of 1,000,000 bytes: what sites show weighs a tenth of it; larger ones are camera originals."""
SILENCE_S, FILE_S = 10.0, 20.0
"""Longest silence and longest time for one file: at 1.5 Mbit/s three megabytes take 16 s."""
ACCEPT = "image/jpeg,image/png,image/webp,image/gif"


class WebGallery:
    """Reads picture files that a platform names. Addresses in the house are read for a platform in the house only."""

    def __init__(self, source: Source, clock: Clock, *, sleep: Callable[[float], None] = time.sleep) -> None:
        limits = {
            "max_mb": min(source.max_mb, FILE_MB),
            "timeout_s": min(source.timeout_s, SILENCE_S),
            "answer_s": min(source.answer_s, FILE_S),
        }
        self._http = Http(msgspec.structs.replace(source, **limits), clock, sleep=sleep, fenced=True)

    def get(self, url: str) -> bytes:
        """The body of a picture's address, whatever it is; raises `SyncError`."""
        return self._http.get(url, accept=ACCEPT).body

    def close(self) -> None:
        """Give back connections."""
        self._http.close()
