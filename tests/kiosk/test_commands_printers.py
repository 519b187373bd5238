"""`kiosk printers` and `kiosk print-test`, as other programs and people at a terminal see them."""

import os
import pty
import subprocess
import threading
from pathlib import Path

import pytest

from kiosk.commands.printers import unusable_words
from kiosk.words import Words
from printing.errors import Trouble
from tests.kiosk.command import PATIENCE_S, Kiosk
from tests.kiosk.settings_file import PORTAL

KEYS = {"device", "name", "kind", "serial", "usable", "in_settings", "problem"}
ANSWERS = (b"1", b"9", b"x", b"1", b"1", b"2", b"1", b"2")
"""By number; two that are none in between."""


def with_paper(folder: Path) -> tuple[Kiosk, Path]:
    paper = folder / "paper.bin"
    return Kiosk(folder, f'{PORTAL}[printer]\ndevice = "file://{paper}"\n'), paper


def test_nothing_found_is_no_failure_and_says_what_to_do(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, PORTAL)
    for words in (["printers"], ["printers", "--json"]):
        ran = kiosk.run(*words)
        assert ran.code == 0
    if not ran.out:
        assert 'device = "tcp://' in ran.err


def test_the_printer_of_the_settings_comes_first_with_how_it_is(tmp_path: Path) -> None:
    kiosk, paper = with_paper(tmp_path)
    row = kiosk.run("printers", "--json").rows()[0]
    assert set(row) == KEYS
    assert row == {
        "device": f"file://{paper}", "name": None, "kind": "file", "serial": None, "usable": True, "in_settings": True,
        "problem": None,
    }  # fmt: skip
    told = kiosk.run("printers").out
    assert f'device = "file://{paper}"' in told
    assert "Drucker der Einstellungen" in told


def test_r22_a_printer_that_cannot_be_reached_is_named_with_its_trouble(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, f'{PORTAL}[printer]\ndevice = "tcp://127.0.0.1:1"\n')
    row = kiosk.run("printers", "--json").rows()[0]
    assert (row["usable"], row["in_settings"]) == (False, True)
    assert "nicht bereit" in str(row["problem"])


@pytest.mark.parametrize(("kind", "group"), [("usb", "lp"), ("file", "lp"), ("serial", "dialout")])
def test_r22_a_missing_permission_names_the_group_that_has_it(kind: str, group: str) -> None:
    assert f"usermod -aG {group} " in unusable_words(Words("de"), kind, Trouble.NO_PERMISSION)


def test_without_a_terminal_the_slip_is_printed_and_it_is_said_what_to_look_at(tmp_path: Path) -> None:
    kiosk, paper = with_paper(tmp_path)
    ran = kiosk.run("print-test")
    assert (ran.code, ran.out) == (0, "")
    assert paper.read_bytes().startswith(b"\x1b@")
    for part in ("ä ö ü ß €", "code_page_number", "geschnitten"):
        assert part in ran.err
    assert not (kiosk.data / "printer.toml").exists()


def test_another_device_can_be_named_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    kiosk, paper = with_paper(tmp_path)
    other = tmp_path / "other.bin"
    assert kiosk.run("print-test", "--device", f"file://{other}").code == 0
    assert other.exists()
    assert not paper.exists()
    wrong = kiosk.run("print-test", "--device", "usb://epson")
    assert wrong.code == 2
    assert "--device usb://04b8:0202" in wrong.err
    assert kiosk.run("print-test", "--device", "none").code == 2
    assert kiosk.run("print-test", "--device", "tcp://127.0.0.1:1").code == 3


def test_on_a_terminal_it_asks_line_by_line_and_stores_the_answers(tmp_path: Path) -> None:
    kiosk, paper = with_paper(tmp_path)
    code, out, told = answered(kiosk, *ANSWERS)
    assert code == 0, told
    assert out.splitlines() == [
        "paper_mm = 58", "dots = 384", "dpi = 203", "columns = 32", 'code_page = "cp858"',
        "code_page_number = 19", "native_qr = false", "cutter = false",
    ]  # fmt: skip
    assert "Eingabetaste" in told
    stored = (kiosk.data / "printer.toml").read_text()
    assert stored == f'device = "file://{paper}"\n{out}'
    assert "cutter = false" in kiosk.run("check-settings").out


def answered(kiosk: Kiosk, *answers: bytes) -> tuple[int, str, str]:
    """Exit code, stdout and what the terminal showed, for somebody who types these lines."""
    master, slave = pty.openpty()
    command = kiosk.words("print-test")
    process = subprocess.Popen(
        command, stdin=slave, stdout=subprocess.PIPE, stderr=slave, env=kiosk.environment(), cwd=kiosk.home
    )
    os.close(slave)
    shown = bytearray()

    def read() -> None:
        try:
            while data := os.read(master, 4096):
                shown.extend(data)
        except OSError:
            return

    reader = threading.Thread(target=read)
    reader.start()
    for line in answers:
        os.write(master, line + b"\n")
    out, _ = process.communicate(timeout=PATIENCE_S)
    reader.join(PATIENCE_S)
    os.close(master)
    return process.returncode, out.decode(), shown.decode()
