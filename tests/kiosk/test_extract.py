"""A list as a slip: what stands on it, how long it gets, and how a visitor takes it along."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.consent import Consents, consents
from kiosk.papers.extract import EXTRACT_MAX, extract_slip
from kiosk.screens.public.list_slip import ListSlip
from kiosk.screens.public.listing import Listed
from kiosk.screens.public.printing import in_words
from kiosk.screens.steps import Open, PrintSlips
from printing.slip import Heading, Paragraph, Rule, Slip
from sync.records import Kind
from sync.replica import Listing
from tests.kiosk.conftest import fill
from tests.kiosk.consenting import MEMBERS, item
from tests.kiosk.pages import GRIDS, house_of
from tests.sync.clocks import TUESDAY, FakeClock

LARGE, SMALL = Frame(160, 50), Frame(42, 13)


def entries(slip: Slip) -> list[list[str]]:
    """The lines of each entry, its title first."""
    blocks = zip(slip.blocks, slip.blocks[1:], slip.blocks[2:], strict=False)
    return [
        [title.text, *facts.text.split("\n")]
        for rule, title, facts in blocks
        if isinstance(rule, Rule) and isinstance(title, Heading) and isinstance(facts, Paragraph)
    ]


def printing(house: House) -> House:
    house.printer = True
    return house


@pytest.mark.parametrize("kind", Kind)
def test_a37_every_entry_has_title_and_number_and_the_foot_tells_both_ages(
    house: Callable[[str], House], kind: Kind
) -> None:
    demo = house("demo")
    slip = extract_slip(demo, Listing(kind), consents(None, demo.words))
    listed = demo.replica.page(Listing(kind), demo.now(), 0, EXTRACT_MAX)
    told = entries(slip)
    assert len(told) == len(listed) > 3
    for one, lines in zip(listed, told, strict=True):
        assert one.title in lines[0]
        assert one.id.upper() in lines[-1]
        assert one.place is None or one.place in lines
        assert one.price is None or one.price in lines
    assert any(text.startswith("Gedruckt am") for text in in_words(slip))


def test_a_list_is_about_a_metre_long_and_says_what_is_left_out(house: Callable[[str], House]) -> None:
    demo = house("demo")
    total = demo.replica.count(Listing(Kind.EVENT), demo.now())
    slip = extract_slip(demo, Listing(Kind.EVENT), consents(None, demo.words))
    assert len(entries(slip)) == EXTRACT_MAX < total
    assert f"{total - EXTRACT_MAX} weitere Einträge stehen am Terminal." in in_words(slip)


def test_a_category_and_the_days_stand_at_the_head(house: Callable[[str], House]) -> None:
    demo = house("demo")
    first, last = demo.week()
    slip = extract_slip(demo, Listing(Kind.EVENT, first, last, "Begegnung"), consents(None, demo.words))
    assert in_words(slip)[1:3] == ["Begegnung", "Dienstag, 24. November bis Sonntag, 29. November"]


def test_an_empty_list_says_so(house: Callable[[str], House]) -> None:
    empty = house("empty")
    assert "Hier ist im Moment nichts." in in_words(extract_slip(empty, Listing(Kind.JOB), consents(None, empty.words)))


def test_without_a_ledger_every_contact_goes_by_chiffre_and_with_one_by_consent(tmp_path: Path) -> None:
    ads = [
        item(title="Nähen", contact="Erika M.", id_="aaaa"),
        item(title="Gießen, 0221 445566", contact="Erna M.", id_="bbbb"),
    ]
    with fill(tmp_path / "r.db", list(ads)) as replica:
        house = house_of(replica, FakeClock(TUESDAY), demo=False)
        numbers = {one.title: one.id.upper() for one in replica.page(Listing(Kind.OFFER), house.now(), 0, 9)}
        strict = extract_slip(house, Listing(Kind.OFFER), consents(None, house.words))
        named = extract_slip(house, Listing(Kind.OFFER), Consents(house.words, MEMBERS))
    sewing, watering = numbers["Nähen"], numbers["Gießen, 0221 445566"]
    watered = ["Gießen, [Kontakt über Chiffre]", f"Chiffre {watering}"]
    assert sorted(entries(strict)) == sorted([watered, ["Nähen", f"Chiffre {sewing}"]])
    erika = "Erika M., 0221\u00a011\u00a012\u00a013"
    assert sorted(entries(named)) == sorted([watered, ["Nähen", erika, f"Nummer {sewing}"]])


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("grid", GRIDS)
def test_a_list_offers_its_slip_where_there_is_room(
    house: Callable[[str], House], kind: Kind, grid: tuple[int, int]
) -> None:
    frame, demo = Frame(*grid), house("demo")
    button = Listed(kind).view(demo, frame).button_for("list")
    needed = 80 if kind is Kind.EVENT else 48
    assert (button is not None) == (not frame.small and frame.w >= needed)
    if button:
        assert isinstance(Listed(kind).act(demo, frame, "list"), Open)


def test_a_visitor_prints_the_list_and_reads_what_became_of_it(house: Callable[[str], House]) -> None:
    demo, page = printing(house("demo")), ListSlip(Listing(Kind.OFFER, category="Haushalt"))
    assert page.view(demo, SMALL).button_for("print")
    step = page.act(demo, SMALL, "print")
    assert isinstance(step, PrintSlips)
    assert step.key == page.waits_for
    assert step.slips == (extract_slip(demo, Listing(Kind.OFFER, category="Haushalt"), consents(None, demo.words)),)
    page.tell("Ihr Zettel ist da.", again=False)
    view = page.view(demo, LARGE)
    assert "Ihr Zettel ist da." in [text.text.strip() for text in view.texts]
    assert view.button_for("print") is None, "one is enough"
    page.tell("Der Drucker ist aus.", again=True)
    assert page.view(demo, LARGE).button_for("print")


def test_without_a_printer_the_page_says_what_the_slip_would(house: Callable[[str], House]) -> None:
    demo, page = house("demo"), ListSlip(Listing(Kind.JOB))
    view = page.view(demo, LARGE)
    assert view.button_for("print") is None
    first = demo.replica.page(Listing(Kind.JOB), demo.now(), 0, 1)[0]
    assert any(first.title in text.text for text in view.texts)
