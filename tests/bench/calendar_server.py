"""A calendar of many events on loopback, a program of its own: another text at each question, or the same for ever.

`python -m tests.bench.calendar_server COUNT (new|same)` prints its address; it ends with its standard input.
"""

import hashlib
import itertools
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sync.records import Item
from tests.bench.town import citizens
from tests.sync.servers import Asked, Reply, Server


class Calendar:
    """All items as events with ten-line texts; `fresh` writes a number into each text that grows with each question."""

    def __init__(self, count: int, fresh: bool) -> None:
        self._days = [_event(item, at) for at, item in enumerate(citizens(count))]
        self._versions: Iterator[int] = itertools.count() if fresh else itertools.repeat(0)

    def answer(self, asked: Asked) -> Reply:
        """The file, or 304 for whoever has it."""
        version = next(self._versions)
        events = (event.replace("%VERSION%", str(version)) for event in self._days)
        body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"Content-Type": "text/calendar;charset=utf-8", "ETag": tag}
        return Reply(status=304) if asked.headers.get("if-none-match") == tag else Reply(headers=headers, body=body)


def _event(item: Item, at: int) -> str:
    day = datetime.now(UTC).replace(minute=at % 60) + timedelta(days=1 + at % 300)
    text = (item.text or "").replace("\n", "\\n")
    return (
        f"BEGIN:VEVENT\r\nUID:{at}@stadt.example\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{day:%Y%m%dT%H%M00Z}\r\n"
        f"DURATION:PT90M\r\nSUMMARY:{item.title}\r\nDESCRIPTION:{text} Fassung %VERSION%\r\n"
        f"LOCATION:{item.place or ''}\r\nCATEGORIES:{','.join(item.categories)}\r\nEND:VEVENT\r\n"
    )


def main() -> None:
    """Serve until standard input ends."""
    calendar = Calendar(int(sys.argv[1]), fresh=sys.argv[2] == "new")
    with Server({"*": calendar.answer}) as server:
        print(server.url("/stadt.ics"), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
