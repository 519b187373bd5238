"""Messages for tests: who sends them, and what became of one."""

from sync.couriers.base import Verdict
from sync.couriers.mail import MailCourier
from sync.couriers.mail_message import Compose
from sync.ledger.records import What
from sync.records import Source
from tests.couriers.seats import parcel, seat
from tests.couriers.smtp_server import PASSWORD, MailBox
from tests.sync.clocks import FakeClock

HOST = seat(contact="Frau Krüger, krueger@chor.example, Tel. 0341 123456")
IDENTITY = "<QK1-7F3K9Q.514b312d@haus.example>"


def sent(
    box: MailBox,
    what: What = HOST,
    *,
    compose: Compose | None = None,
    clock: FakeClock | None = None,
    **changes: object,
) -> Verdict:
    """What became of one message."""
    return courier(box, compose, clock, **changes).send(parcel(what, "QK1-7F3K9Q"))


def courier(
    box: MailBox, compose: Compose | None = None, clock: FakeClock | None = None, **changes: object
) -> MailCourier:
    settings: dict[str, object] = {"sender": "kiosk@haus.example", "recipient": "buero@haus.example", "timeout_s": 5.0}
    source = Source(name="post", kind="mail", url=box.url(), **(settings | changes))  # type: ignore[arg-type]
    return MailCourier(source, clock or FakeClock(), PASSWORD, compose)
