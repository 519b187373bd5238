"""Members from a table: every way in which German offices write one, and nothing half read."""

import csv
import io
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync.clock import Trust
from sync.ledger.members_csv import BYTES_MAX, MEMBERS_MAX, PREVIEW, Import, read_csv
from sync.ledger.members_csv_columns import HEADINGS, Kind, Problem
from sync.ledger.records import Account, Member
from sync.text import line

HEAD = ";".join(HEADINGS.values())
ERIKA = "1042;Musterfrau;Erika;Eri;erika@example.org;+49 221 12345;1.2.2019;-1.234,5;ja;nein;x"
READ_MS = 1_795_000_000_000
WHOLE = Member(
    number="1042",
    name="Erika Musterfrau",
    short="Eri",
    email="erika@example.org",
    phone="+49 221 12345",
    joined="2019-02-01",
    print=True,
    public=False,
    offline=True,
    account=Account(balance=-123_450, read_ms=READ_MS, trust=Trust.NTP),
)


def read(raw: bytes | str, mapping: Mapping[str, str] | None = None) -> Import:
    data = raw.encode() if isinstance(raw, str) else raw
    return read_csv(data, mapping or {}, read_ms=READ_MS, trust=Trust.NTP)


def cell(field: str, value: str) -> Import:
    """A file of one member with this in one column."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";")
    facts = {"number": "7", "name": "Kern", field: value}
    writer.writerows([[HEADINGS[name] for name in facts], facts.values()])
    return read(sheet.getvalue())


def kinds(found: Import) -> list[tuple[int, str, Kind]]:
    return [(each.line, each.column, each.kind) for each in found.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_a_file_of_german_excel_is_read_whole_in_every_encoding(encoding: str, end: str, last: bool) -> None:
    text = f"{HEAD}{end}{ERIKA}" + (end if last else "")
    found = read(text.encode(encoding))
    assert found.problems == ()
    assert found.members == (WHOLE,)
    assert (found.columns, found.unknown, found.separator) == (HEADINGS, (), ";")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_known_by_the_headings(separator: str) -> None:
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=separator).writerows([HEAD.split(";"), ERIKA.split(";")])
    found = read(sheet.getvalue())
    assert (found.members, found.separator) == ((WHOLE,), separator)


def test_headings_are_known_in_any_order_whatever_their_capitals_and_blanks() -> None:
    found = read("KEIN  INTERNET; name ;O\u0308ffentlich;NUMMER\nja;Kern;j;7\n")
    assert found.members == (Member(number="7", name="Kern", short="K.", public=True, offline=True),)


def test_other_headings_are_named_by_staff() -> None:
    sheet = "Nr;Familienname;Kurzname;Nummer;Bemerkung\n7;Kern;8;0221 1;alt\n"
    found = read(sheet, {"number": "nr", "name": "Familienname", "phone": "NUMMER"})
    assert found.problems == ()
    assert found.members == (Member(number="7", name="Kern", short="8", phone="0221 1"),)
    assert found.columns == {"number": "Nr", "name": "Familienname", "phone": "Nummer", "short": "Kurzname"}
    assert found.unknown == ("Bemerkung",)


def test_a_mapping_that_does_not_fit_is_a_problem() -> None:
    found = read("Nummer;Name\n7;Kern\n", {"phone": "Handy", "colour": "Farbe", "email": ""})
    assert found.members == ()
    assert found.problems == (
        Problem(0, "colour", Kind.KEY_UNKNOWN, "Farbe"),
        Problem(1, "Handy", Kind.COLUMN_MISSING, "phone"),
        Problem(1, "E-Mail", Kind.COLUMN_MISSING, "email"),
    )


@pytest.mark.parametrize(
    ("name", "first", "short", "full", "told"),
    [
        ("Musterfrau", "Erika", "", "Erika Musterfrau", "Erika M."),
        ("von der Heide", "Anna-Lena", "", "Anna-Lena von der Heide", "Anna-Lena V."),
        ("Musterfrau", "Erika", "Eri", "Erika Musterfrau", "Eri"),
        ("Erika Musterfrau", "", "", "Erika Musterfrau", "E. M."),
        ("Musterfrau, Erika", "", "", "Musterfrau, Erika", "M. E."),
        ("Émile", "", "", "Émile", "É."),
        ('(Kern) "Eva"', "", "", '(Kern) "Eva"', "K. E."),
        ("– ?", "", "", "– ?", "7"),
        ("  Kern\n", "Eva\tMaria", "", "Eva Maria Kern", "Eva Maria K."),
        ("Kern\u202e\x07", "", "", "Kern", "K."),
    ],
)
def test_names_are_cleaned_and_the_short_one_says_no_family_name(
    name: str, first: str, short: str, full: str, told: str
) -> None:
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";").writerows([["Nummer", "Name", "Vorname", "Kurzname"], ["7", name, first, short]])
    [member] = read(sheet.getvalue()).members
    assert (member.name, member.short) == (full, told)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        *(("2,50", 250), ("2,5", 250), ("2.5", 250), ("2.05", 205), ("2", 200), ("0", 0), ("-0,25", -25)),
        *(("-1.234,5", -123_450), ("1,234.5", 123_450), ("+3", 300), ("\u22123,1", -310), (" 7 ", 700)),
        *(("1.234.567", 123_456_700), ("1234,00", 123_400), ("999999999,99", 99_999_999_999)),
    ],
)
def test_a_balance_is_read_as_offices_write_it(text: str, hundredths: int) -> None:
    [member] = cell("balance", text).members
    assert member.account == Account(balance=hundredths, read_ms=READ_MS, trust=Trust.NTP)


@pytest.mark.parametrize(
    "text",
    [
        *("1.234", "1,234", "0.125", "2,505", "1.23.4", "1.2345,0", "12.34,5", "2,5,0", "2.5.0", ",5", "2,", "1 234"),
        *("2,50 €", "5-", "--5", "1e3", "NaN", "inf", "٣", "0x1", "=1+1", "9" * 10, "2_5"),
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused(text: str) -> None:
    found = cell("balance", text)
    assert found.members == ()
    assert found.problems == (Problem(2, "Saldo", Kind.AMOUNT, text),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01.02.2019", "2019-02-01"),
        ("1.2.2019", "2019-02-01"),
        ("2019-02-01", "2019-02-01"),
        ("29.2.2024", "2024-02-29"),
    ],
)
def test_a_day_is_read_in_german_and_by_iso(text: str, day: str) -> None:
    [member] = cell("joined", text).members
    assert member.joined == day


@pytest.mark.parametrize(
    "text",
    ["29.2.2023", "1.13.2019", "01.02.19", "2/1/2019", "2019-2-1", "30.12.1899", "gestern", "٠١.٠٢.2019", "1.2.20190"],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    assert cell("joined", text).problems == (Problem(2, "Eintritt", Kind.DATE, text),)


@pytest.mark.parametrize("field", ["print", "public", "offline"])
def test_yes_and_no_have_few_words_and_others_are_refused(field: str) -> None:
    said = {
        word: getattr(found.members[0], field)
        for word in (
            "ja",
            "J",
            "x",
            "X",
            "1",
            "yes",
            "TRUE",
            "Wahr",
            "nein",
            "N",
            "0",
            "",
            " ",
            "no",
            "false",
            "Falsch",
        )
        if not (found := cell(field, word)).problems
    }
    assert list(said.values()) == [True] * 8 + [False] * 8
    for word in ("vielleicht", "-", "2", "jaja", "✓"):
        assert cell(field, word).problems == (Problem(2, HEADINGS[field], Kind.YES_OR_NO, word),)


def test_empty_cells_are_nothing() -> None:
    found = read(f"{HEAD}\n7;Kern;;;;;;;;;\n8;Blum\n")
    assert found.members == (
        Member(number="7", name="Kern", short="K."),
        Member(number="8", name="Blum", short="B."),
    )


def test_blank_rows_count_as_lines_and_nothing_else() -> None:
    found = read(f"\n;;\n{HEAD}\n\n;;;;;;;;;;\n7;Kern\n\n8;\n")
    assert kinds(found) == [(8, "Name", Kind.MISSING)]


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks() -> None:
    found = read('Nummer;Name;Telefon\r\n7;"Kern; ""Eva""";"0221\r\n1234"\r\n8;Blum;"\n\n"\n9;;\n')
    assert kinds(found) == [(7, "Name", Kind.MISSING)]
    found = read('Nummer;Name;Telefon\r\n7;"Kern; ""Eva""";"0221\r\n1234"\r\n')
    assert found.members == (Member(number="7", name='Kern; "Eva"', short="K. E.", phone="0221 1234"),)


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(A1)", "@SUM(A1)", "+49 221", "-1", "00017", "1E5"])
def test_what_looks_like_a_formula_or_a_number_stays_text(text: str) -> None:
    [member] = cell("phone", text).members
    assert member.phone == text


@pytest.mark.parametrize("text", ["0017", "=1+1", "A-17", "ü/8", "u\u0308/8", "'17"])
def test_a_number_stays_as_it_is_written(text: str) -> None:
    [member] = cell("number", f" {text} ").members
    assert member.number == text.replace("u\u0308", "ü")


@pytest.mark.parametrize("text", ["10 42", "10\u00a042", "10\n42", "10\u200b42", "10\x0742", "10\u202e42", "10\t42"])
def test_a_number_with_blanks_or_letters_that_cannot_be_seen_is_refused(text: str) -> None:
    found = cell("number", text)
    assert found.members == ()
    assert [each.kind for each in found.problems] == [Kind.NUMBER]


@pytest.mark.parametrize(
    ("field", "most"),
    [("number", 40), ("name", 80), ("first", 80), ("short", 40), ("email", 254), ("phone", 40)],
)
def test_a_field_has_a_longest_length_and_is_never_cut(field: str, most: int) -> None:
    [member] = cell(field, "M" * most).members
    assert "M" * most in (member.number, member.name.partition(" ")[0], member.short, member.email, member.phone)
    for longer in (most + 1, 5_000):
        found = cell(field, "M" * longer)
        assert kinds(found) == [(2, HEADINGS[field], Kind.TOO_LONG)]
        assert len(found.problems[0].value) <= 60


def test_all_problems_are_told_in_the_order_of_the_file_and_no_member_is() -> None:
    found = read(f"{HEAD}\n{ERIKA}\n;Kern;;;;;32.1.2020;viel;hm;;\n1042;\nA1;Blum;;;;;;;;;;zu viel\na1;Blum\n")
    assert found.members == ()
    assert kinds(found) == [
        (3, "Nummer", Kind.MISSING),
        (3, "Saldo", Kind.AMOUNT),
        (3, "Eintritt", Kind.DATE),
        (3, "Druck", Kind.YES_OR_NO),
        (4, "Name", Kind.MISSING),
        (4, "Nummer", Kind.NUMBER_TWICE),
        (5, "", Kind.MORE_CELLS),
        (6, "Nummer", Kind.NUMBER_TWICE),
    ]
    assert found.problems[6].value == "zu viel"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"\xef\xbb\xbf", Kind.EMPTY),
        (b" \r\n\n", Kind.EMPTY),
        (b"Nummer;Name\r\n", Kind.EMPTY),
        (b";;;\n;;\n", Kind.EMPTY),
        (b"1042;Musterfrau\n17;Kern\n", Kind.NO_HEADINGS),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Kind.NO_TEXT),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0", Kind.NO_TEXT),
        ("Nummer;Name\n7;Kern\n".encode("utf-16-le"), Kind.NO_TEXT),
        (b"\xef\xbb\xbfNummer;Name\n7;K\xe4rn\n", Kind.NO_TEXT),
        (b"Nummer;Name\n7;K\xe4r\x81\n", Kind.NO_TEXT),
        (b"\xff\xfeN", Kind.NO_TEXT),
        (b"x" * (BYTES_MAX + 1), Kind.TOO_LARGE),
    ],
)
def test_a_file_that_is_no_table_of_members_is_named(raw: bytes, kind: Kind) -> None:
    found = read(raw)
    assert [each.kind for each in found.problems] == [kind]
    assert found.members == ()


def test_needed_columns_are_named_once_and_not_for_every_row() -> None:
    found = read("Vorname;Kurzname\nErika;Eri\nEva;Ev\n")
    assert kinds(found) == [(1, "Nummer", Kind.COLUMN_MISSING), (1, "Name", Kind.COLUMN_MISSING)]
    assert found.preview == (("Erika", "Eri"), ("Eva", "Ev"))


def test_a_used_column_that_stands_twice_is_refused_and_an_unused_one_is_not() -> None:
    found = read("Nummer;Name;name;Farbe;Farbe\n7;Kern;Kern;rot;blau\n")
    assert kinds(found) == [(1, "Name", Kind.COLUMN_TWICE)]
    assert read("Nummer;Name;Farbe;Farbe;;\n7;Kern;rot;blau;;\n").unknown == ("Farbe", "Farbe")


@pytest.mark.parametrize("broken", ['8;"Blum\n9;Rot\n', '8;"Bl"um\n', f"8;{'B' * 140_000}\n"])
def test_a_broken_quote_is_named_by_the_line_where_its_row_begins(broken: str) -> None:
    found = read(f"Nummer;Name\n7;Kern\n{broken}")
    assert found.members == ()
    assert kinds(found) == [(3, "", Kind.BROKEN)]


def test_the_most_members_are_read_and_one_more_is_too_many() -> None:
    rows = [f"{number};Kern" for number in range(MEMBERS_MAX)]
    assert len(read("\n".join(["Nummer;Name", *rows])).members) == MEMBERS_MAX
    found = read("\n".join(["Nummer;Name", *rows, "x;Blum", "y;Blum"]))
    assert kinds(found) == [(MEMBERS_MAX + 2, "", Kind.TOO_MANY)]
    assert found.members == ()


def test_a_table_may_trail_empty_columns_and_is_not_too_wide() -> None:
    empty = ";" * 16_000
    assert len(read(f"Nummer;Name{empty}\n7;Kern{empty}\n").members) == 1
    found = read(f"Nummer;Name{empty};x\n7;Kern\n")
    assert kinds(found) == [(1, "", Kind.TOO_MANY_COLUMNS)]
    assert found.members == ()


def test_the_first_rows_are_shown_as_they_stand_there_but_clean() -> None:
    rows = "".join(f"{number};Kern\x1b[2J{'x' * 100}\n" for number in range(PREVIEW + 3))
    found = read(f"Nummer;Name;Farbe\n{rows}")
    assert found.headings == ("Nummer", "Name", "Farbe")
    assert [row[0] for row in found.preview] == ["0", "1", "2", "3", "4"]
    for row in found.preview:
        assert (len(row), row[2]) == (3, "")
        assert row[1].startswith("Kern[2Jxx")
        assert len(row[1]) <= 60


def test_problems_tell_foreign_text_harmlessly() -> None:
    found = read("Nummer;Name;Eintritt\x1b]0;\n7;Kern;x\n", {"joined": "Eintritt\x1b]0"})
    for each in found.problems:
        assert (line(each.value) or "", line(each.column) or "") == (each.value, each.column)
        assert "\x1b" not in each.value + each.column


LETTERS = st.text(st.sampled_from('07;,\t"\r\n ÄeNummer-.=x\x00\x1b\u202e\u0308\ud7ff'), max_size=80)


@given(
    raw=st.one_of(
        st.binary(max_size=300),
        LETTERS.map(str.encode),
        LETTERS.map(lambda text: f"Nummer;Name;Saldo;Eintritt;Druck\n{text}".encode()),
        LETTERS.map(lambda text: f"Nummer\tName\n{text}".encode("utf-16")),
    ),
    mapping=st.dictionaries(st.sampled_from([*HEADINGS, "x", ""]), st.sampled_from(["Name", "Nummer", "", "\0", "7"])),
)
@example(raw=b"\xff\xfe\x00\xd8", mapping={})
@example(raw=b"Nummer;Name\n7;\x85", mapping={})
def test_any_bytes_bring_members_or_problems_and_never_both(raw: bytes, mapping: dict[str, str]) -> None:
    found = read(raw, mapping)
    assert bool(found.members) != bool(found.problems)
    numbers = [member.number for member in found.members]
    assert len({number.casefold() for number in numbers}) == len(numbers)
    for member in found.members:
        assert member.number == line(member.number)
        assert member.name == line(member.name)
        assert member.short == line(member.short)


@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.text(min_size=1, max_size=30).filter(lambda text: bool(line(text)))),
        min_size=1,
        max_size=20,
        unique_by=lambda row: row[0],
    ),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_comes_back(rows: list[tuple[int, str]], separator: str, encoding: str) -> None:
    rows = [(number, name) for number, name in rows if "\0" not in name]
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=separator).writerows([("Nummer", "Name"), *rows, ("end", "Ende")])
    found = read(sheet.getvalue().encode(encoding, "surrogatepass"))
    assert [(member.number, member.name) for member in found.members[:-1]] == [
        (str(number), line(name)) for number, name in rows
    ]
