"""A terminal in the hands of hypothesis: staff book and take back, networks fail, plugs are pulled, clocks jump."""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sync.clock import Trust
from sync.couriers.base import Why
from sync.ledger.ledger import Draft
from sync.ledger.records import PAPER, Job, Outgoing, Seat, State
from sync.ledger.rules import Rule
from tests.couriers.paper_trail import Crash, Fault, Platform, healthy, in_turn
from tests.ledger.ledgers import Centre, job, payment, seat
from tests.ledger.moves import ASKS, MEMBERS, PAUSES, PLATFORMS, SENDS, SLIPS, attempt
from tests.sync.clocks import FRIDAY

TRIES = 3
KEPT = ("journal", "booking", "entry", "anchor")
Rows = dict[str, list[tuple[object, ...]]]


class Terminal(RuleBasedStateMachine):
    """What must hold after each step is in the invariants, what must hold in the end in `teardown`."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.centre = Centre(Path(self._folder.name))
        self.centre.set(tries=TRIES)
        self.booked: dict[str, int] = {}
        """Reference → receipt of everything that was called "gebucht"."""
        self.drafts: list[tuple[Draft, str]] = []
        self.unclear: set[str] = set()
        """References that were set aside although they may have arrived."""
        self.rows: Rows = {table: [] for table in KEPT}
        self.boots = 1

    @initialize(pairs=st.lists(st.tuples(MEMBERS, MEMBERS), min_size=2, max_size=8))
    def begin_with_some(self, pairs: list[tuple[str, str]]) -> None:
        for payer, payee in pairs:
            self.book(payer, payee, "ring", None, 100, False)

    @rule(payer=MEMBERS, payee=MEMBERS, platform=PLATFORMS, slip=SLIPS, amount=st.integers(1, 400), keep=st.booleans())
    def book(self, payer: str, payee: str, platform: str, slip: str | None, amount: int, keep: bool) -> None:
        others: dict[str, Seat | Job] = {"haus": seat(payer), "post": job(payer)}
        what = others.get(platform) or payment(payer, payee + "0", amount)
        ledger = self.centre.ledger
        draft = ledger.draft()
        booking = attempt(lambda: ledger.book(what, staff="Anna", platform=platform, paper=slip, draft=draft))
        if isinstance(booking, Rule):
            assert booking is Rule.PAPER_TAKEN
            assert slip is not None
            return
        self.booked[booking.reference] = booking.receipt
        if keep and booking.key == draft.key:
            self.drafts.append((draft, booking.reference))

    @precondition(lambda self: self.drafts)
    @rule(data=st.data())
    def book_a_draft_again(self, data: st.DataObject) -> None:
        draft, reference = data.draw(st.sampled_from(self.drafts))
        booking = self.centre.ledger.book(payment("9", "99", 1), staff="Bernd", platform="ring", draft=draft)
        assert booking.reference == reference

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        receipt = data.draw(st.sampled_from(sorted(self.booked.values())))
        before = self.centre.state(receipt)
        storno = attempt(lambda: self.centre.ledger.storno(receipt, "Anna"))
        if isinstance(storno, Rule):
            assert storno in (Rule.CANCELLED, Rule.RETURNING, Rule.REVERSAL, Rule.UNCERTAIN, Rule.UNCLEAR)
            assert storno is not Rule.UNCERTAIN or before is State.UNCERTAIN
            assert storno is not Rule.UNCLEAR or before is State.REFUSED
            return
        assert before is not State.UNCERTAIN
        assert (storno is not None) is (before is State.CONFIRMED)
        if storno:
            self.booked[storno.reference] = storno.receipt

    @precondition(lambda self: self.booked)
    @rule(data=st.data(), settle=st.booleans())
    def clarify(self, data: st.DataObject, settle: bool) -> None:
        receipt = data.draw(st.sampled_from(sorted(self.booked.values())))
        possible = self.centre.state(receipt) in (State.WAITING, State.REFUSED)
        ledger = self.centre.ledger
        if settle:
            done: object = attempt(lambda: ledger.outbox.settle(receipt, "Anna", Why.SETTLED))
        else:
            done = attempt(lambda: ledger.cancel(receipt, "Anna"))
        assert (done is Rule.CLOSED) is not possible

    @rule(sends=SENDS, asks=ASKS, worker=st.booleans())
    def deliver(self, sends: list[Fault | None], asks: list[Fault | None], worker: bool) -> None:
        send, ask = in_turn(sends), in_turn(asks)
        for platform in self.platforms:
            platform.plan = lambda step, about: (send if step == "send" else ask)(step, about)
        try:
            self.centre.deliver(worker=worker)
        except Crash:
            self.begin_anew(reboot=True)

    @rule(pauses=PAUSES)
    def rounds_go_well(self, pauses: list[int]) -> None:
        for platform in self.platforms:
            platform.plan = healthy
        for pause in pauses:
            self.centre.clock.later(seconds=pause)
            self.centre.deliver()

    @rule(seconds=st.sampled_from((30, 61, 3600, 100_000)))
    def time_passes(self, seconds: int) -> None:
        self.centre.clock.later(seconds=seconds)

    @rule(days=st.sampled_from((-20_000, -365, -1, 1, 365)), trust=st.sampled_from(Trust))
    def the_wall_clock_jumps(self, days: int, trust: Trust) -> None:
        self.centre.clock.wall = FRIDAY + timedelta(days=days)
        self.centre.clock.trust = trust

    @rule(reboot=st.booleans())
    def begin_anew(self, reboot: bool) -> None:
        if reboot:
            self.boots += 1
            self.centre.clock.reboot(f"boot-{self.boots}")
        self.centre.again()

    @property
    def platforms(self) -> tuple[Platform, ...]:
        return self.centre.ring, self.centre.house, self.centre.post

    @invariant()
    def nothing_is_lost_and_everything_is_in_exactly_one_state(self) -> None:
        every = list(self.centre.ledger.all())
        assert {one.booking.reference: one.booking.receipt for one in every} == self.booked
        assert sum(self.centre.ledger.outbox.counts().values()) == len(every)
        self.unclear |= {one.booking.reference for one in every if one.sending.reason == Why.UNCLEAR}

    @invariant()
    def no_row_was_ever_changed(self) -> None:
        for table, before in self.rows.items():
            now = self.centre.ledger.db.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
            assert now[: len(before)] == before
            self.rows[table] = now

    @invariant()
    def numbers_have_no_gap(self) -> None:
        assert [row[0] for row in self.rows["booking"]] == list(range(1, len(self.rows["booking"]) + 1))
        assert [row[0] for row in self.rows["journal"]] == list(range(1, len(self.rows["journal"]) + 1))

    @invariant()
    def sums_are_zero_and_it_proves_itself(self) -> None:
        sums = self.centre.ledger.db.execute("SELECT unit, sum(amount) FROM entry GROUP BY unit")
        assert all(total == 0 for _, total in sums)
        self.centre.ledger.check()
        self.centre.ledger.journal.check()

    @invariant()
    def nothing_is_done_twice(self) -> None:
        for platform in self.platforms:
            platform.work_off()
            assert platform.most <= 1

    def teardown(self) -> None:
        """With everything healthy all of it comes to its end, and the platforms have what the ledger says."""
        try:
            for platform in self.platforms:
                platform.plan = healthy
            self.centre.deliver_all(6 + 6 * len(self.booked))
            self.nothing_is_lost_and_everything_is_in_exactly_one_state()
            self.nothing_is_done_twice()
            done = Counter(reference for platform in self.platforms for reference in platform.references)
            for one in list(self.centre.ledger.all()):
                self.came_to_its_end(one, done[one.booking.reference])
        finally:
            self.centre.ledger.close()
            self._folder.cleanup()

    def came_to_its_end(self, one: Outgoing, done: int) -> None:
        booking, sending = one.booking, one.sending
        if booking.reference in self.unclear:
            assert done <= 1
        elif sending.state is State.CONFIRMED:
            assert done == (0 if sending.remote_id == PAPER else 1)
        elif sending.state is State.WAITING:
            assert booking.platform == PAPER
        else:
            assert sending.state in (State.REFUSED, State.CANCELLED)
            assert done == 0
