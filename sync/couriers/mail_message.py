"""The message to an organiser: the same booking has the same Message-ID however often it is sent."""

import re
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from sync.couriers.base import Parcel
from sync.ledger.records import Reversal, What
from sync.text import clean, line

Compose = Callable[[What, str], tuple[str, str]]
"""Subject and text for what was booked and its reference, in words for people."""

_ID = re.compile(r"<[\w.+-]+@[\w.-]+>", re.ASCII)
_KEY_LETTERS = 8
_SHOWN = ("title", "starts", "seats", "name", "phone", "text", "url")


def message_id(parcel: Parcel, sender: str) -> str:
    """`<QK1-7F3K9Q.514b312d@haus.example>`: by it mail systems recognise a message that comes twice."""
    return f"<{parcel.reference}.{parcel.key[:_KEY_LETTERS]}@{sender.rpartition('@')[2]}>"


def message(parcel: Parcel, sender: str, recipient: str, compose: Compose | None, now: datetime | None) -> str:
    """The whole message in ASCII with CR LF; without `now` the mail server dates it."""
    subject, text = (compose or listed)(parcel.what, parcel.reference)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, recipient
    mail["Subject"] = line(subject) or parcel.reference
    if now:
        mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(parcel, sender)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(clean(text) + "\n", charset="utf-8", cte="quoted-printable")
    return _answering(parcel.what) + mail.as_bytes().decode("ascii")


def _answering(what: What) -> str:
    """The header that ties a reversal to its booking; by hand, for `EmailMessage` would encode long ones."""
    if not isinstance(what, Reversal) or not _ID.fullmatch(what.remote_id):
        return ""
    return f"In-Reply-To: {what.remote_id}\r\nReferences: {what.remote_id}\r\n"


def listed(what: What, reference: str) -> tuple[str, str]:
    """The booking's own fields, one a line, as far as they are an organiser's business."""
    booked = what.what if isinstance(what, Reversal) else what
    head = {"reference": reference} | ({"reverses": what.reverses} if isinstance(what, Reversal) else {})
    fields = head | {name: value for name in _SHOWN if (value := getattr(booked, name, None))}
    return f"{reference} {fields.get('title', '')}", "\n".join(f"{name}: {value}" for name, value in fields.items())
