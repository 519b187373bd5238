"""Members: found by number, name or first letters, stored whole, and never less known than before."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync.clock import Trust
from sync.ledger.people import People
from sync.ledger.records import Account, Member
from tests.ledger.ledgers import Centre

ERIKA = Member(number="1042", name="Erika Mustermann", short="Erika M.", email="erika@example.org", print=True)
KEMAL = Member(number="17", name="Kemal Öztürk", short="Kemal Ö.", phone="0170 1", offline=True)
KAETHE = Member(number="104", name="Käthe Groß-Strauß", short="Käthe G.", joined="2019-05-01", public=True)
MONEY = Account(balance=-250, floor=-1000, ceiling=5000, read_ms=1_795_338_300_000, trust=Trust.NTP)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    centre.ledger.people.store([ERIKA, KEMAL, KAETHE])
    yield centre
    centre.ledger.close()


@pytest.fixture
def people(centre: Centre) -> People:
    return centre.ledger.people


def numbers(people: People, text: str) -> list[str]:
    return [member.number for member in people.find(text)]


@pytest.mark.parametrize("member", [ERIKA, KEMAL, KAETHE, msgspec.structs.replace(ERIKA, account=MONEY, remote="7")])
def test_what_is_stored_is_what_is_read(people: People, member: Member) -> None:
    people.store([member])
    assert people.get(member.number) == member
    assert people.count() == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1042", ["1042"]),
        ("104", ["104", "1042"]),
        ("erika", ["1042"]),
        ("ERI MUS", ["1042"]),
        ("mus eri", ["1042"]),
        ("Öz", ["17"]),
        ("oez", ["17"]),
        ("oz", ["17"]),
        ("käthe", ["104"]),
        ("kaethe", ["104"]),
        ("gross", ["104"]),
        ("strauss", ["104"]),
        ("k", ["104", "17"]),
        ("rika", []),
        ("42", []),
        ("%", ["1042", "104", "17"]),
        ("", ["1042", "104", "17"]),
    ],
)
def test_members_are_found_by_number_and_by_the_first_letters_of_every_word(
    people: People, text: str, found: list[str]
) -> None:
    assert numbers(people, text) == found


def test_a_whole_number_comes_first_and_pages_follow_one_another(people: People) -> None:
    people.store(Member(number=f"{number}", name=f"Anna {number:03}", short="Anna") for number in range(200, 230))
    pages = [member.number for at in (0, 10, 20, 30) for member in people.find("anna", at, 10)]
    assert pages == [str(number) for number in range(200, 230)]
    assert numbers(people, "104")[0] == "104"
    assert numbers(people, " 104 ")[0] == "104"


@pytest.mark.parametrize("text", ["' OR 1=1 --", '"', "\\", "a%b", "\x00", "ß" * 500, "( ( (", "NEAR"])
def test_no_text_is_a_question_to_the_database(people: People, text: str) -> None:
    assert numbers(people, text) in ([], ["1042", "104", "17"])
    assert people.count() == 3


def test_a_platform_takes_no_consent_and_no_contact_away(people: People) -> None:
    told = Member(number="1042", name="Erika Neumann", short="Erika N.", source="ring", remote="77", account=MONEY)
    people.store([told])
    found = people.get("1042")
    assert found is not None
    assert (found.name, found.remote, found.account) == ("Erika Neumann", "77", MONEY)
    assert (found.email, found.print) == ("erika@example.org", True)
    assert numbers(people, "mustermann") == []


def test_a_file_changes_what_it_tells_and_nothing_else(people: People) -> None:
    people.store([msgspec.structs.replace(ERIKA, account=MONEY)])
    people.store([Member(number="1042", name="Erika M", short="E.")], told=("print",))
    found = people.get("1042")
    assert found is not None
    assert (found.print, found.email, found.account) == (False, "erika@example.org", MONEY)


def test_members_are_stored_all_or_none(people: People) -> None:
    def broken() -> Iterator[Member]:
        yield Member(number="900", name="Neu", short="Neu")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        people.store(broken())
    assert people.get("900") is None


def test_a_source_forgets_only_its_own_members(people: People) -> None:
    people.store([Member(number=number, name="Ring", short="R.", source="ring") for number in ("1", "2")])
    people.keep_only("ring", ["2"])
    assert (people.get("1"), people.count()) == (None, 4)
    people.keep_only("other", [])
    assert people.count() == 4


def test_a_booking_outlives_the_member(centre: Centre, people: People) -> None:
    centre.pay()
    people.keep_only("csv", [])
    assert people.count() == 0
    assert [one.booking.what.members for one in centre.ledger.all()] == [("1042", "17")]
    centre.ledger.check()
