"""Members on the screen: found, read, and the balance only on request and not for long (A24)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.member import SHOWN_S, MemberPage
from kiosk.screens.staff.members import MembersPage
from kiosk.screens.steps import Open
from sync.ledger.records import Member
from sync.replica import Replica
from tests.kiosk.booking_pages import office
from tests.kiosk.office_pages import pay
from tests.kiosk.pages import LANGUAGES
from tests.kiosk.piloted import driven
from tests.kiosk.test_clarify_pages import words
from tests.sync.clocks import TUESDAY, FakeClock

LARGE = Frame(100, 30)


@pytest.fixture
def house_(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    yield built
    desk_of(built).close()


def later(house: House, seconds: float) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.later(seconds)


def test_a_member_is_found_by_number_and_opened(house_: House) -> None:
    page = MembersPage()
    for letter in "1042":
        page.typed(house_, letter)
    step = page.act(house_, LARGE, "pick:1042")
    assert isinstance(step, Open)
    assert "Erika Mustermann" in words(step.page.view(house_, LARGE))


def test_consents_and_ways_to_reach_a_member_stand_there(house_: House) -> None:
    whole = Member(
        number="7",
        name="Ida Beispiel",
        short="Ida B.",
        phone="0221 99",
        email="ida@example.org",
        joined="2020-05-01",
        print=True,
        offline=True,
    )
    desk_of(house_).ledger.people.store([whole])
    told = words(MemberPage("7").view(house_, LARGE))
    for part in (
        "0221 99",
        "ida@example.org",
        "Kein Internet ja",
        "Name auf Papier ja",
        "Name öffentlich nein",
        "2020",
    ):
        assert part in told
    assert "Kontostand nicht bekannt" in told


def test_a24_the_balance_is_hidden_until_asked_for_and_again_after_fifteen_seconds(house_: House) -> None:
    page = MemberPage("1042")
    assert "Kontostand verborgen" in words(page.view(house_, LARGE))
    assert "+3" not in words(page.view(house_, LARGE))
    page.act(house_, LARGE, "show")
    assert page.expires_at == house_.clock.monotonic() + SHOWN_S == house_.clock.monotonic() + 15
    assert "Kontostand +3 Stunden Gelesen vor 3 Stunden" in words(page.view(house_, LARGE))
    later(house_, SHOWN_S - 1)
    assert "+3 Stunden" in words(page.view(house_, LARGE))
    later(house_, 1)
    assert "Kontostand verborgen" in words(page.view(house_, LARGE))


def test_the_balance_is_hidden_at_once_on_request(house_: House) -> None:
    page = MemberPage("1042")
    page.act(house_, LARGE, "show")
    page.act(house_, LARGE, "hide")
    assert "verborgen" in words(page.view(house_, LARGE))
    assert page.expires_at is None


def test_what_is_booked_here_and_not_in_the_balance_is_told_apart(house_: House) -> None:
    pay(house_)
    page = MemberPage("1042")
    page.act(house_, LARGE, "show")
    assert "Noch nicht darin −2 Stunden" in words(page.view(house_, LARGE))


def test_nobody_is_shown_who_is_not_there_any_more(house_: House) -> None:
    page = MemberPage("gone")
    assert page.deeds(house_) == []
    assert "Das gibt es nicht mehr." in words(page.view(house_, LARGE))


@pytest.mark.anyio
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a24_the_running_terminal_hides_the_balance_by_itself(
    replicas: dict[str, Replica], tmp_path: Path, language: str
) -> None:
    house = office(tmp_path, replicas["demo"], FakeClock(TUESDAY), language)
    async with driven(house, (60, 20)) as terminal:
        terminal.app.perform(Open(MemberPage("1042")))
        await terminal.tap("show")
        assert terminal.view.button_for("hide")
        await terminal.tick(SHOWN_S - 2)
        assert terminal.view.button_for("hide")
        await terminal.tick(2)
        assert terminal.view.button_for("show")
    desk_of(house).close()
