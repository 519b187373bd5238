"""`kiosk members`: the list, and the import of a table, all of it or nothing."""

from pathlib import Path

import pytest

from kiosk.import_words import problem_words
from kiosk.words import LANGUAGES, Words
from sync.ledger.members_csv_columns import Kind, Problem
from tests.kiosk.office_command import Office

KEYS = (
    *("number", "name", "short", "email", "phone", "joined", "print", "public", "offline", "source"),
    *("balance", "balance_read", "floor", "ceiling"),
)
HEAD = "Nummer;Name;Vorname;E-Mail;Telefon;Eintritt;Saldo;Kein Internet\r\n"
TABLE = f"{HEAD}1042;Mustermann;Erika;;0221 222;01.02.2020;-9,00;ja\r\n23;Yılmaz;Ayşe;a@example.org;;;2,5;nein\r\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def table(office: Office, text: str, encoding: str = "utf-8-sig") -> str:
    path = office.folder / "mitglieder.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def names(office: Office) -> dict[object, object]:
    return {row["number"]: row["name"] for row in office.run("members", "--json").rows()}


def test_every_member_has_all_keys_in_their_order(office: Office) -> None:
    erika, kemal = office.run("members", "--json").rows()
    assert tuple(erika) == tuple(kemal) == KEYS
    assert (erika["number"], erika["offline"], erika["balance"], erika["phone"]) == ("1042", True, "-9.00", "0221 111")
    assert str(erika["balance_read"]).endswith(("+01:00", "+02:00"))
    assert (kemal["balance"], kemal["balance_read"], kemal["public"], kemal["phone"]) == (None, None, True, None)


def test_the_plain_list_shows_contacts_and_no_balance(office: Office) -> None:
    ran = office.run("members", "--search", "mus")
    assert (ran.code, ran.out, ran.err) == (0, "1042  Erika Mustermann  0221 111\n", "")
    assert office.run("members", "--search", "nobody").out == ""


def test_a_dry_run_shows_and_changes_nothing(office: Office) -> None:
    ran = office.run("members", "import", table(office, TABLE), "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert "number = Nummer" in ran.out
    assert "23 | Yılmaz | Ayşe" in ran.out
    assert ran.out.endswith("1 neu, 1 geändert, 0 wie zuvor\n")
    assert names(office) == {"1042": "Erika Mustermann", "17": "Kemal Öztürk"}


def test_an_import_tells_what_it_did_and_keeps_what_the_table_does_not_tell(office: Office) -> None:
    assert office.run("members", "import", table(office, TABLE)).out == "1 neu, 1 geändert, 0 wie zuvor\n"
    assert office.run("members", "import", table(office, TABLE)).out == "0 neu, 0 geändert, 2 wie zuvor\n"
    rows = {row["number"]: row for row in office.run("members", "--json").rows()}
    assert (rows["1042"]["phone"], rows["1042"]["joined"]) == ("0221 222", "2020-02-01")
    assert (rows["23"]["balance"], rows["23"]["short"]) == ("2.50", "Ayşe Y.")
    assert rows["17"]["email"] == "kemal@example.org"
    office.run("members", "import", table(office, "Nummer;Name\r\n1042;Erika Muster\r\n"))
    rows = {row["number"]: row for row in office.run("members", "--json").rows()}
    assert (rows["1042"]["name"], rows["1042"]["phone"], rows["1042"]["offline"]) == ("Erika Muster", "0221 222", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tables_of_german_excel_are_read_in_every_encoding(office: Office, encoding: str) -> None:
    assert office.run("members", "import", table(office, "Nummer;Name\r\n5;Jörg Groß\r\n", encoding)).code == 0
    assert names(office)["5"] == "Jörg Groß"


def test_one_wrong_line_imports_nothing_and_is_named(office: Office) -> None:
    ran = office.run("members", "import", table(office, f"{TABLE}24;;;;;;viel;vielleicht\r\n"))
    assert (ran.code, ran.out) == (2, "")
    said = ran.err.splitlines()
    assert said[0] == "Es wurde nichts übernommen."
    assert sorted(said[1:]) == [
        "Zeile 4, Kein Internet: „vielleicht“ ist weder ja noch nein.",
        "Zeile 4, Name: Hier muss etwas stehen.",
        "Zeile 4, Saldo: „viel“ ist kein Betrag wie 2,50.",
    ]
    assert "23" not in names(office)


def test_of_many_problems_twenty_are_told(office: Office) -> None:
    ran = office.run("members", "import", table(office, "Nummer;Name\r\n" + "7;\r\n" * 30))
    assert ran.err.count("\n") == 22
    assert ran.err.splitlines()[-1] == "und 39 weitere"


def test_headings_that_are_named_once_are_remembered_and_never_in_the_way(office: Office) -> None:
    strange = "Nr;Wer\r\n5;Jörg\r\n"
    ran = office.run("members", "import", table(office, strange))
    assert (ran.code, "--map" in ran.err) == (2, True)
    assert office.run("members", "import", table(office, strange), "--map", "number=Nr", "--map", "name=Wer").code == 0
    assert office.run("members", "import", table(office, strange.replace("Jörg", "Jana"))).code == 0
    assert names(office)["5"] == "Jana"
    assert office.run("members", "import", table(office, TABLE)).code == 0
    assert office.run("members", "import", table(office, strange)).code == 0


def test_a_dry_run_remembers_no_headings(office: Office) -> None:
    strange = table(office, "Nr;Name\r\n5;Jörg\r\n")
    assert office.run("members", "import", strange, "--map", "number=Nr", "--dry-run").code == 0
    assert office.run("members", "import", strange).code == 2


@pytest.mark.parametrize("mapping", ["number", "number=", "nummer=Nr", "=Nr"])
def test_a_mapping_that_is_none_is_told(office: Office, mapping: str) -> None:
    ran = office.run("members", "import", table(office, TABLE), "--map", mapping)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "number, name" in ran.err


def test_a_file_that_cannot_be_read_is_a_sentence(office: Office) -> None:
    for path in ("nirgends.csv", str(office.folder)):
        ran = office.run("members", "import", path)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_ring_that_cannot_be_reached_keeps_the_members_and_is_named(office: Office) -> None:
    ran = office.run("members", "--refresh")
    assert (ran.code, ran.out.count("\n")) == (3, 2)
    assert ran.err.startswith("tauschring: 127.0.0.1 antwortet nicht")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_problem_of_a_table_has_a_whole_sentence(kind: Kind, language: str) -> None:
    said = problem_words(Words(language), Problem(7, "Saldo", kind, "abc"))
    assert "7" in said
    assert "{" not in said
