"""What must hold after every crash (reliability 3.6, I1 to I8 and I10), for every way to break the terminal.

I9 (start to first page) is a figure and stands in `make bench`. A finding is a sentence; none is the good news.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sync.errors import SyncError
from sync.ledger.ledger import Ledger
from sync.ledger.on_paper import NEVER_LEFT
from sync.ledger.records import Outgoing, Payment, Reversal, State
from tests.crash.english import is_english
from tests.crash.paper import originals, slips
from tests.crash.ring_check import ring_findings
from tests.crash.told import Told
from tests.crash.town import CANARIES, PORTAL, Town
from tests.peers.cyclos_bank import Bank

PAGES = 2
"""Public items of a town."""
READ_AGO = timedelta(hours=2)
"""A town's pages were read when it was built, no longer ago than a run takes."""


def findings(town: Town, told: Told, bank: Bank | None = None) -> list[str]:
    """Everything that is wrong with a terminal at rest; with `bank`, after the last delivery, also with the ring."""
    try:
        with town.ledger() as ledger:
            found = [*_whole(ledger), *_promises(ledger, told), *_paper(ledger, town), *_originals(ledger, town)]
            found += _sequence(ledger)
            found += ring_findings(list(ledger.all()), bank) if bank else []
    except SyncError as error:
        found = [f"I1 the ledger cannot be read: {error}"]
    return [*found, *_public(town), *_canaries(town), *_words(told)]


def _whole(ledger: Ledger) -> Iterator[str]:
    """I1, I2."""
    for check in (ledger.check, ledger.journal.check):
        try:
            check()
        except SyncError as error:
            yield f"I1 {error}"
    answer = ledger.db.execute("PRAGMA integrity_check").fetchall()
    if answer != [("ok",)]:
        yield f"I1 {answer}"
    sums = ledger.db.execute("SELECT unit, sum(amount) FROM entry GROUP BY unit HAVING sum(amount) <> 0").fetchall()
    if sums:
        yield f"I2 sums are not zero: {sums}"
    entries = Counter(ledger.db.execute("SELECT receipt, member, unit, amount FROM entry"))
    replayed = Counter(row for outgoing in ledger.all() for row in _replayed(outgoing))
    if entries != replayed:
        yield f"I2 entries {entries - replayed} without a booking, bookings {replayed - entries} without entries"


def _replayed(outgoing: Outgoing) -> Iterator[tuple[str | int, ...]]:
    """What a booking moved, from its content alone; a cancelled one also moved it back."""
    booking = outgoing.booking
    what, sign = booking.what, 1
    if isinstance(what, Reversal):
        what, sign = what.what, -1
    if isinstance(what, Payment):
        for direction in (1, -1) if outgoing.sending.state is State.CANCELLED else (1,):
            yield booking.receipt, what.payer, what.unit, -what.amount * sign * direction
            yield booking.receipt, what.payee, what.unit, what.amount * sign * direction


def _promises(ledger: Ledger, told: Told) -> Iterator[str]:
    """I4: what was told is so, and what staff were told is not booked is not."""
    there = {one.booking.reference: one for one in ledger.all()}
    for reference, receipt in told.booked.items():
        if reference not in there:
            yield f"I4 lost: {receipt} {reference} was told as booked"
        elif there[reference].booking.receipt != receipt:
            yield f"I4 {reference} was told as {receipt} and is {there[reference].booking.receipt}"
    for reference in told.taken_back:
        one = there.get(reference)
        if one is None or not (one.sending.state is State.CANCELLED or ledger.reversal_of(one.booking)):
            yield f"I4 {reference} was told as taken back and stands"
    papers = Counter(one.booking.paper for one in there.values() if one.booking.paper)
    yield from (f"I4 the slip {paper} is booked {count} times" for paper, count in papers.items() if count > 1)
    yield from (f"I4 the slip {paper} was told as not booked and is" for paper in told.denied & papers.keys())


def _paper(ledger: Ledger, town: Town) -> Iterator[str]:
    """I3."""
    there = Counter((one.booking.receipt, one.booking.reference) for one in ledger.all())
    for slip in set(slips(town.printed())):
        if there[slip] != 1:
            yield f"I3 receipt {slip} is on paper and {there[slip]} times in the ledger"


def _originals(ledger: Ledger, town: Town) -> Iterator[str]:
    """R20: no receipt is on paper twice as the original, and the ledger knows of each that it may be there."""
    for slip, count in originals(town.printed()).items():
        if count > 1:
            yield f"R20 receipt {slip} is on paper {count} times as the original"
    every = ledger.printouts.all().items()
    sent = {receipt for receipt, some in every if any(one.state not in NEVER_LEFT for one in some)}
    for receipt in {receipt for receipt, _ in slips(town.printed())} - sent:
        yield f"R20 receipt {receipt} is on paper, and the ledger says that it never left"


def _sequence(ledger: Ledger) -> Iterator[str]:
    """I6."""
    for table, column in (("journal", "seq"), ("booking", "receipt")):
        numbers = [number for (number,) in ledger.db.execute(f"SELECT {column} FROM {table} ORDER BY {column}")]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"I6 {table} has a gap or a repeat"
    alone = ledger.db.execute("SELECT receipt FROM booking EXCEPT SELECT receipt FROM outbox").fetchall()
    if alone:
        yield f"I1 bookings without a state: {alone}"
    seqs = [one.booking.seq for one in ledger.all()]
    if seqs != sorted(set(seqs)):
        yield "I6 bookings are out of order"


def _public(town: Town) -> Iterator[str]:
    """I7."""
    now = datetime.now(UTC)
    try:
        with town.replica() as replica:
            shown, good = sum(replica.counts(now).values()), replica.last_good([PORTAL])
    except SyncError as error:
        yield f"I7 the public pages cannot be read: {error}"
        return
    if shown != PAGES:
        yield f"I7 the public pages show {shown} items"
    if good is None or not timedelta(0) <= now - good < READ_AGO:
        yield f"I7 the public pages say that they are of {good}"


def _canaries(town: Town) -> Iterator[str]:
    """I8: no name, contact, or text of a booking in any file of the terminal, its own encrypted one included."""
    forms = {canary: [canary.encode(code) for code in ("utf-8", "utf-16-le")] for canary in CANARIES}
    for path in town.data.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        found = [canary for canary, written in forms.items() if any(form in raw for form in written)]
        if found:
            yield f"I8 {path.name} holds {found}"
    if not (town.data / "members.db").exists():
        yield "I8 there is no ledger to look at"


def _words(told: Told) -> Iterator[str]:
    """I10, and that no command ever ended in a traceback or took a killed PIN check for a wrong one."""
    yield from (f"I10 English: {line}" for line in dict.fromkeys(told.said) if is_english(line))
    if any("Traceback" in line for line in told.said):
        yield "a command ended in a traceback: " + " / ".join(told.said[-5:])
    if 5 in told.codes:
        yield "staff were locked out"
