"""Tells organisers who have no system by e-mail: one message a booking, with a Message-ID of its own."""

import math
import smtplib

from sync.clock import Clock
from sync.couriers.base import Confirmed, Parcel, Refused, Uncertain, Verdict, Why
from sync.couriers.mail_message import Compose, message, message_id
from sync.couriers.mail_server import MailServer
from sync.errors import Reason, Rejected
from sync.ledger.records import Job, Reversal, Seat
from sync.mailboxes import mailbox
from sync.records import Source
from sync.text import line

_TAKEN, _FORWARDED = 250, 251
_GO_ON = 354
_SENDER_REFUSED = (550, 551, 553, 554)
_WORDS_MAX = 200


class MailCourier:
    """One mail server. `secret` is the password; `compose` writes the message, without it the fields stand there.

    It goes to the organiser's own address where exactly one is published, else to `source.recipient`.
    """

    key_lives_s = math.inf
    """A repeated message bears the same Message-ID: mail systems show it once, and a person would know it."""

    def __init__(self, source: Source, clock: Clock, secret: str | None, compose: Compose | None = None) -> None:
        self._source, self._clock, self._secret, self._compose = source, clock, secret, compose
        self._server = MailServer.of(source)

    def greet(self) -> None:
        """Log in and leave; raises `AccessRevoked`, `Unreachable`, `Rejected`."""
        with self._server.session(self._source, self._clock, self._secret):
            pass

    def send(self, parcel: Parcel) -> Verdict:
        """One message. Uncertain only when the line broke between its last byte and the server's word for it."""
        what = parcel.what.what if isinstance(parcel.what, Reversal) else parcel.what
        if not isinstance(what, Seat | Job):
            return Refused(Why.INVALID)
        recipient = mailbox(what.contact) or self._source.recipient
        if not recipient or not self._source.sender:
            return Refused(Why.ADDRESS)
        now = self._clock.now() if self._clock.trusted else None
        text = message(parcel, self._source.sender, recipient, self._compose, now)
        with self._server.session(self._source, self._clock, self._secret) as smtp:
            refused = self._addressed(smtp, self._source.sender, recipient)
            return refused or self._handed_over(smtp, text, message_id(parcel, self._source.sender))

    def look_up(self, parcel: Parcel) -> Confirmed | None:
        """Raises `Rejected`: nobody can ask whether a message arrived."""
        raise Rejected(Reason.NOTHING_OFFERED, host=self._server.host)

    def close(self) -> None:
        """Nothing is kept open between two messages."""

    def _addressed(self, smtp: smtplib.SMTP, sender: str, recipient: str) -> Refused | None:
        """Sender, recipient, and leave to begin; raises `SyncError` for what may pass."""
        code, words = smtp.mail(sender)
        if code != _TAKEN:
            return self._refused(code, words, Why.FORBIDDEN if code in _SENDER_REFUSED else Why.OTHER)
        code, words = smtp.rcpt(recipient)
        if code not in (_TAKEN, _FORWARDED):
            return self._refused(code, words, Why.ADDRESS)
        code, words = smtp.docmd("DATA")
        return None if code == _GO_ON else self._refused(code, words, Why.OTHER)

    def _handed_over(self, smtp: smtplib.SMTP, text: str, identity: str) -> Verdict:
        smtp.send(smtplib.quotedata(text))  # without the line that ends it, the server must not deliver anything
        try:
            smtp.send(".\r\n")
            code, words = smtp.getreply()
        except smtplib.SMTPException as error:
            return Uncertain(type(error).__name__)
        if code == _TAKEN:
            return Confirmed(identity)
        return self._refused(code, words, Why.OTHER) if 400 <= code < 600 else Uncertain(str(code))

    def _refused(self, code: int, words: bytes, why: Why) -> Refused:
        """The server's refusal of this message; raises `SyncError` where it is no lasting one."""
        error = self._server.trouble(code)
        if error.reason != Reason.SERVER_ERROR:
            raise error
        return Refused(why, line(words.decode("utf-8", "replace"), _WORDS_MAX))
