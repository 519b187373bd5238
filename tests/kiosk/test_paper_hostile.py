"""R21: whatever stands in a field of an item, a booking, a member or the settings, its slip prints it and no more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

import msgspec
import pytest

from kiosk.centre_settings import Visit, Wifi
from kiosk.house import House
from kiosk.papers.closing import closing_slip
from kiosk.papers.consent import consents
from kiosk.papers.extract import extract_slip
from kiosk.papers.feedback import feedback_slip, new_feedback_number
from kiosk.papers.handouts import Handout, handout_slip
from kiosk.papers.item_slip import item_slip
from kiosk.papers.memo import memo_slip
from kiosk.papers.organiser import organiser_slip
from kiosk.papers.receipt import receipts
from printing.profile import profile_for
from printing.slip import Slip
from sync.ledger.closing import Closing
from sync.ledger.records import Job, Member, Payment, Reversal, Seat, What
from sync.records import Kind, StoredItem
from sync.replica import Listing
from tests.kiosk.booked import JOB, PAYMENT, SEAT, booking
from tests.printing.hostile_words import ATTACKS, EVERY, proven, visible

Houses = Callable[[str, str], House]
WORD = "Wahrheit"
"""Stands behind every attack: nothing may swallow it."""
LONG = 48
"""Letters of an attack that goes into every field of a slip at once."""
SLIPS = 5 + 1 + 2 + 1 + 5 * 5 + 1
"""Items of each kind, the Merkzettel, two handouts, feedback, five for each of five bookings, the closing."""


def slips(house: House, words: str) -> Iterator[Slip]:
    """Every slip that the terminal prints, with these words in every field that anyone can write in."""
    visit = Visit(words, words, (words, words), words, None)
    told = replace(house, centre=words, visit=visit)
    items = [_item(kind, words) for kind in Kind]
    yield from (item_slip(told, item) for item in items)
    yield memo_slip(told, items)
    yield from (handout_slip(told, handout) for handout in (Handout.OPENING, Handout.PERSON))
    yield feedback_slip(told, new_feedback_number(date(2026, 11, 24), lambda _: 4829))
    for what in _bookings(words):
        entered = msgspec.structs.replace(booking(what), paper=words, staff=words, reference=words)
        members = {words: Member(number=words, name=words, short=words, print=True)}
        yield from receipts(told, entered, members, words)
        yield from receipts(told, entered, {}, words, copy=True)
        yield organiser_slip(told, entered)
    kinds, sums = {"payment": 1, words: 2}, {words: 100}
    day = date(2026, 11, 24)
    yield closing_slip(told, Closing(day=day, kinds=kinds, sums=sums, receipts=(1, 2), open=1, refused=0, root=words))


def _item(kind: Kind, words: str) -> StoredItem:
    dates = ("2026-11-24T14:30:00+01:00", "2026-11-26T17:00:00+01:00") if kind is Kind.EVENT else (None, None)
    return StoredItem(
        remote=words,
        kind=kind,
        title=words,
        text=words,
        starts=dates[0],
        ends=dates[1],
        place=words,
        price=words,
        categories=(words, words),
        contact=None if kind is Kind.JOB else words,
        url=f"https://example.org/{words}",
        id="abcd",
        platform=words,
        pulled="2026-11-24T08:00:00+01:00",
    )


def _bookings(words: str) -> Iterator[What]:
    payment = Payment(payer=words, payee=words, amount=250, unit=words, text=words, offer=words)
    yield payment
    texts: dict[str, str] = dict.fromkeys(("item", "source", "title", "contact", "url", "name", "text"), words)
    yield msgspec.structs.replace(SEAT, **texts, member=words)
    yield msgspec.structs.replace(SEAT, **texts, member=None, guest=words)
    yield msgspec.structs.replace(JOB, **texts, member=words, phone=words)
    yield Reversal(reverses=words, remote_id=words, what=payment)


@pytest.mark.parametrize("at", range(len(ATTACKS)))
def test_r21_an_attack_in_every_field_of_every_slip_prints_as_words(house: Houses, at: int) -> None:
    profile = profile_for((58, 80)[at % 2])
    for slip in slips(house("empty", "de"), f"{ATTACKS[at][:LONG]} {WORD}"):
        proven(slip, profile)


def test_r21_every_command_family_and_every_block_of_unicode_passes_through_every_slip(house: Houses) -> None:
    """One slip each: which one changes from text to text."""
    for at, words in enumerate(text for text in EVERY if text not in ATTACKS):
        slip = next(islice(slips(house("empty", "de"), words[:LONG]), at % SLIPS, None))
        proven(slip, profile_for((58, 80)[at % 2]))


@pytest.mark.parametrize("attack", ["x\x1bp0\x19\xfa", "\x10\x14\x01\x00\x05", "\x1dv0\x00\x48\x00\xff\x00", "ş\x1dV0"])
def test_r21_what_stands_behind_an_attack_is_on_the_paper(house: Houses, attack: str) -> None:
    for slip in slips(house("empty", "de"), f"{attack} {WORD} 1"):
        printed = "".join(proven(slip, profile_for(80)).text.split("\n"))
        drawn = "ş" in attack
        assert drawn or WORD in visible(printed)


def test_r21_ten_thousand_letters_in_a_field_are_paper_and_nothing_else(house: Houses) -> None:
    item = _item(Kind.EVENT, "x" * 10_000)
    assert proven(item_slip(house("empty", "de"), item), profile_for(58)).text.count("x") > 30_000


@pytest.mark.parametrize("name", ["Café;T:nopass;P:x;;", 'a"b\\c,d:e', "Gäste 🎉", "şğı Ünï"])
def test_r21_a_network_s_name_adds_nothing_to_its_slip(house: Houses, name: str) -> None:
    visit = Visit(wifi=Wifi(name, "geheim;S:anders"))
    slip = handout_slip(replace(house("empty", "de"), visit=visit), Handout.WIFI)
    assert proven(slip, profile_for(58)).cuts == 1


@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("kind", Kind)
def test_r21_a_replica_full_of_hostile_items_prints_as_lists_and_slips(
    house: Houses, kind: Kind, paper_mm: int
) -> None:
    hard = house("hostile", "de")
    proven(extract_slip(hard, Listing(kind), consents(None, hard.words)), profile_for(paper_mm))
    items = list(hard.replica.items(kind, None, hard.now()))
    for item in items[paper_mm % 7 :: 7]:
        proven(item_slip(hard, item), profile_for(paper_mm))


def test_every_slip_of_a_booking_is_among_them(house: Houses) -> None:
    made = list(slips(house("empty", "de"), WORD))
    assert len(made) == SLIPS
    assert {type(what) for what in _bookings(WORD)} == {Payment, Seat, Job, Reversal}
    assert isinstance(PAYMENT, Payment)
