"""A Cyclos network on 127.0.0.1 that behaves: it keeps books, refuses, pages, and books twice what comes twice.

`python -m tests.peers.cyclos_bank PORT` opens one with a handful of members and prints its address and token.
"""

import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Self

from tests.peers.cyclos_bank_books import Books, Holder, Payment
from tests.peers.cyclos_bank_desk import routed, serve
from tests.peers.cyclos_bank_faults import Chaos, Fault, How
from tests.peers.cyclos_bank_office import Office
from tests.peers.cyclos_bank_script import Gate, Predicate, Script, booking
from tests.peers.cyclos_bank_talk import Asked, Judge, Said
from tests.peers.cyclos_bank_wire import Listener


class Bank:
    """A network with one currency (`stunden`), one account type (`member`) and one payment type (`member.stunden`).

    Members have numbers as login names. Amounts are integers in hundredths. `office` holds the settings, `books` the
    rules of payments; both may be changed while it runs. A request takes effect whole, under one lock.
    """

    def __init__(self, *, port: int = 0, now: Callable[[], datetime] | None = None, judge: Judge | None = None) -> None:
        """`now` is the server's own clock, to which `skew` is added; without it the machine's."""
        self.skew = timedelta(0)
        self.books = Books(self.now)
        self.office = Office(self.books)
        self.token = self.issue("C1")
        self.asked: list[Asked] = []
        """Every request, in the order of arrival."""
        self.counts: Counter[str] = Counter()
        """Requests by kind: `POST */payments`, `GET transactions`."""
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self.clock = now or (lambda: datetime.now(UTC))
        self._judge, self._misfits = judge, list[str]()
        self._script, self._gate = Script(), Gate()
        self._listener = Listener(self, port)

    def __enter__(self) -> Self:
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End; what lies in a queue is never carried out. Twice does no harm."""
        if not self.stopping.is_set():
            self.stopping.set()
            self.release()
            self._listener.end()

    @property
    def url(self) -> str:
        """What stands as `url` in the settings."""
        return f"http://127.0.0.1:{self._listener.server_port}/ring"

    @property
    def payments(self) -> list[Payment]:
        """Everything ever booked, oldest first; also what waits to be released, and hidden ones."""
        with self.lock:
            return list(self.books.payments)

    @property
    def misfits(self) -> list[str]:
        """What was asked or said against the vendor's document, and filters that do nothing here."""
        return self._misfits + [f"the stand-in has no filter {name}" for name in self.office.unheard]

    def take_misfits(self) -> list[str]:
        """The misfits so far, then forgotten: for tests that ask wrongly on purpose."""
        found = self.misfits
        self._misfits, self.office.unheard = [], []
        return found

    @property
    def met(self) -> Counter[str]:
        """Faults that requests met, by name."""
        return self._script.met

    def now(self) -> datetime:
        """The server's time."""
        return self.clock() + self.skew

    def join(self, number: str, name: str | None = None, balance: int = 0, **more: object) -> Holder:
        """A new member; `floor`, `ceiling`, `email`, `phone`, `account`, `status` if wanted."""
        with self.lock:
            return self.books.join(number, name or f"Mitglied {number}", balance, **more)

    def issue(self, name: str) -> str:
        """The token of a new access client."""
        token = f"token-of-{name}"
        self.office.clients[token] = name
        return token

    def revoke(self, token: str) -> None:
        """The admin blocks an access client."""
        with self.lock:
            self.office.blocked.add(token)

    def decide(self, payment: Payment, status: str) -> None:
        """Someone releases a waiting payment, or not: `authorized, canceled, denied, expired`."""
        with self.lock:
            self.books.decide(payment, status)

    def by_reference(self, reference: str) -> list[Payment]:
        """Every payment that bears it, in its description or its custom field."""
        marked = f"[{reference}]"
        return [one for one in self.payments if marked in (one.description or "") or reference in one.values.values()]

    def total(self) -> int:
        """The sum of all accounts; always 0."""
        with self.lock:
            return self.books.system.balance + sum(one.balance for one in self.books.holders.values())

    def next(self, *faults: Fault | None, on: Predicate = booking) -> None:
        """The next requests that pass `on` meet these, one each; None: that one goes well."""
        with self.lock:
            for fault in faults:
                self._script.plan(on, fault)

    def when(self, on: Predicate, fault: Fault) -> None:
        """Every request that passes `on` and has nothing planned meets this, until `calm`."""
        with self.lock:
            self._script.rule(on, fault)

    def throw(self, chaos: Chaos) -> None:
        """Requests with nothing else in store meet what the dice say, until `calm`."""
        with self.lock:
            self._script.chaos = chaos

    def calm(self) -> None:
        """No more faults; hidden payments show themselves. Blocked keys stay blocked."""
        with self.lock:
            self._script.clear()
            for one in self.books.payments:
                one.hidden = 0

    def release(self) -> None:
        """Let silent connections go and carry out what lies in a queue; returns when that is done."""
        self._gate.open()

    def await_quiet(self) -> None:
        """Return when nobody is connected: what a killed client had sent is carried out, or never will be."""
        self._listener.await_quiet()

    def gate(self) -> threading.Event:
        """Set when the connections that are silent now are let go."""
        return self._gate.event()

    def tell(self, asked: Asked) -> tuple[Said, Fault | None]:
        """What to answer, and how it shall travel; raises when the bank stops meanwhile."""
        with self.lock:
            self.asked.append(asked)
            self.counts[routed(asked)[0]] += 1
            fault = self._script.fault(asked)
        self._misfits += self._judge.request(asked) if self._judge else []
        if fault and fault.how is How.LATE:
            with self._gate:
                return self._carried_out(asked, fault), fault
        said = self._carried_out(asked, fault)
        return (said if fault is None or fault.status is None else Said(fault.status, fault.body, fault.headers)), fault

    def _carried_out(self, asked: Asked, fault: Fault | None) -> Said:
        if self.stopping.is_set():
            raise ConnectionAbortedError
        if fault and not fault.applied:
            return Said(500)
        with self.lock:
            before = len(self.books.payments)
            if fault and fault.revokes:
                self.office.blocked.add(asked.headers.get("access-client-token", ""))
            said = serve(self.office, asked)
            for one in self.books.payments[before:]:
                one.hidden = fault.hides if fault else 0
        self._misfits += self._judge.answer(asked, said) if self._judge else []
        return said


def main() -> None:
    """Serve until interrupted."""
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with Bank(port=int(sys.argv[1])) as bank:
        for number, name in (("17", "Karl Winter"), ("1042", "Erika Musterfrau"), ("1043", "Ayşe Yılmaz")):
            bank.join(number, name, floor=-2000, ceiling=5000)
        print(bank.url, bank.token, flush=True)
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
