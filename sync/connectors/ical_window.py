"""The span of time that is mirrored: a recurring event has no end, a terminal has."""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Occurrences that overlap [start, end) are mirrored: 00:00 yesterday to 00:00 the same date in 12 months."""

    start: datetime
    end: datetime
    home: ZoneInfo

    @classmethod
    def around(cls, today: date, home: ZoneInfo) -> "Window":
        """The window of a local day; on 29 February it ends on the 28th."""
        last = min(today.day, calendar.monthrange(today.year + 1, today.month)[1])
        end = date(today.year + 1, today.month, last)
        return cls(datetime.combine(today - DAY, time(), home), datetime.combine(end, time(), home), home)

    def instant(self, value: date) -> datetime:
        """The moment in UTC; dates begin at local midnight."""
        value = value if isinstance(value, datetime) else datetime.combine(value, time(), self.home)
        return value.astimezone(UTC)

    def local(self, value: datetime) -> datetime:
        """In the centre's zone. By way of UTC: times that the clock skips move on by the hour that it skips."""
        return value.astimezone(UTC).astimezone(self.home)

    def holds(self, start: date, end: date | None) -> bool:
        """Whether an occurrence overlaps; one without end is a moment, or the whole day of a date."""
        if end is None and not isinstance(start, datetime):
            end = start + DAY
        begins = self.instant(start)
        return begins < self.end and (begins >= self.start or (end is not None and self.instant(end) > self.start))
