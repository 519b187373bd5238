"""Bookings by e-mail: what organisers get, and who gets it."""

import math
from collections.abc import Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime

import pytest

from sync.couriers.base import Confirmed, Refused, Why
from sync.couriers.mail import MailCourier
from sync.errors import SyncError
from sync.ledger.records import Job, Payment, What
from tests.couriers.letters import HOST, IDENTITY, courier, sent
from tests.couriers.seats import parcel, reversal, seat
from tests.couriers.smtp_server import MailBox
from tests.sync.clocks import FRIDAY, FakeClock


@pytest.fixture
def box() -> Iterator[MailBox]:
    with MailBox() as running:
        yield running


def test_a_seat_reaches_the_organiser_as_one_readable_message(box: MailBox) -> None:
    def compose(what: What, reference: str) -> tuple[str, str]:
        return f"Anmeldung für „Chor“ ({reference})", "Guten Tag,\n\nAyşe Öztürk kommt.\n.\n..Grüße"

    assert sent(box, compose=compose) == Confirmed(IDENTITY)
    (mail,) = box.messages
    assert (mail["From"], mail["To"]) == ("kiosk@haus.example", "krueger@chor.example")
    assert mail["Subject"] == "Anmeldung für „Chor“ (QK1-7F3K9Q)"
    assert mail.get_content().splitlines() == ["Guten Tag,", "", "Ayşe Öztürk kommt.", ".", "..Grüße"]
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == (IDENTITY, "auto-generated")
    assert parsedate_to_datetime(mail["Date"]).astimezone(UTC) == FRIDAY


def test_without_words_the_booking_itself_stands_in_the_message(box: MailBox) -> None:
    sent(box)
    text = box.messages[0].get_content()
    assert box.messages[0]["Subject"] == "QK1-7F3K9Q Deutschkurs A2 – Anmeldung"
    assert {"reference: QK1-7F3K9Q", "name: Ayşe Öztürk", "seats: 1"} <= set(text.splitlines())
    assert "1042" not in text


@pytest.mark.parametrize("contact", [None, "Tel. 0341 123456", "a@chor.example oder b@chor.example"])
def test_without_exactly_one_address_the_message_goes_to_whom_the_settings_name(
    box: MailBox, contact: str | None
) -> None:
    assert sent(box, seat(contact=contact)) == Confirmed(IDENTITY)
    assert box.messages[0]["To"] == "buero@haus.example"
    assert sent(box, seat(contact=contact), recipient=None) == Refused(Why.ADDRESS)


def test_a_job_is_a_message_and_a_payment_is_none(box: MailBox) -> None:
    job = Job(item="k3", source="haus", title="Hecke", url=None, contact=HOST.contact, member="17", name="Jan Roth")
    assert sent(box, job) == Confirmed(IDENTITY)
    payment = Payment(payer="1042", payee="17", amount=200, unit="Stunden", text="Garten")
    assert sent(box, payment) == Refused(Why.INVALID)
    assert len(box.messages) == 1


def test_r3_a_repeated_message_is_the_same_message_to_every_mail_system(box: MailBox) -> None:
    clock = FakeClock()
    sent(box, clock=clock)
    clock.later(days=3)
    sent(box, clock=clock)
    assert [mail["Message-ID"] for mail in box.messages] == [IDENTITY] * 2
    assert MailCourier.key_lives_s == math.inf
    with pytest.raises(SyncError):
        courier(box).look_up(parcel(HOST, "QK1-7F3K9Q"))


def test_taking_it_back_is_a_message_of_its_own_that_answers_the_first(box: MailBox) -> None:
    verdict = courier(box).send(parcel(reversal(HOST, IDENTITY), "QK1-BACK22"))
    (mail,) = box.messages
    assert verdict == Confirmed(mail["Message-ID"])
    assert mail["Message-ID"] != IDENTITY
    assert (mail["In-Reply-To"], mail["References"], mail["To"]) == (IDENTITY, IDENTITY, "krueger@chor.example")


def test_a_long_address_of_the_centre_leaves_message_ids_as_they_are(box: MailBox) -> None:
    centre = f"post.{'sehr-langer-name-eines-vereins.' * 3}example"
    first = sent(box, sender=f"kiosk@{centre}")
    assert isinstance(first, Confirmed)
    courier(box, sender=f"kiosk@{centre}").send(parcel(reversal(HOST, first.remote_id), "QK1-BACK22"))
    assert box.messages[0]["Message-ID"] == box.messages[1]["In-Reply-To"] == first.remote_id


def test_a_terminal_that_lost_its_time_leaves_the_date_to_the_server(box: MailBox) -> None:
    clock = FakeClock()
    clock.trusted = False
    sent(box, clock=clock)
    assert box.messages[0]["Date"] is None


def test_nothing_in_a_booking_can_add_a_line_to_the_header(box: MailBox) -> None:
    evil = "Chor\r\nBcc: alle@chor.example\r\n\r\nText\u2028Cc: x@chor.example\x00"
    verdict = sent(
        box, seat(contact="a@chor.example\r\nBcc: b", name=evil, text=evil, title=evil), compose=lambda *_: (evil, evil)
    )
    assert verdict == Confirmed(IDENTITY)
    courier(box).send(parcel(reversal(seat(title=evil, contact=HOST.contact), "<a@b>\r\nBcc: x@y"), "QK1-BACK22"))
    for mail in box.messages:
        assert {"bcc", "cc"} & {name.lower() for name in mail} == set()
        assert "In-Reply-To" not in mail
    sent_to = [command.partition(":")[2] for command in box.commands if command.lower().startswith("rcpt")]
    assert sent_to == ["<a@chor.example>", "<krueger@chor.example>"]
