"""How bookings leave the house: couriers and rosters with the writing keys that lie in the ledger."""

from collections.abc import Iterator
from functools import partial

from kiosk.desk import Desk
from kiosk.papers.organiser import organiser_mail
from kiosk.words import Words
from sync.couriers.base import Courier, Roster
from sync.couriers.table import ROSTERS, connect_courier, connect_roster
from sync.deliver import Deliverer
from sync.ledger.ledger import Ledger
from sync.records import Source
from sync.refresh import Refreshed, refresh


def secret_name(platform: str) -> str:
    """Under which name the ledger keeps the writing key of a platform."""
    return f"secret:{platform}"


class Posting:
    """For the ledger connection of one thread."""

    def __init__(self, desk: Desk, ledger: Ledger, words: Words) -> None:
        self._desk, self._ledger, self._words = desk, ledger, words
        self._sources = desk.settings.platforms
        self.deliverer = Deliverer(ledger, self._sources, self._courier, lock=desk.folder / "deliver.lock")

    def refresh(self, *, at_once: bool = False, accept: str | None = None) -> Iterator[Refreshed]:
        """Read members and balances where that is due; `accept` names a platform whose losses are right.

        Raises `Unstorable`, `Damaged`.
        """
        rings = [source for source in self._sources if "payment" in source.books and source.kind in ROSTERS]
        return refresh(self._ledger, rings, self._roster, at_once=at_once, accept=accept)

    def _courier(self, source: Source) -> Courier:
        compose = partial(organiser_mail, self._words, self._desk.settings.centre)
        return connect_courier(source, self._ledger.clock, self._secret(source), compose)

    def _roster(self, source: Source) -> Roster:
        return connect_roster(source, self._ledger.clock, self._secret(source))

    def _secret(self, source: Source) -> str | None:
        """The writing key; where there is none, the one that reads may do."""
        kept = self._ledger.kept.get(secret_name(source.name))
        return kept.decode() if kept else source.secret
