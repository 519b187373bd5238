"""Fault (a): SIGKILL at random moments of a seeded day, restart, recover, look; at the end deliver until nothing waits.

Every other kill comes after a seeded number of steps, so that it can be had again from its seed; the others come from
outside after a seeded time, also in the middle of a system call. The seed fixes what staff do, what the network does
and where the kills fall; references and times are the machine's own.
"""

import time
from collections import Counter
from pathlib import Path
from random import Random

from sync.ledger.records import PAPER, State
from tests.crash.checker import findings
from tests.crash.nursery import Answer, Life, Nursery
from tests.crash.script import Deed, Script
from tests.crash.told import BOOKINGS, Told
from tests.crash.town import build
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_faults import Chaos

DEEDS_MOST = 6
"""Deeds of one life, at most; the kill falls into the last one, or soon after."""
EARLY, LATE = 1500, 20_000
"""Steps: a booking is committed and told within the first, printed within the second."""
LONGEST_S = 0.02
"""Seconds within which a kill from outside falls: the longest deed takes about as long."""
FAULTS_OFTEN = 0.25
"""Share of requests that go wrong."""
RELEASE_ABOVE = 900
"""Payments above this, hundredths, wait at the ring until somebody releases them."""
ROUNDS_MOST = 300
"""Rounds of the last delivery; each takes `look_again_s` at most."""


class Day:
    """One terminal and its ring, killed again and again."""

    def __init__(self, folder: Path, nursery: Nursery, bank: Bank, seed: int) -> None:
        self.dice, self.bank, self.told, self.counts = Random(seed), bank, Told(), Counter[str]()
        self.found: list[str] = []
        bank.books.rules.release_above = RELEASE_ABOVE
        self.town = build(folder / f"day-{seed}", bank)
        self._nursery, self._script, self._aside = nursery, Script(self.dice, self.town, self.told), folder / "aside"
        self._again: Deed | None = None

    def run(self, kills: int) -> None:
        """So many lives, then the last delivery."""
        self.trouble()
        while self.counts["kills"] < kills and not self.found:
            self._life()
            self.look()
        self.bank.calm()
        self.settle()

    def trouble(self) -> None:
        """From now on the network does what it wants."""
        self.bank.throw(Chaos(Random(self.dice.random()), FAULTS_OFTEN))

    def look(self) -> None:
        """After a kill, on a copy: the journals stay as the kill left them."""
        self.bank.await_quiet()
        self.found += findings(self.town.copy(self._aside), self.told)

    def settle(self) -> None:
        """Everything works again: deliver, look at terminal and ring, and count."""
        with self._nursery.born(self.town) as life:
            deliver_all(life, self.told)
            life.end()
        self.found += findings(self.town, self.told, self.bank)
        self._count()

    def _life(self) -> None:
        """Some deeds whole, then one with a kill in it; what gave no answer is begun anew in the next life."""
        with self._nursery.born(self.town) as life:
            for _ in range(self.dice.randrange(DEEDS_MOST)):
                self._do(life, self._next())
            die, kill_s = self._moment()
            while not life.dead:
                self._do(life, self._next(), die, kill_s)
                die = None

    def _do(self, life: Life, deed: Deed, die: int | None = None, kill_s: float | None = None) -> None:
        answer = life.do(deed, die=die, kill_s=kill_s)
        self.hear(deed, answer)

    def hear(self, deed: Deed, answer: Answer) -> None:
        """Note an answer; staff enter a slip again when they were not told what became of it."""
        self.told.hear(deed, answer)
        if answer.code is None:
            self.counts.update(["kills", f"killed in {deed[0]}"])
        told = any(line.startswith("gebucht ") for line in answer.lines)
        self._again = deed if deed[0] in BOOKINGS and answer.code is None and not told else None

    def _next(self) -> Deed:
        return self._again or self._script.next()

    def _moment(self) -> tuple[int | None, float | None]:
        """Where the kill falls: after so many steps, or after so many seconds."""
        if self.dice.random() < 0.5:
            return self.dice.randint(1, self.dice.choice((EARLY, LATE))), None
        return None, self.dice.random() * LONGEST_S

    def _count(self) -> None:
        with self.town.ledger() as ledger:
            outgoings = list(ledger.all())
        there = {one.booking.reference for one in outgoings}
        states = Counter(one.sending.state for one in outgoings if one.booking.platform != PAPER)
        effects = Counter(len(self.bank.by_reference(reference)) for reference in there)
        self.counts.update(
            {
                "shown as gebucht": len(self.told.booked),
                "found afterwards": len(there & self.told.booked.keys()),
                "lost": len(self.told.booked.keys() - there),
                "booked and not told": len(there - self.told.booked.keys()),
                "delivered": states[State.CONFIRMED],
                "delivered twice": sum(number for times, number in effects.items() if times > 1),
                "to clear": states[State.REFUSED],
                "cancelled": states[State.CANCELLED],
                "still open": states[State.WAITING] + states[State.UNCERTAIN],
                "network faults": sum(self.bank.met.values()),
            }
        )


def deliver_all(life: Life, told: Told) -> None:
    """Rounds until one says that nothing is left; between two of them as long as the settings want."""
    for _ in range(ROUNDS_MOST):
        answer = life.do(("deliver",))
        told.hear(("deliver",), answer)
        if answer.code == 0:
            return
        time.sleep(0.1)  # look_again_s of the town
