"""How a mail server is spoken to: encrypted, with whose certificate, and when a password is never sent."""

import shutil
from pathlib import Path

import pytest

from sync.couriers import mail_server
from sync.couriers.base import Confirmed
from sync.couriers.mail import MailCourier
from sync.couriers.mail_server import MailServer
from sync.errors import Reason, Rejected, SyncError, Unreachable
from sync.records import Source
from tests.couriers.seats import parcel, seat
from tests.couriers.smtp_server import PASSWORD, MailBox
from tests.sync.clocks import FakeClock
from tests.sync.servers import make_certificate

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that the machine knows."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 counts as a machine on the open internet."""
    monkeypatch.setattr(mail_server, "is_private", lambda host: False)


def post(box: MailBox, scheme: str = "smtp", secret: str | None = PASSWORD) -> MailCourier:
    sender, recipient = "kiosk@haus.example", "buero@haus.example"
    source = Source(name="post", kind="mail", url=box.url(scheme), sender=sender, recipient=recipient, timeout_s=5.0)
    return MailCourier(source, FakeClock(), secret)


def failure(courier: MailCourier) -> SyncError:
    with pytest.raises(SyncError) as caught:
        courier.send(parcel(seat(), "QK1-7F3K9Q"))
    assert PASSWORD not in f"{caught.value} {caught.value.facts}"
    return caught.value


@pytest.mark.usefixtures("elsewhere")
def test_r29_a_server_elsewhere_gets_the_password_after_starttls_only(trusted: Path) -> None:
    with MailBox(certificate=trusted, starttls=True) as box:
        assert isinstance(post(box).send(parcel(seat(), "QK1-7F3K9Q")), Confirmed)
    words = [command.partition(" ")[0].upper() for command in box.commands]
    assert words == ["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]


@pytest.mark.usefixtures("elsewhere")
def test_r29_a_server_elsewhere_without_starttls_gets_neither_password_nor_message() -> None:
    with MailBox() as box:
        error = failure(post(box))
        assert (type(error), error.reason) == (Rejected, Reason.UNENCRYPTED)
        assert [command.partition(" ")[0].upper() for command in box.commands] == ["EHLO"]


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(("starttls", "scheme"), [(True, "smtp"), (False, "smtps")])
def test_r29_a_certificate_that_nobody_knows_gets_nothing(certificate: Path, *, starttls: bool, scheme: str) -> None:
    with MailBox(certificate=certificate, starttls=starttls) as box:
        error = failure(post(box, scheme))
        assert (type(error), error.reason) == (Unreachable, Reason.CERTIFICATE)
        assert not [command for command in box.commands if command.startswith("AUTH")]


def test_a_server_that_is_encrypted_from_the_first_byte_takes_a_message(trusted: Path) -> None:
    with MailBox(certificate=trusted) as box:
        courier = post(box, "smtps")
        courier.greet()
        assert isinstance(courier.send(parcel(seat(), "QK1-7F3K9Q")), Confirmed)
        assert len(box.messages) == 1


def test_a_server_in_the_house_may_take_mail_without_a_password() -> None:
    with MailBox() as box:
        assert isinstance(post(box, secret=None).send(parcel(seat(), "QK1-7F3K9Q")), Confirmed)
        assert not [command for command in box.commands if command.startswith("AUTH")]


def test_a_server_that_knows_no_passwords_is_a_mistake_in_the_settings() -> None:
    for offers in (["briefkasten.example"], ["briefkasten.example", "AUTH GSSAPI"]):
        with MailBox() as box:
            box.offers = offers
            error = failure(post(box))
        assert (type(error), error.reason) == (Rejected, Reason.NOT_UNDERSTOOD)


def test_nothing_is_sent_to_a_server_that_is_not_there() -> None:
    with MailBox() as box:
        courier = post(box)
    assert failure(courier).reason == Reason.REFUSED


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1:2525", MailServer(False, "127.0.0.1", 2525, "kiosk@haus.example")),
        ("smtp://kiosk%40haus.example@mail.example", MailServer(False, "mail.example", 587, "kiosk@haus.example")),
        ("smtp://kiosk@haus.example@mail.example:25", MailServer(False, "mail.example", 25, "kiosk@haus.example")),
        ("smtps://kiosk@mail.example", MailServer(True, "mail.example", 465, "kiosk")),
    ],
)
def test_the_address_of_a_mail_server(url: str, server: MailServer) -> None:
    assert MailServer.of(Source(name="post", kind="mail", url=url, sender="kiosk@haus.example")) == server
