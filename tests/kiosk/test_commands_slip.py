"""`kiosk slip`: shown or printed, with every trouble of the printer in words."""

import re
from pathlib import Path

import pytest

from tests.kiosk.command import Kiosk, Ran
from tests.printing.fake_printer import COVER_OPEN, PAPER_OUT, fake_printer


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Kiosk:
    kiosk = Kiosk(tmp_path_factory.mktemp("slip"))
    assert kiosk.run("status").code == 0
    return kiosk


@pytest.fixture(scope="module")
def id_(demo: Kiosk) -> str:
    return str(demo.run("items", "offers", "--json").rows()[0]["id"])


def test_the_preview_is_data_and_says_what_the_item_says(demo: Kiosk, id_: str) -> None:
    ran = demo.run("slip", id_, "--preview")
    assert (ran.code, ran.err) == (0, "")
    assert "Quartierstreff Lindenhof" in ran.out
    assert f"Nummer {id_}" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 60


def test_an_id_may_be_typed_in_capitals_and_with_blanks(demo: Kiosk, id_: str) -> None:
    expected = demo.run("slip", id_, "--preview").out
    for typed in (id_.upper(), f"  {id_} ", f"{id_[:3]} {id_[3:]}"):
        assert demo.run("slip", typed, "--preview").out == expected


@pytest.mark.parametrize("typed", ["xxxx", "", "ä", "../x", "'; DROP TABLE item; --", "x" * 1000])
def test_an_unknown_id_is_a_sentence_and_exit_2(demo: Kiosk, typed: str) -> None:
    ran = demo.run("slip", typed)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "kiosk items" in ran.err


def test_several_ids_make_one_slip_by_date_and_one_id_twice_is_one(demo: Kiosk) -> None:
    events = [str(row["id"]) for row in demo.run("items", "events", "--json").rows() if row["starts"]][:3]
    ran = demo.run("slip", *reversed(events), events[0], "--preview")
    assert ran.code == 0
    assert ran.out.count("Merkzettel") == 1
    places = [ran.out.index(f"Nummer: {id_.upper()}") for id_ in events]
    assert places == sorted(places)
    assert "Merkzettel" not in demo.run("slip", events[0], events[0], "--preview").out


def test_more_items_than_a_slip_holds_are_a_sentence_and_exit_2(demo: Kiosk) -> None:
    ids = [str(row["id"]) for row in demo.run("items", "events", "--json").rows()]
    assert demo.run("slip", *ids[:8], "--preview").code == 0
    ran = demo.run("slip", *ids[:9], "--preview")
    assert (ran.code, ran.out, ran.err) == (2, "", "Auf einen Zettel passen höchstens 8 Einträge.\n")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--opening", ("Öffnungszeiten", "Fr 9 bis 12 Uhr", "030 23125-110")),
        ("--person", ("Eine Person fragen", "Frau Beispiel", "Meine Frage")),
        ("--wifi", ("WLAN", "Lindenhof-Gast", "willkommen-im-")),
        ("--feedback", ("Ihre Rückmeldung", "Für das Büro:")),
    ],
)
def test_the_house_has_slips_of_its_own(demo: Kiosk, option: str, said: tuple[str, ...]) -> None:
    ran = demo.run("slip", option, "--preview")
    assert (ran.code, ran.err) == (0, "")
    assert all(word in ran.out.replace("\u00a0", " ") for word in said), ran.out


def test_a_feedback_number_is_new_each_time_and_can_be_printed_again(demo: Kiosk) -> None:
    first, second = (re.findall(r"\d{6}-\d{5}", demo.run("slip", "--feedback", "--preview").out)[0] for _ in range(2))
    assert first != second
    again = demo.run("slip", "--feedback", first.replace("-", " "), "--preview")
    assert again.code == 0
    assert first in again.out
    wrong = first[:-1] + str((int(first[-1]) + 1) % 10)
    ran = demo.run("slip", "--feedback", wrong)
    assert (ran.code, ran.out, ran.err) == (2, "", f"Die Nummer {wrong} ist falsch geschrieben.\n")


@pytest.mark.parametrize(
    ("option", "line"),
    [
        ("--opening", '[centre]: hours = ["Mo bis Do 9 bis 12 Uhr"]'),
        ("--person", '[centre]: person = "Frau Yıldız, im Büro"'),
        ("--wifi", '[wifi]: name = "Quartierstreff-Gast"'),
    ],
)
def test_where_the_settings_say_nothing_the_line_to_write_is_named(tmp_path: Path, option: str, line: str) -> None:
    ran = Kiosk(tmp_path, "").run("slip", option)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"Davon steht nichts in den Einstellungen. Schreiben Sie unter {line}\n"


@pytest.mark.parametrize("words", [(), ("--opening", "--feedback"), ("abcd", "--wifi"), ("abcd", "--feedback", "")])
def test_one_slip_at_a_time(demo: Kiosk, words: tuple[str, ...]) -> None:
    ran = demo.run("slip", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("Welcher Zettel?")


def test_a_file_takes_the_bytes_of_the_slip(demo: Kiosk, id_: str, tmp_path: Path) -> None:
    ran = demo.run("slip", id_, "--device", f"file://{tmp_path}/out.bin")
    assert (ran.code, ran.out, ran.err) == (0, "", "Ihr Zettel ist beim Drucker.\n")
    assert (tmp_path / "out.bin").read_bytes().startswith(b"\x1b@")


def test_a_printer_on_the_network_confirms(demo: Kiosk, id_: str) -> None:
    with fake_printer() as printer:
        ran = demo.run("slip", id_, "--device", printer.url)
    assert (ran.code, ran.err) == (0, "Ihr Zettel ist gedruckt. Bitte nehmen Sie ihn mit.\n")


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (PAPER_OUT, "Das Papier ist alle"),
        (COVER_OPEN, "Klappe am Drucker ist offen"),
    ],
)
def test_the_printers_trouble_is_named_and_exit_3(demo: Kiosk, id_: str, states: dict[int, int], said: str) -> None:
    with fake_printer(states=states) as printer:
        ran = demo.run("slip", id_, "--device", printer.url)
    assert ran.code == 3
    assert ran.err.startswith("Der Zettel ist nicht gedruckt. ")
    assert said in ran.err


def trouble(demo: Kiosk, id_: str, *words: str) -> Ran:
    ran = demo.run("slip", id_, *words)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    return ran


@pytest.mark.parametrize(
    ("device", "said"),
    [
        ("none", "kein Drucker angeschlossen"),
        ("tcp://127.0.0.1:9", "Der Drucker ist"),
        ("file:///nirgends/lp0", "nicht angesteckt"),
        ("file:///dev/full", "Das Papier ist alle"),
        ("file:///dev/usb/lp99", "nicht angesteckt"),
        ("usb://04b8:0e15", "nicht angesteckt"),
        ("serial:///dev/ttyUSB99?baud=38400", "nicht angesteckt"),
    ],
)
def test_a_device_that_does_not_answer_is_named_in_words_and_exit_3(
    demo: Kiosk, id_: str, device: str, said: str
) -> None:
    ran = trouble(demo, id_, "--device", device)
    assert ran.code == 3
    assert said in ran.err


def test_without_a_printer_in_the_settings_the_slip_is_not_printed(demo: Kiosk, id_: str) -> None:
    assert trouble(demo, id_).code == 3


@pytest.mark.parametrize(
    ("device", "example"),
    [
        ("lp0", "tcp://192.168.1.50:9100"),
        ("", "tcp://192.168.1.50:9100"),
        ("tcp://", "tcp://192.168.1.50:9100"),
        ("tcp://a:0", "tcp://192.168.1.50:9100"),
        ("file://relativ", "file:///dev/usb/lp0"),
        ("usb://epson", "usb://04b8:0202"),
        ("serial:///dev/ttyUSB0?baud=1", "serial:///dev/ttyUSB0?baud=19200&flow=xonxoff"),
        ("cups://", "cups://bon"),
    ],
)
def test_a_device_that_cannot_be_driven_is_told_what_should_stand_there(
    demo: Kiosk, id_: str, device: str, example: str
) -> None:
    ran = trouble(demo, id_, "--device", device)
    assert ran.code == 2
    assert f'"{device}"' in ran.err
    assert f"--device {example}" in ran.err


def test_the_settings_decide_paper_and_device(tmp_path: Path) -> None:
    out = tmp_path / "out.bin"
    kiosk = Kiosk(tmp_path, f'[printer]\ndevice = "file://{out}"\npaper_mm = 58\n')
    assert kiosk.run("slip", "abcd").code == 2
    assert not out.exists()


def test_a_list_is_one_slip_and_a_category_narrows_it(demo: Kiosk) -> None:
    offers = demo.run("slip", "--list", "offers", "--preview")
    assert (offers.code, offers.err) == (0, "")
    assert "Angebote" in offers.out
    categories = demo.run("items", "offers", "--json").rows()[0]["categories"]
    assert isinstance(categories, list)
    category = str(categories[0])
    narrow = demo.run("slip", "--list", "offers", "--category", category, "--preview")
    assert narrow.code == 0
    assert category in narrow.out
    assert len(narrow.out) < len(offers.out)


@pytest.mark.parametrize("words", [("--list", "offers", "--category", "Gibt es nicht"), ("--category", "Haushalt")])
def test_a_category_must_be_one_of_a_list(demo: Kiosk, words: tuple[str, ...]) -> None:
    ran = demo.run("slip", *words, "--preview")
    assert (ran.code, ran.out) == (2, "")
    assert "Kategorie" in ran.err or "Welcher Zettel?" in ran.err
