"""Who may be named on paper: by the rules of `kiosk.papers.consent`, for names as people write them."""

import time

import pytest

from kiosk.papers.consent import Consents, Contact
from kiosk.words import Words
from sync.ledger.records import Member
from sync.records import Kind
from sync.text import TEXT_MAX
from tests.kiosk.consenting import BRUNO, ERIKA, ERNA, MEMBERS, ORDINARY, REACHED, WRITTEN, item

RING = (Kind.OFFER, Kind.REQUEST)
PUBLISHED = (Kind.EVENT, Kind.JOB, Kind.NOTICE)
NAME, CONTACT = "[Name nicht gedruckt]", "[Kontakt über Chiffre]"
CHIFFRE = Contact("chiffre", "K7Q2")


@pytest.fixture(scope="module")
def asked() -> Consents:
    return Consents(Words("de"), MEMBERS)


@pytest.mark.parametrize("kind", RING)
@pytest.mark.parametrize("contact", ["Erika Mustermann", "Erika M.", "Mustermann, Erika", "ERIKA MUSTERMANN"])
def test_a_member_with_print_consent_is_named_short_and_with_the_telephone(
    asked: Consents, kind: Kind, contact: str
) -> None:
    assert asked.contact(item(kind, contact=contact)) == Contact("named", "Erika M., 0221 11 12 13")


def test_a_member_without_a_telephone_is_named_alone(asked: Consents) -> None:
    assert asked.contact(item(contact="Kemal B.")) == Contact("named", "Kemal B.")


@pytest.mark.parametrize("kind", RING)
@pytest.mark.parametrize(
    "contact", [None, "", "·", "Erna Müller", "Erna M.", "Unbekannt", "Erika M. und Erna M.", "Erika"]
)
def test_every_other_offer_and_request_goes_by_chiffre(asked: Consents, kind: Kind, contact: str | None) -> None:
    assert asked.contact(item(kind, contact=contact)) == CHIFFRE


def test_two_members_of_one_name_are_nobody_for_sure(asked: Consents) -> None:
    twin = Member(number="55", name="Erika Maier", short="Erika M.")
    both = Consents(Words("de"), (*MEMBERS, twin))
    assert both.contact(item(contact="Erika M.")) == CHIFFRE
    assert both.contact(item(contact="Erika Mustermann")).kind == "named"


@pytest.mark.parametrize("kind", PUBLISHED)
@pytest.mark.parametrize("contact", ["Café-Team, 0221 44 55 66", "Frau Müller, buero@haus.example", "Erika Mustermann"])
def test_organisers_are_printed_as_they_were_published(asked: Consents, kind: Kind, contact: str) -> None:
    assert asked.contact(item(kind, contact=contact)) == Contact("named", contact)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_an_organiser_who_published_nothing_has_no_contact(asked: Consents, kind: Kind) -> None:
    assert asked.contact(item(kind)) == Contact("named", "")


@pytest.mark.parametrize("kind", PUBLISHED)
@pytest.mark.parametrize("contact", [*WRITTEN, *REACHED, "Café-Team und Erna M."])
def test_an_organiser_who_is_a_member_without_consent_goes_by_chiffre(
    asked: Consents, kind: Kind, contact: str
) -> None:
    assert asked.contact(item(kind, contact=contact)) == CHIFFRE


def test_a_name_of_one_word_counts_where_it_is_the_whole_contact_and_never_in_a_text() -> None:
    one = Consents(Words("de"), [Member(number="9", name="Sonnenschein", short="Sonnenschein")])
    assert one.contact(item(Kind.EVENT, contact="Sonnenschein, 0221 44")) == CHIFFRE
    assert one.clean("Bei Sonnenschein im Hof") == "Bei Sonnenschein im Hof"


@pytest.mark.parametrize("written", WRITTEN)
def test_hidden_names_leave_a_text_however_they_are_written(asked: Consents, written: str) -> None:
    assert asked.clean(f"Mit „{written}“ im Hof").replace("#", "") == f"Mit „{NAME}“ im Hof"


@pytest.mark.parametrize("written", REACHED)
def test_hidden_numbers_and_addresses_leave_a_text_however_they_are_written(asked: Consents, written: str) -> None:
    assert asked.clean(f"Bitte: {written}!") == f"Bitte: {CONTACT}!"


@pytest.mark.parametrize("kind", [None, Kind.OFFER])
@pytest.mark.parametrize("rest", [". Samstag geht nicht.", ". dann bis bald", ".\nSamstag", ", Samstag"])
def test_an_address_at_the_end_of_a_sentence_goes_and_the_next_sentence_stays(
    asked: Consents, kind: Kind | None, rest: str
) -> None:
    assert asked.clean(f"An erna.mueller@example.org{rest}", kind) == f"An {CONTACT}{rest}"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_those_who_consent_stay(asked: Consents, text: str) -> None:
    assert asked.clean(text) == text


def test_a_name_with_its_number_goes_as_one(asked: Consents) -> None:
    assert asked.clean("Fragen an Erna Müller, 0221 98 76 54 (erna.mueller@example.org).") == f"Fragen an {CONTACT})."


@pytest.mark.parametrize("text", [*WRITTEN, *REACHED])
def test_cleaning_twice_changes_nothing(asked: Consents, text: str) -> None:
    assert asked.clean(asked.clean(text, Kind.OFFER), Kind.OFFER) == asked.clean(text, Kind.OFFER)


@pytest.mark.parametrize("kind", RING)
@pytest.mark.parametrize(
    "number",
    ["0221 44 55 66", "445566", "44 55 66", "+43 1 234567", "0221.44.55.66", "Tel: 4711", "jemand@example.com"],
)
def test_an_offer_by_chiffre_tells_nobodys_number(asked: Consents, kind: Kind, number: str) -> None:
    assert asked.clean(f"Gern {number}", kind).removeprefix("Gern ").removeprefix("Tel: ") == CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "24.11.2026, 01.12.2026 bis 03.12.2026, 2026-11-24",
        "08.30–10.00 Uhr, 9.00-12.00",
        "1950-1960, von 1980 bis 1990",
        "1.500.000 Euro, 10 000 km, 123456 €",
        "ISBN 978-3-16-148410-0",
        "Größe 38/40, 12 Stück, 2 Std. à 10,50 €, 50735 Köln",
        "Telefonhilfe 2026",
    ],
)
def test_dates_times_prices_and_books_are_no_telephone_numbers(asked: Consents, text: str) -> None:
    assert asked.clean(text, Kind.OFFER) == text


def test_every_text_of_an_item_is_cleaned_and_its_address_tells_no_name(asked: Consents) -> None:
    told = dict.fromkeys(("text", "place", "price", "contact"), "Erna Müller")
    clean = asked.cleaned(item(Kind.NOTICE, title="Erna Müller", url="https://ring.example/erna-m%C3%BCller", **told))
    assert (clean.title, clean.text, clean.place, clean.price) == (NAME,) * 4
    assert (clean.contact, clean.url) == (None, None)
    kept = item(Kind.NOTICE, contact="Café-Team", url="https://ring.example/4711", text="Kuchen")
    assert asked.cleaned(kept) == kept


@pytest.mark.parametrize("kind", Kind)
def test_without_a_ledger_nobody_is_named_and_nothing_can_be_dialled(kind: Kind) -> None:
    strict = Consents(Words("de"), None)
    assert strict.contact(item(kind, contact="Café-Team")) == CHIFFRE
    assert strict.clean("Anruf: 0221 44 55 66, a@example.com", kind) == f"Anruf: {CONTACT}"


def test_five_hundred_items_and_a_thousand_members_take_well_below_a_second() -> None:
    crowd = [
        Member(number=str(at), name=f"Vorname{at} Nachname{at}", short=f"Vorname{at} N.", phone=f"0221 {at:06}")
        for at in range(1000)
    ]
    text = "Ich helfe gern im Garten und im Haus, auch Vorname7 Nachname7 unter 0221 000008. " * 8
    started = time.process_time()
    asked = Consents(Words("de"), (*crowd, ERNA, BRUNO, ERIKA))
    cleaned = [asked.cleaned(item(text=f"{at} {text}")) for at in range(500)]
    assert time.process_time() - started < 1.5, "a second on a busy machine"
    assert all("Vorname7" not in (one.text or "") for one in cleaned)


HOSTILE = (
    "a",
    "1",
    "1 ",
    "a@",
    "a at ",
    "a@b.c.",
    "12-",
    "1.1.2026 ",
    "Erna ",
    "E. M. ",
    "a\u0300",
    "(1",
    "Anna und von ",
)


@pytest.mark.parametrize("bit", HOSTILE)
def test_no_text_of_twenty_thousand_letters_takes_long(asked: Consents, bit: str) -> None:
    text = (bit * TEXT_MAX)[:TEXT_MAX]
    started = time.process_time()
    asked.clean(text, Kind.OFFER)
    assert time.process_time() - started < 1, "a careless pattern takes a minute"


@pytest.mark.parametrize("sign", "'’`´")
def test_an_apostrophe_may_be_typed_in_any_way(sign: str) -> None:
    known = Consents(Words("de"), [Member(number="8", name="Seán O'Rotkehlchen", short="Seán O.")])
    assert known.clean(f"Mit Seán O{sign}Rotkehlchen im Hof") == f"Mit {NAME} im Hof"
