"""Receipts: two with one number, true about what has happened so far, and nobody's secrets on them (R10, R35)."""

from collections.abc import Callable

import pytest

from kiosk.house import House
from kiosk.papers.receipt import member_label, receipts
from kiosk.words import LANGUAGES, LEFTWARD
from printing.layout import Size, Text, layout
from printing.preview import plain, preview
from printing.profile import profile_for
from printing.slip import QR, Fact, Heading, Slip
from sync.clock import Trust
from sync.ledger.records import PAPER, Member, What
from tests.kiosk.booked import EVERY, GUEST, JOB, MEMBERS, PAYMENT, REVERSAL, SEAT, booking

Houses = Callable[[str, str], House]


def facts(slip: Slip) -> dict[str, str]:
    return {block.label: block.value.replace("\u00a0", " ") for block in slip.blocks if isinstance(block, Fact)}


def headings(slip: Slip) -> list[str]:
    return [block.text for block in slip.blocks if isinstance(block, Heading)]


def printed(slip: Slip, paper_mm: int = 80) -> str:
    return plain(preview(layout(slip, profile_for(paper_mm))))


def both(house: Houses, what: What, **fields: object) -> list[Slip]:
    return receipts(house("empty", "de"), booking(what, **fields), MEMBERS, "Frau Büro")  # type: ignore[arg-type]


def test_giver_and_taker_get_the_same_receipt_each_with_their_own_name_on_it(house: Houses) -> None:
    giver, taker = map(facts, both(house, PAYMENT))
    assert giver == {
        "Beleg": "17",
        "Dieser Beleg ist für": "1042 · E. M.",
        "Betrag": "2,5 Stunden",
        "Wofür": "Garten umgraben",
        "Von (zahlt)": "1042 · E. M.",
        "An (bekommt)": "17 · Kemal Ö.",
        "Gebucht am": "Sonntag, 22. November 2026\n10:05 Uhr",
        "Kennzeichen": "QK1-7F3K9Q",
        "Zettel mit Unterschrift": "2231",
    }
    assert taker == giver | {"Dieser Beleg ist für": "17 · Kemal Ö."}


def test_a_seat_has_a_receipt_for_the_member_and_one_for_the_file(house: Houses) -> None:
    member, file = map(facts, both(house, SEAT))
    assert (member["Dieser Beleg ist für"], file["Dieser Beleg ist für"]) == ("1042 · E. M.", "Ablage")
    assert member["Veranstaltung"] == "Nachbarschaftscafé"
    assert member["Wann"] == "Dienstag, 24. November 2026\n14:30 Uhr"
    assert (member["Plätze"], member["Wer"]) == ("2", "1042 · E. M.")
    assert member["Kontakt"] == "Frau Yılmaz, Tel. 0221 98 76 54"


def test_a_guest_has_only_a_name(house: Houses) -> None:
    guest, _ = map(facts, both(house, GUEST))
    assert (guest["Dieser Beleg ist für"], guest["Wer"], guest["Bemerkung"]) == (
        "Max Muster",
        "Max Muster",
        "kommt mit Rollstuhl",
    )
    assert guest["Wann"] == "Dienstag, 24. November 2026"
    assert "Kontakt" not in guest


def test_a_job_says_whom_to_ask(house: Houses) -> None:
    member, _ = map(facts, both(house, JOB))
    assert (member["Job"], member["Wer"], member["Kontakt"]) == (
        "Hausmeister, 4 Stunden",
        "17 · Kemal Ö.",
        "Herr Dr. Schmitz",
    )


def test_a_storno_says_which_booking_it_takes_back(house: Houses) -> None:
    slips = both(house, REVERSAL)
    assert [headings(slip) for slip in slips] == [["Storno"], ["Storno"]]
    assert facts(slips[0])["Storniert"] == "QK1-2B4D6F"
    assert facts(slips[0])["Betrag"] == "2,5 Stunden"


@pytest.mark.parametrize("trust", Trust)
def test_r10_a_date_is_called_uncertain_where_the_clock_was_not_sure(house: Houses, trust: Trust) -> None:
    when = facts(both(house, PAYMENT, trust=trust)[0])["Gebucht am"]
    assert when.startswith("ungefähr ") is (trust is Trust.UNTRUSTED)


def test_a_receipt_never_says_that_the_platform_has_it(house: Houses) -> None:
    sent, kept = both(house, PAYMENT)[0], both(house, PAYMENT, platform=PAPER)[0]
    assert "Das Terminal sendet es, sobald Verbindung besteht." in " ".join(printed(sent).split())
    assert "Geht auf Papier weiter." in " ".join(printed(kept).split())


def test_a_second_print_says_so_at_its_head_and_when_it_was_made(house: Houses) -> None:
    now = house("empty", "de")
    for slip in receipts(now, booking(PAYMENT), MEMBERS, "Frau Büro", copy=True):
        assert headings(slip) == ["KOPIE", "Buchung"]
        assert facts(slip)["Beleg"] == "17"
        assert "sobald Verbindung" not in printed(slip)
        assert "Gedruckt am Dienstag" in printed(slip)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("language", LANGUAGES)
def test_r35_no_receipt_shows_a_full_name_an_address_or_a_code(
    house: Houses, name: str, paper_mm: int, language: str
) -> None:
    members = MEMBERS | {"17": Member(number="17", name="Kemal Öztürk", short="Kemal Ö.")}
    for slip in receipts(house("empty", language), booking(EVERY[name]), members, "Frau Büro"):
        text = printed(slip, paper_mm)
        assert not any(isinstance(block, QR) for block in slip.blocks)
        for secret in ("Mustermann", "Erika", "Öztürk", "Kemal", "erika@", "0221 111", "0170", "c0ffee"):
            assert secret not in text


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in LEFTWARD])
def test_numbers_amounts_and_times_stay_on_one_row_of_narrow_paper(house: Houses, name: str, language: str) -> None:
    """Rows that are read from right to left are drawn; `tests/printing` holds what stands in them."""
    for slip in receipts(house("empty", language), booking(EVERY[name]), MEMBERS, "Frau Büro"):
        rows = [line.text for line in layout(slip, profile_for(58)).lines if isinstance(line, Text)]
        large = [
            line.text
            for line in layout(slip, profile_for(58)).lines
            if isinstance(line, Text) and line.size is Size.LARGE
        ]
        assert max(map(len, large)) <= 16
        assert {"QK1-7F3K9Q", "2231"} <= set(large)
        assert any("10:05" in row for row in rows)


def test_a_name_stands_on_paper_only_by_consent() -> None:
    assert member_label("1042", MEMBERS) == "1042 · E. M."
    assert member_label("17", MEMBERS) == "17 · Kemal Ö."
    assert member_label("99", MEMBERS) == "99"
    assert member_label("1", {"1": Member(number="1", name="", short="")}) == "1"


def test_no_word_of_one_language_is_left_on_a_receipt_of_the_other(house: Houses) -> None:
    for what in EVERY.values():
        text = printed(receipts(house("empty", "en"), booking(what), MEMBERS, "X", copy=True)[0])
        for german in ("Beleg", "Buchung", "Anmeldung", "Betrag", "Wofür", "Gebucht", "KOPIE", "Unterschrift", "Uhr"):
            assert german not in text
