"""A seeded day at the desk: what staff do next, as words for an actor."""

from random import Random

from sync.records import Kind
from tests.crash.told import Told
from tests.crash.town import DEED, MEMBERS, Town, item_ids

Deed = tuple[str, ...]

CHANCES = {
    "payment": 44,
    "deliver": 17,
    "storno": 14,
    "seat": 6,
    "job": 6,
    "copy": 5,
    "settle": 3,
    "pages": 2,
    "rest": 2,
    "closing": 1,
}


class Script:
    """Chooses deeds; it knows what staff were told, and nothing else."""

    def __init__(self, dice: Random, town: Town, told: Told) -> None:
        self._dice, self._told, self._ids = dice, told, item_ids(town)
        self._papers = 0

    def next(self) -> Deed:
        """The next deed."""
        (kind,) = self._dice.choices(list(CHANCES), list(CHANCES.values()))
        if kind in ("copy", "storno", "settle"):
            return self._about(kind)
        if kind == "payment":
            return self._payment()
        if kind in ("seat", "job"):
            item = self._ids[Kind.EVENT if kind == "seat" else Kind.JOB]
            return (kind, item, self._dice.choice(list(MEMBERS)), self._paper())
        return (kind,)

    def _about(self, kind: str) -> Deed:
        """Something about a receipt that was handed out; only notes on paper are settled by staff's word."""
        receipts = sorted(self._told.notes if kind == "settle" else self._told.booked.values())
        return (kind, str(self._dice.choice(receipts))) if receipts else ("pages",)

    def _payment(self) -> Deed:
        payer, payee = self._dice.sample(list(MEMBERS), 2)
        amount, paper = self._dice.randint(1, 44) / 4, self._paper()
        return ("payment", payer, payee, f"{amount}", f"{DEED} {paper}", paper)

    def _paper(self) -> str:
        """The number of the next signed slip."""
        self._papers += 1
        return f"Z{self._papers}"
