from itertools import groupby
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.encode import encode, flush
from printing.layout import Code, layout
from printing.payloads import Network
from printing.profile import Own, profile_for
from printing.slip import QR, Block, Fact, Heading, Masthead, Paragraph, Slip, Small
from tests.printing.escpos_reader import NotAllowed, read
from tests.printing.hostile_words import EVERY, hostile, proven
from tests.printing.slips import ADDRESS, COFFEE

GOLDEN = Path(__file__).parent / "golden"
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Masthead, hostile),
    st.builds(Heading, hostile),
    st.builds(Fact, hostile, hostile),
    st.builds(Paragraph, hostile),
    st.builds(Small, hostile),
    st.builds(lambda text: QR(ADDRESS, text), hostile),
)


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_the_bytes_of_a_slip_are_the_golden_ones(paper_mm: int) -> None:
    """After a wanted change: `python -m tests.printing.golden`, then look at the slip (printing/README.md)."""
    profile = profile_for(paper_mm)
    job = encode(layout(COFFEE, profile), profile)
    golden = (GOLDEN / f"slip-{paper_mm}.bin").read_bytes()
    assert read(job).text == read(golden).text
    assert read(job).commands == read(golden).commands
    assert job == golden


@settings(deadline=None)
@given(st.lists(blocks, max_size=3), st.sampled_from((58, 80)), st.sampled_from(("cp858", "cp1252", "cp437")))
def test_r21_hostile_text_in_every_block_prints_as_text_and_as_nothing_else(
    parts: list[Block], paper_mm: int, codec: str
) -> None:
    sheet = proven(Slip(tuple(parts)), profile_for(paper_mm, own=Own(codec=codec)))
    assert set(sheet.commands[:4]) == {"ESC @", "FS .", "ESC R", "ESC t"}


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_r21_every_command_family_and_every_block_of_unicode_prints_as_text(paper_mm: int) -> None:
    for at, text in enumerate(EVERY):
        kind = (Masthead, Heading, Paragraph, Small)[at % 4]
        proven(Slip((kind(text), Fact(text[:60], text[:60]))), profile_for(paper_mm))


@pytest.mark.parametrize("text", [text for text in EVERY if "Wort" in text][:8])
def test_r21_the_words_among_commands_survive(text: str) -> None:
    assert proven(Slip((Paragraph(text),)), profile_for(80)).text.count("Wort") == text.count("Wort")


@pytest.mark.parametrize("byte", [0x00, 0x07, 0x0D, 0x10, 0x7F])
def test_the_reader_itself_refuses_bytes_that_no_slip_holds(byte: int) -> None:
    with pytest.raises(NotAllowed):
        read(b"\x1b@" + bytes((byte,)))


@pytest.mark.parametrize(
    "command",
    [
        *(b"\x1bp\x00\x19\xfa", b"\x1dV\x00", b"\x1bt\x11", b"\x1d!w", b"\x1da\xff", b"\x1ba\x03"),
        *(b"\x1d(k\x03\x00\x31\x51\x30", b"\x1d(k\x04\x00\x31\x41\x31\x00", b"\x1d(L\x02\x000\x02"),
        *(b"\x1dv0\x00\x02\x00\x01\x00\x10\x14", b"\x1dv0\x01\x01\x00\x01\x00\xff"),
    ],
)
def test_the_reader_itself_refuses_commands_that_no_slip_holds(command: bytes) -> None:
    with pytest.raises(NotAllowed):
        read(b"\x1b@" + command)


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_no_raster_byte_is_a_command_byte(paper_mm: int) -> None:
    profile = profile_for(paper_mm)
    for number in range(40):
        slip = Slip((QR(f"https://example.org/{number:0{1 + 3 * number}}"),))
        images = read(encode(layout(slip, profile), profile)).images
        used = {byte for _, rows in images for row in rows for byte in row}
        assert not used & {0x10, 0x1B, 0x1C, 0x1D}


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_rows_fit_the_paper_in_the_size_they_are_printed_in(paper_mm: int) -> None:
    profile = profile_for(paper_mm)
    sheet = read(encode(layout(COFFEE, profile), profile))
    assert all(len(row.text) * row.across <= profile.columns for row in sheet.rows)
    assert all(8 * len(row) <= profile.dots for _, rows in sheet.images for row in rows)


def test_a36_nothing_but_the_footer_is_below_double_height() -> None:
    profile = profile_for(80)
    sheet = read(encode(layout(COFFEE, profile), profile))
    heights = [(row.down, row.bold) for row in sheet.rows]
    assert [key for key, _ in groupby(heights)] == [(2, True), (1, False)]


def test_a_printer_without_cutter_gets_no_cut() -> None:
    profile = msgspec.structs.replace(profile_for(58), cutter=False)
    assert read(encode(layout(COFFEE, profile), profile)).cuts == 0


def test_the_flush_fills_the_longest_image_that_a_torn_job_can_leave_open() -> None:
    profile = profile_for(80)
    images = read(encode(layout(COFFEE, profile), profile)).images
    assert max(sum(map(len, rows)) for _, rows in images) <= len(flush(profile))
    assert set(flush(profile)) == {0}


NATIVE = msgspec.structs.replace(profile_for(58), native_qr=True)


@pytest.mark.parametrize("payload", [ADDRESS, "https://example.org/" + "y" * 100])
def test_r21_a_printer_that_draws_codes_gets_the_payload_with_its_length_and_the_quiet_zone(payload: str) -> None:
    strip = layout(Slip((QR(payload),)), NATIVE)
    [code] = [line for line in strip.lines if isinstance(line, Code)]
    job = encode(strip, NATIVE)
    sheet = read(job)
    assert sheet.codes == [(1, code.dots, payload.encode())]
    assert not sheet.images
    white = b"\x1bJ" + bytes((4 * code.dots,))
    assert job.count(white) >= 2
    assert len(job) < len(encode(strip, profile_for(58))) / 8


def test_a_payload_beyond_ascii_goes_out_as_dots_even_to_a_printer_that_draws_codes() -> None:
    sheet = read(encode(layout(Slip((QR(Network("Café am Bürgerhaus", "k" * 8)),)), NATIVE), NATIVE))
    assert not sheet.codes
    assert sheet.images


def test_kanji_mode_is_switched_off_only_where_a_printer_may_have_it() -> None:
    plain = msgspec.structs.replace(profile_for(58), kanji=False)
    assert "FS ." in read(encode(layout(COFFEE, profile_for(58)), profile_for(58))).commands
    assert "FS ." not in read(encode(layout(COFFEE, plain), plain)).commands
