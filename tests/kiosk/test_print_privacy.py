"""No person without print consent stands in anything that others get: every PDF, every list on the roll."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec
import pypdf
import pytest

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.consent import consents
from kiosk.papers.extract import extract_slip
from kiosk.papers.known_names import folded
from kiosk.papers.known_numbers import dialled
from kiosk.papers.made import Paper, Wishes
from kiosk.papers.making import make
from kiosk.screens.public.list_slip import ListSlip
from kiosk.screens.public.printing import in_words
from kiosk.screens.steps import PrintSlips
from sync.ledger.records import Member
from sync.records import Item, Kind
from sync.replica import Listing
from tests.kiosk.consenting import ERIKA, ERNA, HIDDEN, MEMBERS, REACHED, SUKRU, WRITTEN
from tests.kiosk.statements import counter, pay
from tests.pdf_checks import assert_large, assert_ua1, pages_of, text_of

AT = tuple[House, Desk]
CANARIES = ("müller", "kanarienvogel", "stieglitz", "öztürk", "klausgarten", "987654", "7384952", "example.net")
"""What is left of the hidden members' names, numbers and addresses without blanks, marks and case."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AT]:
    with counter(tmp_path_factory.mktemp("privacy"), items()) as at:
        for number, told in enumerate((*WRITTEN, *REACHED)):
            pay(at[1], *(("1", "5"), ("6", "5"), ("3", "17"))[number % 3], 25, f"Hilfe für {' '.join(told.split())}")
        yield at


def items() -> list[Item]:
    """Every way to write a hidden name, number or address, in every field of an item of every kind."""
    return [
        Item(
            remote=f"{kind}:{at}",
            kind=kind,
            title=f"Anzeige {chr(65 + at)}: {' '.join(told.split())}",
            text=f"Gern mit {told} im Hof.\n\nMehr bei ({told}).",
            place=f"Hof, bei {' '.join(told.split())}",
            price=f"an {' '.join(told.split())}",
            contact=" ".join(told.split()),
            categories=(f"Rubrik {' '.join(told.split())}",),
            url=f"https://ring.example/{at}/erna-mueller"
            if at % 2
            else "https://ring.example/erna.mueller%40example.org",
            starts="2026-11-25T10:00:00+01:00" if kind is Kind.EVENT else None,
        )
        for kind in Kind
        for at, told in enumerate((*WRITTEN, *REACHED))
    ]


def betrayed(text: str) -> list[str]:
    """The canaries that sing in a text, however it was written and broken into lines."""
    bare = re.sub(r"[\s\u200b-]+", "", text)
    squeezed, digits = folded(re.sub(r"[\W_]", "", bare)), "".join(letter for letter in text if letter.isdigit())
    return [
        one
        for one in CANARIES
        if (one in digits if one.isdigit() else folded(one) in squeezed or one in bare.casefold())
    ]


def heard(pdf: bytes) -> str:
    """What somebody hears who has the pages read out: every alternative text and every bookmark."""
    reader, told = pypdf.PdfReader(io.BytesIO(pdf)), []
    count = cast("int", reader.trailer["/Size"])
    for number in range(1, count):
        found = pypdf.generic.IndirectObject(number, 0, reader).get_object()
        if isinstance(found, pypdf.generic.DictionaryObject):
            told += [str(found[key]) for key in ("/Alt", "/ActualText", "/E", "/Title", "/URI", "/A") if key in found]
    return "\n".join(told)


def proven(pdf: bytes) -> None:
    """Valid and large as every paper, and without a canary, read or heard."""
    assert_ua1(pdf)
    assert_large(pdf)
    assert betrayed(text_of(pdf)) == []
    assert betrayed(heard(pdf)) == []


def test_the_canaries_sing_when_they_are_there() -> None:
    assert betrayed("ERNA MUELLER") == ["müller"]
    assert betrayed("Mül-\nler, 0221 / 98 76-\n54") == ["müller", "987654"]
    assert betrayed("Klaus im Garten, 24.11.2026") == []
    for told in WRITTEN[:3] + REACHED[:4]:
        assert betrayed(told)


@pytest.mark.parametrize("booklet", [False, True])
def test_the_newspaper_tells_nobody_who_does_not_want_to_be_named(desk: AT, booklet: bool) -> None:
    made = make(Paper.NEWSPAPER, *desk, Wishes(booklet=booklet))
    text = text_of(made.pdf) + heard(made.pdf)
    assert "Anzeige D" in text, "the ads are there"
    assert "[Name nicht gedruckt]" in text
    proven(made.pdf)
    assert betrayed("\n".join(made.rows)) == []


def test_the_emergency_sheet_tells_nobody_either(desk: AT) -> None:
    pdf = make(Paper.EMERGENCY, *desk, Wishes()).pdf
    assert "Anzeige" in text_of(pdf), "tomorrow's events are there"
    proven(pdf)


def test_a_statement_tells_nobody_but_its_owner(desk: AT) -> None:
    pdf = make(Paper.STATEMENT, *desk, Wishes(members=(ERIKA.number,))).pdf
    assert ERIKA.name in text_of(pdf)
    assert "Hilfe für [Name nicht gedruckt]" in text_of(pdf)
    proven(pdf)


def test_in_a_bundle_each_owner_stands_on_pages_of_their_own(desk: AT) -> None:
    pages = pages_of(make(Paper.STATEMENT, *desk, Wishes()).pdf)
    owners = {member.name: member for member in (ERIKA, ERNA, SUKRU)}
    starts = [at for at, page in enumerate(pages) if page.startswith("Mitglied")]
    for at, end in zip(starts, (*starts[1:], len(pages)), strict=True):
        owner = next(one for name, one in owners.items() if name in pages[at])
        others = [name for one in (*HIDDEN, ERIKA) if one is not owner for name in (one.name,)]
        mine = " ".join(pages[at:end])
        assert not any(name in mine for name in others), owner.name
        assert mine.count(owner.name) == 1, "once, at its head"


def test_the_list_of_members_behind_a_statement_names_those_who_agreed(desk: AT) -> None:
    pages = pages_of(make(Paper.STATEMENT, *desk, Wishes(members=(ERIKA.number,))).pdf)
    told = next(page for page in pages if "Wer dabei ist" in page)
    assert betrayed(told) == []
    assert "Erika M." in told
    assert "5 weitere Mitglieder sind nicht genannt." in told


@pytest.mark.parametrize("kind", Kind)
def test_a_list_on_the_roll_tells_nobody_without_consent(desk: AT, kind: Kind) -> None:
    house, staff = desk
    for at in range(house.replica.count(Listing(kind), house.now())):
        category = house.replica.page(Listing(kind), house.now(), at, 1)[0].categories[0]
        slip = extract_slip(house, Listing(kind, category=category), consents(staff.ledger, house.words))
        told = in_words(slip)
        assert any("Anzeige" in text for text in told)
        assert betrayed("\n".join(told)) == []


def test_r35_in_front_of_visitors_nobody_is_named_at_all_though_the_ledger_is_open(tmp_path: Path) -> None:
    named = Item(remote="1", kind=Kind.OFFER, title="Nähen", contact="Erika Mustermann", text="0221 11 12 13")
    with counter(tmp_path, [named]) as (house, staff):
        assert staff.open
        step = ListSlip(Listing(Kind.OFFER)).act(house, Frame(80, 24), "print")
        assert isinstance(step, PrintSlips)
        told = "\n".join(in_words(step.slips[0]))
    assert "Nähen" in told
    assert "Erika" not in told
    assert "111213" not in "".join(letter for letter in told if letter.isdigit())


def test_who_consents_later_is_named_and_who_takes_it_back_is_not(tmp_path: Path) -> None:
    ad = Item(remote="1", kind=Kind.OFFER, title="Gießen", contact="Erna Müller")
    with counter(tmp_path, [ad]) as at:
        people = at[1].ledger.people
        for print_ in (True, False):
            people.store([msgspec.structs.replace(ERNA, print=print_)], told=("print",))
            text = text_of(make(Paper.NEWSPAPER, *at, Wishes()).pdf)
            assert ("Erna M., 0221" in text.replace("\u00a0", " ")) is print_


def test_every_hidden_member_has_a_canary() -> None:
    def told(member: Member) -> str:
        return " ".join(filter(None, (member.name, member.phone, member.email)))

    assert all(betrayed(told(member)) for member in HIDDEN if member.name != "Bruno Garten")
    assert not any(betrayed(told(member)) for member in MEMBERS if member not in HIDDEN)
    assert dialled(ERNA.phone or "").endswith("987654")
