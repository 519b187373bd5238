"""The samples of the test print, read by an interpreter that shares nothing with what made them."""

import pytest

from printing.profile import Profile, profile_for
from printing.test_sheet import BARS, CODE, CODES, LETTERS, ROWS, TestSheet, sheet_bytes
from tests.printing.escpos_reader import Sheet, read

SHEET = TestSheet(blocks=(), title="Testdruck", letters="Zeile?", rows="Reihe?", codes="Muster?", bars="Balken?")


def printed(profile: Profile | None = None) -> Sheet:
    """The bytes of letters stay as they are: their code pages differ."""
    return read(sheet_bytes(SHEET, profile or profile_for(80)), "latin-1")


def test_r21_the_samples_are_made_of_the_commands_of_slips_alone() -> None:
    sheet = printed()
    assert sheet.cuts == 1
    assert sheet.commands[0] == "ESC @"
    assert sheet.commands[-1] == "GS V"


def test_each_candidate_is_sent_in_its_own_code_page() -> None:
    for mark, letters in LETTERS.items():
        [raw] = [row.text for row in printed().rows if row.text.startswith(f"{mark}  ")]
        row = raw.encode("latin-1").decode(letters.codec)
        assert row.startswith(f"{mark}  äöüß ÄÖÜ")
        assert row.endswith("€") is (letters.codec != "cp437")
        assert bytes((0x1B, 0x74, letters.page)) + mark.encode() in sheet_bytes(SHEET, Profile())


def test_a_row_of_digits_ends_in_the_last_column_that_it_is_for() -> None:
    rows = {row.text[0]: row for row in printed().rows if row.text.endswith("<")}
    assert {mark: len(row.text) for mark, row in rows.items()} == ROWS
    assert {row.across for row in rows.values()} == {1}


def test_both_kinds_of_codes_hold_the_same() -> None:
    sheet = printed()
    assert [content for _, _, content in sheet.codes] == [CODE.encode()]
    assert set(CODES) <= {row.text for row in sheet.rows}


def test_bars_reach_from_edge_to_edge_the_widest_last() -> None:
    bars = [rows for _, rows in printed().images][-len(BARS) :]
    assert [len(rows[0]) * 8 for rows in bars] == sorted(BARS.values())
    for rows in bars:
        assert rows[0][:3] == rows[0][-3:] == b"\xff\xff\xff"
        assert rows[0][3:-3].strip(b"\x00") == b""
        assert b"\xff" * len(rows[0]) in rows


def test_the_slip_cuts_also_where_no_cutter_is_known_and_leaves_kanji_alone_where_told() -> None:
    assert printed(Profile(cutter=False)).cuts == 1
    assert "FS ." in printed().commands
    assert "FS ." not in printed(Profile(kanji=False)).commands


@pytest.mark.parametrize("text", ["Größe\x1bp0\x19\xfa", "Ärger \x10\x14\x01\x00\x05"])
def test_r21_no_word_of_the_catalogue_can_be_a_command(text: str) -> None:
    sheet = TestSheet(blocks=(), title=text, letters=text, rows=text, codes=text, bars=text)
    assert read(sheet_bytes(sheet, Profile()), "latin-1").cuts == 1
