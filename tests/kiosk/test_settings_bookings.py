"""Platforms that take bookings: what they take, how the ring counts, and no writing key over an open way."""

from pathlib import Path

import pytest

from sync.connectors.table import CONNECTORS
from tests.kiosk.settings_file import CALENDAR, CENTRE, HOUSE, MAIL, PORTAL, RING, loaded, problems

RULES = """books = ["payment"]
payment_type = "member.stunden"
reference_field = "kioskRef"
unit = "Talente"
smallest = 0.25
floor = -10
ceiling = 50.5
look_again_s = 0.5
hold_off_s = 1
tries = 3
"""


def test_a_ring_takes_payments_by_its_own_rules_in_hundredths(tmp_path: Path) -> None:
    [source] = loaded(tmp_path, CENTRE + RING + RULES).platforms
    assert source.books == ("payment",)
    assert (source.payment_type, source.reference_field, source.unit) == ("member.stunden", "kioskRef", "Talente")
    assert (source.smallest, source.floor, source.ceiling) == (25, -1000, 5050)
    assert (source.look_again_s, source.hold_off_s, source.tries) == (0.5, 1.0, 3)


def test_a_ring_without_rules_takes_nothing_and_knows_no_limits(tmp_path: Path) -> None:
    [source] = loaded(tmp_path, CENTRE + RING).platforms
    assert (source.books, source.unit, source.payment_type, source.reference_field) == ((), "Stunden", None, None)
    assert (source.smallest, source.floor, source.ceiling) == (None, None, None)
    assert (source.look_again_s, source.hold_off_s, source.tries) == (60.0, 30.0, 20)


@pytest.mark.parametrize(("written", "hundredths"), [("0.01", 1), ("0.29", 29), ("1.15", 115), ("2", 200), ("0.5", 50)])
def test_an_amount_is_exact(tmp_path: Path, written: str, hundredths: int) -> None:
    assert loaded(tmp_path, f"{CENTRE}{RING}smallest = {written}\n").platforms[0].smallest == hundredths


def test_a_house_sells_seats_and_a_mail_server_takes_what_the_file_says(tmp_path: Path) -> None:
    text = f'{CENTRE}{HOUSE}books = ["seat"]\nproduct = "Platz"\n{MAIL}recipient = "buero@example.org"\n'
    house, post = loaded(tmp_path, text).platforms
    assert (house.kind, house.books, house.product) == ("pretix", ("seat",), "Platz")
    assert (post.kind, post.books) == ("mail", ("job",))
    assert (post.sender, post.recipient) == ("kiosk@example.org", "buero@example.org")


def test_two_platforms_may_take_the_same(tmp_path: Path) -> None:
    text = f'{CENTRE}{HOUSE}books = ["seat"]\n' + MAIL.replace('["job"]', '["job", "seat"]')
    assert [source.books for source in loaded(tmp_path, text).platforms] == [("seat",), ("job", "seat")]


@pytest.mark.parametrize(
    ("platform", "line", "kinds"),
    [
        (PORTAL, 'books = ["seat"]', "cyclos pretix mail"),
        (CALENDAR, "tries = 3", "cyclos pretix mail"),
        (HOUSE, "floor = -3", "cyclos"),
        (HOUSE, 'unit = "Stunden"', "cyclos"),
        (RING, 'product = "Platz"', "pretix"),
        (RING, 'sender = "a@example.org"', "mail"),
        (MAIL, 'requests = { title_prefix = "Suche" }', "cyclos"),
    ],
)
def test_a_key_of_another_kind_of_platform_is_one_problem(tmp_path: Path, platform: str, line: str, kinds: str) -> None:
    [found] = problems(tmp_path, f"{CENTRE}{platform}{line}\n")
    assert found.endswith('"{}". Löschen Sie die Zeile.'.format('", "'.join(kinds.split())))


@pytest.mark.parametrize(
    "url",
    [
        "smtp://127.0.0.1:2525",
        "smtp://kiosk@mail.example.org:587",
        "smtp://kiosk@example.org@mail.example.org:587",
        "smtp://kiosk%40example.org@mail.example.org",
        "smtps://mail.example.org:465/",
    ],
)
def test_a_mail_server_may_have_a_user_and_no_password(tmp_path: Path, url: str) -> None:
    text = CENTRE + MAIL.replace("smtps://mail.example.org", url)
    assert loaded(tmp_path, text).platforms[0].url == url


@pytest.mark.parametrize("end", ["", "/"])
def test_the_address_of_an_organiser_ends_with_a_stroke(tmp_path: Path, end: str) -> None:
    text = CENTRE + HOUSE.replace('haus/"', f'haus{end}"')
    assert loaded(tmp_path, text).platforms[0].url == "https://pretix.example/api/v1/organizers/haus/"


@pytest.mark.parametrize(
    "url",
    [
        "https://pretix.eu/haus/",
        "https://pretix.eu/haus/sommerfest/",
        "https://pretix.eu/control/organizer/haus/teams",
        "http:/pretix.eu/haus",
        "https://max:geheim@pretix.eu/api/v1/organizers/haus/events/",
    ],
)
def test_the_address_of_a_shop_becomes_that_of_its_organiser(tmp_path: Path, url: str) -> None:
    [found] = problems(tmp_path, CENTRE + HOUSE.replace("https://pretix.example/api/v1/organizers/haus/", url))
    assert found.endswith('Schreiben Sie: url = "https://pretix.eu/api/v1/organizers/haus/"')
    assert "geheim" not in found


@pytest.mark.parametrize("platform", [RING, HOUSE])
@pytest.mark.parametrize(("host", "wrong"), [("example.org", True), ("192.168.1.7", False), ("127.0.0.1:80", False)])
def test_what_books_is_never_asked_over_an_open_way(tmp_path: Path, platform: str, host: str, wrong: bool) -> None:
    address = platform.split("//")[1].split("/")[0]
    books = {RING: "payment", HOUSE: "seat"}[platform]
    text = f'{CENTRE}{platform}books = ["{books}"]\n'.replace(f"https://{address}", f"http://{host}")
    assert any("Schlüssel" in one for one in problems(tmp_path, text)) is wrong


def test_a_password_in_the_address_of_a_mail_server_is_never_repeated(tmp_path: Path) -> None:
    for url in ("smtp://kiosk:geheim@mail.example.org", "https://kiosk:geheim@mail.example.org"):
        found = problems(tmp_path, CENTRE + MAIL.replace("smtps://mail.example.org", url))
        assert len(found) == 1
        assert "geheim" not in found[0]


def test_what_only_takes_bookings_is_not_read(tmp_path: Path) -> None:
    settings = loaded(tmp_path, CENTRE + RING + MAIL)
    assert [source.name for source in settings.pulled] == ["tauschring"]
    assert [source.name for source in settings.platforms] == ["tauschring", "post"]
    assert all(source.kind in CONNECTORS for source in settings.pulled)


def test_settings_with_nothing_to_read_are_warned_of(tmp_path: Path) -> None:
    [warning] = loaded(tmp_path, CENTRE + MAIL).warnings
    assert "kiosk discover" in warning
