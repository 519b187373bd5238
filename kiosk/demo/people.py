"""Made-up members of the demo's exchange ring, so that there is somebody to book for."""

from sync.clock import BootClock
from sync.ledger.ledger import Ledger
from sync.ledger.records import Account, Member

_PEOPLE = (
    ("17", "Kemal Beispiel", 1250),
    ("23", "Hannelore Muster", -450),
    ("58", "Piotr Probe", 0),
    ("104", "Ayşe Erfunden", 775),
    ("211", "Wilhelm Musterfeld", -925),
    ("350", "Rosemarie Ausgedacht", 2400),
    ("402", "Oleksandr Beispielko", 325),
    ("617", "Gisela von Nirgendwo", -150),
    ("733", "Nguyen Thi Probe", 50),
    ("808", "Heinz-Dieter Platzhalter", -1000),
    ("915", "Fatima Muster", 600),
    ("1042", "Erika Mustermann", 125),
)
"""Number, name, and hundredths of an hour."""
FLOOR, CEILING = -1000, 5000


def move_in(ledger: Ledger) -> None:
    """Put them into a ledger that has no members, with balances as of now. Raises `Unstorable`."""
    ledger.people.store(_member(ledger.clock, number, name, balance) for number, name, balance in _PEOPLE)


def _member(clock: BootClock, number: str, name: str, balance: int) -> Member:
    """Every second one has no telephone; none has an address that exists (RFC 2606)."""
    first, _, last = name.partition(" ")
    return Member(
        number=number,
        name=name,
        short=f"{first} {last[0]}.",
        email=f"mitglied{number}@lindenhof.example",
        phone=f"0221 555 {number.zfill(4)}" if int(number) % 2 else None,
        print=int(number) % 3 != 0,
        offline=int(number) % 4 != 0,
        account=Account(
            balance=balance,
            floor=FLOOR,
            ceiling=CEILING,
            read_ms=int(clock.now().timestamp() * 1000),
            trust=clock.trust,
        ),
    )
