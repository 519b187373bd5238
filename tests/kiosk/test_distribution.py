"""The distribution list and the list of members: who gets paper, how many newspapers that makes, who is named."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pypdfium2
import pypdfium2.raw as raw
import pytest

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers import statement
from kiosk.papers.distribution import compose, run_size
from kiosk.papers.made import NotMade, Wishes
from kiosk.papers.member_list import member_list
from sync.ledger.records import Member
from tests.kiosk.consenting import ERIKA, HIDDEN, KEMAL, MEMBERS
from tests.kiosk.statements import account, counter, pay
from tests.pdf_checks import A4, MM, assert_large, assert_ua1, pages_of, sizes_mm, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[House, Desk]]:
    with counter(tmp_path) as at:
        yield at


def test_the_run_is_a_newspaper_for_each_who_gets_paper_and_those_to_lay_out(desk: tuple[House, Desk]) -> None:
    settings = desk[1].settings
    offline = sum(member.offline for member in MEMBERS)
    assert run_size(desk[1].ledger, settings) == offline + 10
    fewer = msgspec.structs.replace(settings, paper=msgspec.structs.replace(settings.paper, copies=0))
    assert run_size(desk[1].ledger, fewer) == offline


def test_a_newspaper_that_nobody_gets_is_still_printed_once(tmp_path: Path) -> None:
    with counter(tmp_path, members=(KEMAL,)) as (_, desk_):
        settings = desk_.settings
        none = msgspec.structs.replace(settings, paper=msgspec.structs.replace(settings.paper, copies=0))
        assert run_size(desk_.ledger, none) == 1


def test_the_list_names_whom_paper_is_for_by_name_and_warns_on_every_page(tmp_path: Path) -> None:
    crowd = tuple(
        msgspec.structs.replace(KEMAL, number=str(at), name=f"Ömer Stieglitz {at}", offline=True)
        for at in range(100, 140)
    )
    with counter(tmp_path, members=(*MEMBERS, *crowd)) as at:
        made = compose(*at, Wishes())
    pages, text = pages_of(made.pdf), text_of(made.pdf)
    assert all("Nur für das Büro" in page for page in pages)
    assert len(pages) > 1
    assert made.sheets == -(-len(pages) // 2)
    assert "53 Zeitungen" in pages[0]
    assert "43 für Mitglieder + 10 zum Auslegen" in pages[0]
    assert "Ausgeteilt von" in pages[-1]
    names = [row.split(" · ")[1] for row in made.rows[1:]]
    assert names[:2] == ["Erika Mustermann", "Erna Müller"]
    assert names[-1] == "Şükrü Öztürk", "umlauts beside their vowels"
    assert all(name in text for name in names)
    assert "Klaus Garten" not in text, "has internet"
    assert_ua1(made.pdf)
    assert_large(made.pdf)
    assert sizes_mm(made.pdf) == {A4}


def test_nobody_to_hand_paper_to_is_a_sentence(tmp_path: Path) -> None:
    with counter(tmp_path, members=(KEMAL,)) as at, pytest.raises(NotMade, match="alle Mitglieder Internet"):
        compose(*at, Wishes())


def test_the_list_of_members_names_those_who_agreed_and_counts_the_others(desk: tuple[House, Desk]) -> None:
    told = member_list(desk[0], MEMBERS)
    assert told is not None
    assert [(one.number, one.name, one.phone) for one in told.members] == [
        ("5", ERIKA.short, "0221 11 12 13"),
        ("17", KEMAL.short, "–"),
    ]
    assert told.others == "5 weitere Mitglieder sind nicht genannt."
    assert member_list(desk[0], HIDDEN) is None, "a list of nobody is left out"


def within(pdf: bytes) -> bool:
    """Whether every letter stands inside the margins of 20 mm, a millimetre of overhang allowed."""
    margin = 19 / MM
    return all(
        left >= margin and right <= sheet.get_width() - margin
        for sheet in pypdfium2.PdfDocument(pdf)
        for left, _, right, _ in (one.get_bounds() for one in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    )


def test_long_names_and_numbers_stay_on_the_paper_and_in_their_columns(tmp_path: Path) -> None:
    long = Member(
        number="benutzername.sehr.lang.und.ohne.trennung.x",
        name="Anna-Katharina Freifrau von und zu Donaudampfschifffahrtsgesellschaft-Kapitänsmützenreparatur 🌷",
        short="Anna-Katharina-Wilhelmine Donaudampf. K.",
        phone="0221 / 98 76 54-12 (abends ab 18 Uhr 30)",
        print=True,
        offline=True,
    )
    with counter(tmp_path, members=(long, ERIKA)) as at:
        pay(at[1], long.number, ERIKA.number, 9_999_999, f"https://ring.example/{'lang/' * 30}")
        account_ = msgspec.structs.replace(long, account=account(at[1], -9_999_999))
        at[1].ledger.people.store([account_], told=())
        papers = (compose(*at, Wishes()).pdf, statement.compose(*at, Wishes()).pdf)
    for pdf in papers:
        assert_ua1(pdf)
        assert_large(pdf)
        assert within(pdf)
    assert long.number in text_of(papers[1]).replace("\u200b", "")
