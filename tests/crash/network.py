"""Fault (d): every way in which an answer of the ring can go wrong, before and after the booking took effect there.

One ledger, one ring, a clock that is moved: a booking for each case, brought by the real courier and deliverer until
its end is known.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from sync.couriers.cyclos import CyclosCourier
from sync.deliver import Deliverer
from sync.ledger.ledger import Ledger
from sync.ledger.records import OPEN, Payment, State
from sync.records import Source
from tests.crash.ring_check import booking_findings
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_faults import (
    PAYMENT_CODES,
    Fault,
    cut,
    drip,
    hidden,
    html,
    late,
    lost,
    nonsense,
    redirect,
    refusal,
    reset,
    silence,
    status,
    wrong_type,
)
from tests.peers.cyclos_bank_script import looking
from tests.sync.clocks import FakeClock

STATUSES = range(200, 600)
NEVER_APPLIED = (401, 429)
"""Decided in the interface: these say that nothing was booked, whatever else they say,"""
REFUSED = (403, 404, 409, 422)
"""and these when they are the platform's own words; a web page is not."""
TIMEOUT_S = 0.3
ROUNDS_MOST = 8
"""Rounds that a booking may take after one fault: the send, a look-up or two that fail, two that count, the resend."""


class Case(msgspec.Struct, frozen=True):
    """What one booking meets."""

    name: str
    writing: Fault
    reading: tuple[Fault, ...] = ()
    """What the look-ups meet that follow."""


def status_cases(*, both: bool = True) -> Iterator[Case]:
    """Every status, before and after the effect, as JSON and as a web page; without `both` in turns as one of them."""
    for code in STATUSES:
        for applied in (False, True):
            when = "after" if applied else "before"
            page = not applied or code not in NEVER_APPLIED
            facts = not applied or code not in (*NEVER_APPLIED, *REFUSED)
            if page and (both or not facts or (code + applied) % 2):
                yield Case(f"{code} html {when}", html(code, applied))
            if facts and (both or not (code + applied) % 2):
                yield Case(f"{code} json {when}", status(code, {"kind": "general"}, applied))


def broken_cases() -> Iterator[Case]:
    """Everything else that can happen to an answer, and every business refusal."""
    for applied in (False, True):
        when = "after" if applied else "before"
        for name, fault in {
            "cut": cut(applied),
            "reset": reset(applied),
            "silence": silence(applied),
            "portal": html(200, applied),
            "redirect": redirect(applied=applied),
            "redirect that keeps the method": redirect(code=307, applied=applied),
            "redirect elsewhere": redirect("http://127.0.0.1:1/", 308, applied),
            "wrong type": wrong_type(applied),
            "no JSON": status(201, b'{"id": "77620708', applied),
            "empty": status(201, b"", applied),
            "a list": nonsense([], 201, applied),
            "a number": nonsense(17, 201, applied),
            "no id": nonsense({"id": None}, 201, applied),
        }.items():
            yield Case(f"{name} {when}", fault)
    yield from (Case(f"refusal {code}", refusal(code)) for code in PAYMENT_CODES)
    for name, fault in {"drip": drip(0.001), "hidden": hidden(2), "lost": lost(), "lost and hidden": lost(3)}.items():
        yield Case(name, fault)
    yield Case("arrives after the courier gave up", late())


def look_up_cases(statuses: range = STATUSES) -> Iterator[Case]:
    """The answer was lost and the look-ups fail as well: nothing they say may count as "not there"."""
    for code in statuses:
        page, facts = html(code), status(code, {"kind": "general"})
        for applied in (True, False):
            when = "after" if applied else "before"
            yield Case(f"reset {when}, look-ups {code}", reset(applied), (page, facts, page, facts))
    for fault in (cut(), reset(False), silence(False), redirect(), wrong_type(), nonsense({"ok": True}, 200), drip(0)):
        for applied in (True, False):
            yield Case(f"reset, look-ups {fault.name}", reset(applied), (fault, fault))


class Line:
    """A ledger, the ring, and what lies between."""

    def __init__(self, folder: Path, bank: Bank, clock: FakeClock) -> None:
        self.bank, self._clock = bank, clock
        self._source = Source(
            name="tauschring",
            kind="cyclos",
            url=bank.url,
            books=("payment",),
            payment_type="member.stunden",
            reference_field="kioskRef",
            timeout_s=TIMEOUT_S,
        )
        self.ledger = Ledger.open(folder / "members.db", bytes(32), clock)
        self._deliverer = Deliverer(
            self.ledger,
            [self._source],
            lambda source: CyclosCourier(source, clock, bank.token),
            lock=folder / "deliver.lock",
        )
        self._cases = 0

    def run(self, case: Case) -> list[str]:
        """Book, deliver through the fault, look what became of it."""
        self._forget()
        self._cases += 1
        payer, payee = f"1{self._cases:05}", f"2{self._cases:05}"
        for number in (payer, payee):
            self.bank.join(number)
        what = Payment(payer=payer, payee=payee, amount=250, unit="Stunden", text="Garten")
        booking = self.ledger.book(what, staff="Frau Büro", platform="tauschring")
        self.bank.next(case.writing)
        self.bank.next(*case.reading, on=looking)
        for _ in range(ROUNDS_MOST):
            list(self._deliverer.run())
            self.bank.release()
            self._clock.later(61)
            if self.ledger.outbox.sending(booking.receipt).state not in OPEN:
                break
        self.bank.calm()
        return [f"{case.name}: {one}" for one in self._looked(booking.reference)]

    def _forget(self) -> None:
        """Cases have nothing in common: a ring with a long history would only be slower."""
        books = self.bank.books
        for kept in (books.payments, books.transfers, books.holders, self.bank.asked):
            kept.clear()

    def _looked(self, reference: str) -> list[str]:
        """Exactly one effect, or none and a reason that staff see."""
        one = self.ledger.find(reference)
        assert one
        effects = len(self.bank.by_reference(reference))
        found = list(booking_findings(one, [one], self.bank))
        if (one.sending.state, effects) not in ((State.CONFIRMED, 1), (State.REFUSED, 0)):
            found.append(f"{one.sending.state} with {effects} effects")
        return found

    def close(self) -> None:
        """Give the ledger back."""
        self.ledger.close()
