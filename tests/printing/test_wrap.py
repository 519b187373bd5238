import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.letters import NO_BREAK, clusters, printable
from printing.wrap import wrap

widths = st.integers(min_value=10, max_value=48)
lines = st.text(max_size=120).map(lambda text: printable(text, "cp858"))


@given(lines, widths)
def test_no_row_is_wider_than_the_paper_and_none_is_blank(text: str, columns: int) -> None:
    rows = wrap(text, columns)
    assert all(0 < len(row) <= columns and row.strip() for row in rows)


@given(lines, widths)
def test_every_letter_reaches_a_row_in_order(text: str, columns: int) -> None:
    assert _letters("".join(wrap(text, columns))) == _letters(text)


@given(st.text("abcdefghijklmnoprstuvwzäöüß", min_size=17, max_size=80), widths)
def test_a_hyphen_is_added_only_at_a_row_end(word: str, columns: int) -> None:
    assert all("-" not in row[:-1] for row in wrap(word, columns))


@given(st.text("aеğжÄ👩👍🏽🇩🇪\u200d\u0301\u0327\u0308- ", max_size=80), st.integers(min_value=2, max_value=24))
def test_letters_of_different_widths_bring_their_own_measure_and_keep_their_marks(text: str, columns: int) -> None:
    line = printable(text, "cp858")
    rows = wrap(line, columns, _wide)
    assert _letters("".join(rows)) == _letters(line)
    assert all(_wide(row) <= columns or len(clusters(row)) == 1 for row in rows)
    pieces = [piece for row in rows for piece in clusters(row) if piece not in " -"]
    assert pieces == [piece for piece in clusters(line) if piece not in (" ", "-", NO_BREAK)]


def _wide(row: str) -> int:
    """Two columns a letter; what belongs together takes them once."""
    return sum(1 + (piece > "b") for piece in clusters(row))


def _letters(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter != "-")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Kaffee und Kuchen im Nachbarschaftscafé", ["Kaffee und", "Kuchen im", "Nachbarschafts-", "café"]),
        ("Seniorenmittagstisch", ["Seniorenmittags-", "tisch"]),
        ("Mutter-Kind-Treffen", ["Mutter-Kind-", "Treffen"]),
        ("Wohnungsbesichtigung", ["Wohnungs-", "besichtigung"]),
        ("Stadtteilkonferenz", ["Stadtteilkonfe-", "renz"]),
        ("Donnerstag, 26. November", ["Donnerstag,", "26. November"]),
        ("Eintritt nur 2 Euro", ["Eintritt nur", "2 Euro"]),
        ("Hausmeister, 4 Stunden", ["Hausmeister,", "4 Stunden"]),
        ("Hauptplatz, 50733 Köln", ["Hauptplatz,", "50733 Köln"]),
        ("Telefon 0221\u00a0555\u00a020", ["Telefon", "0221 555 20"]),
        ("https://example.org/riehl/kaffee", ["https://example.", "org/riehl/kaffee"]),
        ("0123456789012345678", ["0123456789012345", "678"]),
        ("  ", []),
    ],
)
def test_sixteen_columns_break_where_a_reader_expects_it(text: str, rows: list[str]) -> None:
    assert wrap(text, 16) == rows
