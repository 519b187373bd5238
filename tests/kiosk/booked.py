"""Bookings of every kind, the members in them and a closed day, for tests of papers and words."""

from datetime import date

from sync.clock import Trust
from sync.ledger.closing import Closing
from sync.ledger.records import Booking, Job, Member, Payment, Reversal, Seat, Stamp, What

ERIKA = Member(number="1042", name="Erika Mustermann", short="Erika M.", email="erika@example.org", phone="0221 111")
KEMAL = Member(number="17", name="Kemal Öztürk", short="Kemal Ö.", print=True)
MEMBERS = {member.number: member for member in (ERIKA, KEMAL)}

PAYMENT = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Garten umgraben")
SEAT = Seat(
    item="abcd",
    source="haus",
    title="Nachbarschaftscafé",
    starts="2026-11-24T14:30:00+01:00",
    url="https://haus.example/cafe",
    contact="Frau Yılmaz, Tel. 0221 98 76 54",
    seats=2,
    member="1042",
    guest=None,
    name="Erika Mustermann",
)
GUEST = Seat(
    item="abcd",
    source="haus",
    title="Nachbarschaftscafé",
    starts="2026-11-24",
    url=None,
    contact=None,
    seats=1,
    member=None,
    guest="Max Muster",
    name="Max Muster",
    text="kommt mit Rollstuhl",
)
JOB = Job(
    item="efgh",
    source="portal",
    title="Hausmeister, 4 Stunden",
    url=None,
    contact="Herr Dr. Schmitz",
    member="17",
    name="Kemal Öztürk",
    phone="0170 - 123 45 67",
)
REVERSAL = Reversal(reverses="QK1-2B4D6F", remote_id="4711", what=PAYMENT)
EVERY: dict[str, What] = {
    "payment": PAYMENT,
    "seat": SEAT,
    "guest": GUEST,
    "job": JOB,
    "storno": REVERSAL,
    "storno of a seat": Reversal(reverses="QK1-2B4D6F", remote_id="4711", what=SEAT),
}

CLOSING = Closing(
    day=date(2026, 11, 24),
    kinds={"payment": 12, "seat": 3, "storno": 1},
    sums={"Talente": 100, "Stunden": 2475},
    receipts=(17, 32),
    open=2,
    refused=1,
    root="0123456789abcdef" * 4,
)
"""A day with something of everything."""


def booking(
    what: What, *, trust: Trust = Trust.NTP, platform: str = "tauschring", paper: str | None = "2231"
) -> Booking:
    """A booking of 22 November 2026, 10:05 in Berlin."""
    return Booking(
        seq=40,
        reference="QK1-7F3K9Q",
        receipt=17,
        key="c0ffee" * 5 + "aa",
        what=what,
        platform=platform,
        paper=paper,
        staff="Frau Büro",
        stamp=Stamp(boot="b", monotonic_ns=1, wall_ms=1_795_338_300_000, trust=trust),
    )
