"""Delivery of 500 waiting bookings to the Cyclos stand-in, beside a bare loop of as many posts by the same client."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from sync.clock import SystemClock
from sync.couriers.base import Confirmed, Parcel
from sync.couriers.cyclos import CyclosCourier
from sync.deliver import Deliverer
from sync.ledger.ledger import Ledger
from sync.ledger.records import Payment, State
from sync.records import Source
from tests.bench.bank_server import FIRST
from tests.bench.table import Figure, Row

MEMBERS = 50
RING = "tauschring"


class Bank:
    """The stand-in in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin
        assert process.stdout
        self._in, self._out = process.stdin, process.stdout
        self.url, self.token = self._out.readline().split()

    def counts(self) -> tuple[int, int, int]:
        """Requests that book and others since the last question, and payments that stand there in all."""
        self._in.write("\n")
        self._in.flush()
        posts, others, payments = map(int, self._out.readline().split())
        return posts, others, payments


@contextmanager
def bank() -> Iterator[Bank]:
    """The bank's life."""
    argv = [sys.executable, "-m", "tests.bench.bank_server", str(MEMBERS)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        try:
            yield Bank(process)
        finally:
            process.stdin.close()


class Delivered(msgspec.Struct):
    """Seconds of each way by rounds, and what the last delivery asked."""

    ledger_s: list[float] = []
    bare_s: list[float] = []
    posts: int = 0
    others: int = 0


def payment(at: int) -> Payment:
    """The payment of this number: from member to member, round the ring."""
    payer, payee = FIRST + at % MEMBERS, FIRST + (at * 7 + 1) % MEMBERS
    return Payment(payer=str(payer), payee=str(payee + (payee == payer)), amount=25, unit="Stunden", text="Garten")


def deliveries(folder: Path, count: int, rounds: int) -> Delivered:
    """Both ways in turn; each delivery from a ledger in which `count` bookings wait."""
    taken = Delivered()
    with bank() as there:
        source = Source(name=RING, kind="cyclos", url=there.url, books=("payment",), payment_type="member.stunden")
        for round_ in range(rounds):
            taken.bare_s.append(_bare(source, there.token, count, round_))
            before = there.counts()[2]
            taken.ledger_s.append(_ledger(folder / f"delivered-{round_}", source, there.token, count))
            taken.posts, taken.others, after = there.counts()
            assert after - before == count, "not every booking is there, once"
    return taken


def _bare(source: Source, token: str, count: int, round_: int) -> float:
    """The posts alone."""
    with closing(CyclosCourier(source, SystemClock(), token)) as courier:
        courier.greet()
        began = time.perf_counter()
        for at in range(count):
            parcel = Parcel(reference=f"QK{round_}-{at:06}", key="", what=payment(at))
            assert isinstance(courier.send(parcel), Confirmed)
        return time.perf_counter() - began


def _ledger(folder: Path, source: Source, token: str, count: int) -> float:
    """From the outbox: each step durable before the next."""
    with Ledger.open(folder / "members.db", bytes(32), SystemClock()) as ledger:
        with ledger.change():
            for at in range(count):
                ledger.book(payment(at), staff="Bench", platform=RING)
        deliverer = Deliverer(
            ledger, [source], lambda one: CyclosCourier(one, SystemClock(), token), lock=folder / "lock"
        )
        began = time.perf_counter()
        list(deliverer.run())
        taken = time.perf_counter() - began
        assert ledger.outbox.counts()[State.CONFIRMED] == count
    return taken


def rows(taken: Delivered, count: int) -> Iterator[Row]:
    """Bookings a second, and requests each."""
    speed = Figure.of([count / seconds for seconds in taken.ledger_s], "/s")
    bare = Figure.of([count / seconds for seconds in taken.bare_s], "/s")
    yield Row(
        measured=f"delivery of {count} waiting bookings",
        figure=speed,
        bare=bare,
        ratio=speed.p50 / bare.p50,
    )
    yield Row(
        measured="  requests that book, each; all others together",
        figure=f"{taken.posts / count:g}; {taken.others}",
        ratio=float(taken.posts != count or taken.others > 2),
        limit=0.0,
        to_reach="1 POST each + a constant",
    )
