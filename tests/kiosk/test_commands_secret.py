"""`kiosk secret set NAME --read-only`: whole or not at all, for this user's eyes only."""

import os
import pty
import stat
import subprocess
from pathlib import Path

import pytest

from tests.kiosk.command import PATIENCE_S, Kiosk
from tests.kiosk.settings_file import PORTAL

KEY = "leser:abcd efgh ijkl"


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path, PORTAL.replace("https://unser-quartier.de", "http://127.0.0.1:9"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("line_end", ["", "\n", "\r\n", "\nzweite Zeile\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_first_line_of_a_pipe_or_a_file_is_the_key(kiosk: Kiosk, line_end: str, mark: str) -> None:
    """Some editors put a mark before it that nobody sees."""
    path = kiosk.data / "secrets" / "portal"
    (kiosk.folder / "key").write_text(mark + KEY + line_end)
    for words, stdin in (([], mark + KEY + line_end), (["--file", str(kiosk.folder / "key")], "")):
        ran = kiosk.run("secret", "set", "portal", "--read-only", *words, stdin=stdin.encode())
        assert (ran.code, ran.out) == (0, "")
        assert path.read_text() == f"{KEY}\n"
        path.unlink()


def test_only_this_user_can_read_key_and_folder_whatever_they_were_before(kiosk: Kiosk) -> None:
    folder = kiosk.data / "secrets"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    (folder / "portal").write_text("alt")
    (folder / "portal").chmod(0o666)
    (folder / "portal.new").write_text("halb")
    assert kiosk.run("secret", "set", "portal", "--read-only", stdin=KEY.encode()).code == 0
    assert (mode(folder), mode(folder / "portal")) == (0o700, 0o600)
    assert os.listdir(folder) == ["portal"]
    assert kiosk.run("check-settings").code == 0


def test_the_key_is_never_shown(kiosk: Kiosk) -> None:
    outputs = [
        kiosk.run("secret", "set", "portal", "--read-only", stdin=KEY.encode()),
        kiosk.run("check-settings"),
        kiosk.run("status"),
        kiosk.run("sync"),
        kiosk.run("sync", "--json"),
    ]
    logs = [path.read_text() for path in (kiosk.data / "log").iterdir()]
    assert all("abcd" not in text for ran in outputs for text in (ran.out, ran.err))
    assert all("abcd" not in text for text in logs)


@pytest.mark.parametrize("stdin", [b"", b"\n", b"   \n", b"\xff\xfe\n"])
def test_no_key_changes_nothing(kiosk: Kiosk, stdin: bytes) -> None:
    kiosk.run("secret", "set", "portal", "--read-only", stdin=KEY.encode())
    assert kiosk.run("secret", "set", "portal", "--read-only", stdin=stdin).code == 2
    assert (kiosk.data / "secrets" / "portal").read_text() == f"{KEY}\n"


@pytest.mark.parametrize("name", ["../portal", "Portal", "", "a/b", "portal.new", "x" * 40])
def test_a_name_that_no_platform_can_have_is_refused(kiosk: Kiosk, name: str) -> None:
    ran = kiosk.run("secret", "set", name, "--read-only", stdin=KEY.encode())
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not (kiosk.data / "secrets").exists()


def test_a_name_that_the_settings_do_not_have_is_stored_with_a_warning(kiosk: Kiosk) -> None:
    ran = kiosk.run("secret", "set", "portl", "--read-only", stdin=KEY.encode())
    assert (ran.code, ran.err.count("portl")) == (0, 2)


def test_a_key_can_be_set_while_the_old_one_makes_the_settings_unusable(kiosk: Kiosk) -> None:
    kiosk.run("secret", "set", "portal", "--read-only", stdin=b"ohne-doppelpunkt")
    assert kiosk.run("status").code == 2
    assert kiosk.run("secret", "set", "portal", "--read-only", stdin=KEY.encode()).code == 0
    assert kiosk.run("status").code == 0


def test_a_file_that_cannot_be_read_or_written_is_a_sentence(kiosk: Kiosk) -> None:
    assert kiosk.run("secret", "set", "portal", "--read-only", "--file", "/nirgends").code == 2
    (kiosk.data / "secrets" / "portal").mkdir(parents=True)
    ran = kiosk.run("secret", "set", "portal", "--read-only", stdin=KEY.encode())
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_person_types_the_key_without_seeing_it(kiosk: Kiosk) -> None:
    parent, child = pty.openpty()
    with subprocess.Popen(
        kiosk.words("secret", "set", "portal", "--read-only"),
        stdin=child,
        stdout=child,
        stderr=child,
        env=kiosk.environment(),
        start_new_session=True,
    ) as running:
        os.close(child)
        shown = os.read(parent, 1000)
        os.write(parent, KEY.encode() + b"\n")
        try:
            while piece := os.read(parent, 1000):
                shown += piece
        except OSError:  # the terminal is gone when its last program has ended
            pass
        assert running.wait(PATIENCE_S) == 0
    os.close(parent)
    assert "Schlüssel" in shown.decode()
    assert b"abcd" not in shown
    assert (kiosk.data / "secrets" / "portal").read_text() == f"{KEY}\n"
