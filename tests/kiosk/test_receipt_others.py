"""The other papers of a booking: the organiser's note, the same as a mail, and the day's closing."""

from collections.abc import Callable

import msgspec
import pytest

from kiosk.house import House
from kiosk.papers.closing import closing_slip
from kiosk.papers.organiser import organiser_mail, organiser_slip
from kiosk.words import LANGUAGES, Words
from printing.layout import Text, layout
from printing.profile import profile_for
from printing.slip import Paragraph
from sync.clock import Trust
from tests.kiosk.booked import CLOSING, EVERY, GUEST, JOB, PAYMENT, REVERSAL, SEAT, booking
from tests.kiosk.test_receipt import facts, headings, printed

Houses = Callable[[str, str], House]


def test_an_organiser_reads_who_comes_and_signs_for_the_note(house: Houses) -> None:
    slip = organiser_slip(house("empty", "de"), booking(SEAT, platform="paper"))
    assert headings(slip) == ["Anmeldung"]
    assert facts(slip) == {
        "An": "Frau Yılmaz, Tel. 0221 98 76 54",
        "Wer": "Erika Mustermann",
        "Veranstaltung": "Nachbarschaftscafé",
        "Wann": "Dienstag, 24. November 2026\n14:30 Uhr",
        "Plätze": "2",
        "Gebucht am": "Sonntag, 22. November 2026\n10:05 Uhr",
        "Kennzeichen": "QK1-7F3K9Q",
    }
    assert [block.text for block in slip.blocks if isinstance(block, Paragraph)][1:] == ["Übergeben am", "Unterschrift"]


def test_the_note_about_a_job_holds_the_telephone_number_of_who_takes_it(house: Houses) -> None:
    found = facts(organiser_slip(house("empty", "de"), booking(JOB)))
    assert (found["Wer"], found["Telefon"], found["An"]) == ("Kemal Öztürk", "0170 - 123 45 67", "Herr Dr. Schmitz")


def test_a_payment_on_paper_names_members_by_number_alone(house: Houses) -> None:
    found = facts(organiser_slip(house("empty", "de"), booking(PAYMENT)))
    assert (found["Von (zahlt)"], found["An (bekommt)"], found["Betrag"]) == ("1042", "17", "2,5 Stunden")


def test_r10_a_note_says_when_its_date_is_uncertain(house: Houses) -> None:
    found = facts(organiser_slip(house("empty", "de"), booking(GUEST, trust=Trust.UNTRUSTED)))
    assert found["Gebucht am"].startswith("ungefähr Sonntag")


def test_a_mail_holds_the_same_facts_a_line_each() -> None:
    subject, body = organiser_mail(Words("de"), "Quartierstreff Riehl", SEAT, "QK1-7F3K9Q")
    assert subject == "Anmeldung: Nachbarschaftscafé [QK1-7F3K9Q]"
    assert body == (
        "Guten Tag,\n\nQuartierstreff Riehl meldet für Ihre Veranstaltung an:\n\n"
        "Wer: Erika Mustermann\nVeranstaltung: Nachbarschaftscafé\n"
        "Wann: Dienstag, 24. November 2026 14:30 Uhr\nPlätze: 2\nKennzeichen: QK1-7F3K9Q\n\n"
        "Bei Fragen melden Sie sich bitte bei uns.\n\nQuartierstreff Riehl\n"
    )


def test_a_mail_that_takes_something_back_names_what() -> None:
    subject, body = organiser_mail(Words("de"), "Treff", REVERSAL, "QK1-AAAAAA")
    assert subject == "Storno: Garten umgraben [QK1-AAAAAA]"
    assert "Treff storniert:" in body
    assert "Storniert: QK1-2B4D6F" in body


def test_no_line_of_a_mail_can_be_forged() -> None:
    evil = "Café\r\nBcc: everyone@example.org\n\n.\nKennzeichen: QK9-FAKE00"
    what = msgspec.structs.replace(SEAT, title=evil, name=evil, text=evil)
    subject, body = organiser_mail(Words("de"), "Treff", what, "QK1-7F3K9Q")
    assert "\n" not in subject
    assert "\r" not in subject + body
    assert [row for row in body.split("\n") if row.startswith(("Bcc", "Kennzeichen", "."))] == [
        "Kennzeichen: QK1-7F3K9Q"
    ]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_booking_has_its_note_and_its_mail(house: Houses, name: str, language: str) -> None:
    slip = organiser_slip(house("hostile", language), booking(EVERY[name]))
    subject, body = organiser_mail(Words(language), "Treff", EVERY[name], "QK1-7F3K9Q")
    assert subject.endswith("[QK1-7F3K9Q]")
    assert "QK1-7F3K9Q" in printed(slip, 58)
    assert ("Uhr" in printed(slip) or "Uhr" in body) is language.startswith("de")


def test_r33_a_closing_says_counts_sums_and_the_root_in_groups(house: Houses) -> None:
    slip = closing_slip(house("empty", "de"), CLOSING)
    assert list(facts(slip).items()) == [
        ("Tag", "Dienstag, 24. November 2026"),
        ("Buchungen", "16"),
        ("Zahlungen", "12"),
        ("Anmeldungen", "3"),
        ("Stornos", "1"),
        ("Summe", "1 Talente"),
        ("Belege", "17 bis 32"),
        ("Noch zu senden", "2"),
        ("Zu klären", "1"),
    ]
    assert "24,75 Stunden" in printed(slip)
    for paper_mm in (58, 80):
        groups = printed(slip, paper_mm).split()
        assert groups.count("0123") == groups.count("cdef") == 4


def test_r10_a_closing_of_an_unsure_clock_and_an_empty_day(house: Houses) -> None:
    empty = msgspec.structs.replace(CLOSING, about=True, kinds={}, sums={}, receipts=None, open=0, refused=0)
    found = facts(closing_slip(house("empty", "de"), empty))
    assert found == {
        "Tag": "ungefähr Dienstag, 24. November 2026",
        "Buchungen": "0",
        "Noch zu senden": "0",
        "Zu klären": "0",
    }


def test_an_amount_of_a_closing_may_stand_below_nothing(house: Houses) -> None:
    back = msgspec.structs.replace(CLOSING, sums={"Stunden": -150})
    rows = [
        line.text
        for line in layout(closing_slip(house("empty", "de"), back), profile_for(58)).lines
        if isinstance(line, Text)
    ]
    assert "-1,5 Stunden" in rows
