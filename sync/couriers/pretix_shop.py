"""Where an organiser sells through pretix, and which of their events an address means."""

import re
from urllib.parse import urlsplit

import msgspec

from sync.ledger.records import Seat
from sync.records import Source

_ORGANISER = re.compile(r"/api/v1/organizers/([\w.-]+)/?", re.ASCII)
_UID = re.compile(r"pretix-(.+)-(\d+)@", re.ASCII)
"""How pretix names an event in its calendar: `pretix-ORGANISER-EVENT-DATE@host`; both names may hold hyphens."""
_SLUG = re.compile(r"[\w.-]+", re.ASCII)
_EVENT = re.compile(r"([\w.-]+)(?:/(\d+))?(?:/.*)?", re.ASCII)


class Place(msgspec.Struct, frozen=True):
    """An event; of a series also the number of the date, where the address names one."""

    event: str
    date: int | None = None


class Shop(msgspec.Struct, frozen=True):
    """One organiser, as `source.url` names them (`https://HOST/api/v1/organizers/NAME/`); raises ValueError else."""

    host: str
    """Scheme, host and port."""
    organiser: str

    @classmethod
    def of(cls, source: Source) -> "Shop":
        parts = urlsplit(source.url)
        found = _ORGANISER.fullmatch(parts.path)
        if not found:
            raise ValueError(f"no organiser: {parts.path}")
        return cls(f"{parts.scheme}://{parts.netloc}", found[1])

    @property
    def api(self) -> str:
        """Where to ask and to book; ends with a stroke."""
        return f"{self.host}/api/v1/organizers/{self.organiser}/"

    @property
    def calendar(self) -> str:
        """All public events and dates of the organiser, for everyone."""
        return f"{self.host}/{self.organiser}/events/ical/"

    def address(self, uid: str) -> str | None:
        """The public address of the event that the calendar calls `uid`; None for what is not theirs."""
        found, prefix = _UID.match(uid), f"{self.organiser}-"
        if not found or not found[1].startswith(prefix) or not _SLUG.fullmatch(found[1], len(prefix)):
            return None
        date = "" if found[2] == "0" else f"{found[2]}/"
        return f"{self.host}/{self.organiser}/{found[1].removeprefix(prefix)}/{date}"

    def place(self, url: str | None) -> Place | None:
        """The event behind a public address; None for an address that is not in this shop."""
        bare, home = _bare(url or ""), f"{_bare(self.host)}/{self.organiser}/"
        found = _EVENT.fullmatch(re.split("[?#]", bare.removeprefix(home))[0])
        if not bare.startswith(home) or not found:
            return None
        return Place(found[1], int(found[2]) if found[2] else None)


def _bare(url: str) -> str:
    """The address without its scheme, the host in small letters; links to a shop are often still http."""
    host, stroke, path = re.sub("^https?://", "", url, count=1, flags=re.IGNORECASE).partition("/")
    return f"{host.lower()}{stroke}{path}"


def takes(source: Source, seat: Seat) -> bool:
    """Whether this platform sells this event; asks nothing of the network."""
    return Shop.of(source).place(seat.url) is not None
