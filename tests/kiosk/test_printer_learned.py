"""What the test print found out counts where `kiosk.toml` says nothing."""

from pathlib import Path

import pytest

from kiosk.place import Place
from kiosk.press import profile_of
from kiosk.printer_learned import KEYS, written
from kiosk.session import Session
from kiosk.settings import Settings, load
from tests.kiosk.settings_file import CENTRE, PORTAL, write

DEVICE = "tcp://192.168.1.50:9100"
SMALL = {
    "paper_mm": 58, "dots": 384, "dpi": 203, "columns": 32, "code_page": "cp1252", "code_page_number": 71,
    "native_qr": True, "cutter": False,
}  # fmt: skip


def with_file(folder: Path, content: bytes, lines: str = "") -> Settings:
    path = folder / "printer.toml"
    path.write_bytes(content)
    text = f'{CENTRE}{PORTAL}[printer]\ndevice = "{DEVICE}"\n{lines}'
    return load(write(folder, text), folder / "secrets", path)


def test_what_was_found_out_makes_the_profile(tmp_path: Path) -> None:
    settings = with_file(tmp_path, written(DEVICE, SMALL))
    assert settings.warnings == ()
    assert set(settings.learned) == set(KEYS)
    profile = profile_of(settings.printer)
    assert (profile.paper_mm, profile.dots, profile.columns, profile.cutter) == (58, 384, 32, False)
    assert (profile.codec, profile.page, profile.native_qr) == ("cp1252", 71, True)


@pytest.mark.parametrize(
    ("lines", "key", "value", "not_taken"),
    [
        ("cutter = true\n", "cutter", True, {"cutter"}),
        ('code_page = "cp858"\n', "code_page", "cp858", {"code_page", "code_page_number"}),
        ("columns = 48\n", "columns", 48, {"dots", "dpi", "columns"}),
        ("paper_mm = 80\n", "paper_mm", 80, {"paper_mm", "dots", "dpi", "columns"}),
    ],
)
def test_the_settings_own_lines_win_with_those_that_belong_to_them(
    tmp_path: Path, lines: str, key: str, value: object, not_taken: set[str]
) -> None:
    settings = with_file(tmp_path, written(DEVICE, SMALL), lines)
    assert getattr(settings.printer, key) == value
    assert set(settings.learned) == set(KEYS) - not_taken


def test_what_was_found_out_about_another_printer_does_not_count(tmp_path: Path) -> None:
    settings = with_file(tmp_path, written("usb://04b8:0202", SMALL))
    assert settings.printer.dots is None
    assert len(settings.warnings) == 1
    assert "Testdruck" in settings.warnings[0]


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"paper_mm = 58\n", f'device = "{DEVICE}"\ndots = 3\n'.encode(), b"[[[", b"device = 3\n"]
)
def test_a_file_that_cannot_be_used_is_warned_of_and_stops_nothing(tmp_path: Path, content: bytes) -> None:
    settings = with_file(tmp_path, content)
    assert settings.printer.device == DEVICE
    assert settings.printer.dots is None
    assert len(settings.warnings) == 1


def test_check_settings_says_where_each_value_is_from(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from kiosk.commands.check import check_settings

    with_file(tmp_path, written(DEVICE, SMALL), "cutter = true\n")
    assert check_settings(Session(Place(tmp_path / "kiosk.toml", tmp_path, settings_named=True))) == 0
    told = capfdbinary.readouterr().out.decode()
    assert "columns = 32" in told
    assert str(tmp_path / "printer.toml") in told
    assert "cutter" not in told
