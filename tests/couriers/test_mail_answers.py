"""What is believed of a message when the mail server refuses it, breaks off, or says nothing."""

import pytest

from sync.couriers.base import Confirmed, Refused, Uncertain, Verdict, Why
from sync.errors import AccessRevoked, Reason, Unreachable
from tests.couriers.letters import IDENTITY, courier, sent
from tests.couriers.smtp_server import CLOSE, DRIP, SILENT, MailBox


@pytest.mark.parametrize(
    ("step", "reply", "verdict"),
    [
        ("RCPT", "550 5.1.1 unknown", Refused(Why.ADDRESS, "5.1.1 unknown")),
        ("RCPT", "553 no", Refused(Why.ADDRESS, "no")),
        ("MAIL", "550 not yours", Refused(Why.FORBIDDEN, "not yours")),
        ("MAIL", "552 full", Refused(Why.OTHER, "full")),
        ("DATA", "554 no valid recipients", Refused(Why.OTHER, "no valid recipients")),
        ("end", "554 spam", Refused(Why.OTHER, "spam")),
        ("end", CLOSE, Uncertain("SMTPServerDisconnected")),
        ("end", "299 hm", Uncertain("299")),
        ("end", "?", Uncertain("-1")),
        ("QUIT", CLOSE, Confirmed(IDENTITY)),
        ("RCPT", "251 will forward", Confirmed(IDENTITY)),
    ],
)
def test_what_the_server_said_to_the_message_is_what_became_of_it(step: str, reply: str, verdict: Verdict) -> None:
    with MailBox({step: reply}) as box:
        assert sent(box) == verdict
        assert len(box.messages) == (0 if isinstance(verdict, Refused) else 1)


@pytest.mark.parametrize(
    ("step", "reply", "reason"),
    [
        ("connect", CLOSE, Reason.CUT),
        ("connect", "421 busy", Reason.BUSY),
        ("connect", "554 no", Reason.SERVER_ERROR),
        ("connect", "hallo", Reason.NOT_UNDERSTOOD),
        ("EHLO", CLOSE, Reason.CUT),
        ("AUTH", CLOSE, Reason.CUT),
        ("AUTH", "454 later", Reason.BUSY),
        ("MAIL", CLOSE, Reason.CUT),
        ("MAIL", "451 later", Reason.BUSY),
        ("RCPT", CLOSE, Reason.CUT),
        ("RCPT", "450 greylisted", Reason.BUSY),
        ("DATA", CLOSE, Reason.CUT),
        ("DATA", "250 hm", Reason.NOT_UNDERSTOOD),
        ("end", "452 disk full", Reason.BUSY),
    ],
)
def test_what_breaks_before_the_last_byte_delivers_nothing(step: str, reply: str, reason: Reason) -> None:
    with MailBox({step: reply}) as box:
        with pytest.raises(Unreachable) as caught:
            sent(box)
        assert (caught.value.reason, caught.value.facts["host"], box.messages) == (reason, "127.0.0.1", [])


def test_a_line_that_breaks_within_the_text_is_never_taken_for_a_delivery() -> None:
    with MailBox({"text": CLOSE}) as box:
        try:
            verdict = sent(box)
        except Unreachable:
            verdict = Uncertain()
        assert (type(verdict), box.messages) == (Uncertain, [])


@pytest.mark.parametrize("reply", ["535 5.7.8 no", "534 too weak"])
def test_a_password_that_is_refused_stops_everything(reply: str) -> None:
    with MailBox({"AUTH": reply}) as box:
        for act in (courier(box).greet, lambda: sent(box)):
            with pytest.raises(AccessRevoked):
                act()


def test_a_server_that_says_nothing_or_never_ends_is_left_in_time() -> None:
    with MailBox({"RCPT": SILENT}) as box, pytest.raises(Unreachable) as caught:
        sent(box, timeout_s=0.2)
    assert caught.value.reason == Reason.SILENT
    with MailBox({"RCPT": DRIP}) as box, pytest.raises(Unreachable) as caught:
        sent(box, answer_s=0.4)
    assert caught.value.reason == Reason.TOO_SLOW
    with MailBox({"end": SILENT}) as box:
        assert isinstance(sent(box, timeout_s=0.2), Uncertain)
