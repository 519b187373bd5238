"""Trouble with settings, folders and files, for every command: a sentence, the right code, nothing lost."""

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kiosk.command import PATIENCE_S, Kiosk
from tests.kiosk.settings_file import CENTRE, PORTAL

READING = [["items"], ["items", "--json"], ["status"], ["status", "--json"], ["slip", "abcd", "--preview"]]
ALL = [*READING, ["sync"], ["sync", "--json"], ["run", "--attended"], []]
"""Commands that need settings and data."""


@pytest.mark.parametrize("words", ALL)
def test_wrong_settings_are_all_named_on_stderr_and_exit_2(tmp_path: Path, words: list[str]) -> None:
    kiosk = Kiosk(tmp_path, 'language = "fr"\nfoo = 1\n[printr]\n')
    ran = kiosk.run(*words)
    assert (ran.code, ran.out) == (2, "")
    if words not in (["run", "--attended"], []):
        assert ran.err.count("\n") == 3
        assert all(word in ran.err for word in ("language", "foo", "printr"))
        assert not kiosk.data.exists()


def test_check_settings_names_problems_as_data_and_warnings_without_a_fault(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, 'language = "fr"\nfoo = 1\n[printr]\n')
    ran = kiosk.run("check-settings")
    assert (ran.code, ran.err) == (2, "")
    assert [line.startswith("  - ") for line in ran.out.splitlines()] == [False, True, True, True]
    kiosk.settings.write_text(
        CENTRE + PORTAL.replace("https:", "http:") + '[sound]\nengine = "none"\n[screen]\npanel = "10in 1280x800"\n'
    )
    ran = kiosk.run("check-settings")
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 3)
    assert 'Besser: url = "https://' in ran.out


@pytest.mark.parametrize("words", [*READING, ["sync"], ["check-settings"]])
def test_a_named_settings_file_must_exist(tmp_path: Path, words: list[str]) -> None:
    kiosk = Kiosk(tmp_path)
    for named in (["--settings", "nix.toml"], ["--settings", str(tmp_path)]):
        assert kiosk.run(*named, *words).code == 2
    ran = kiosk.run(*words, environment={"KIOSK_SETTINGS": "nix.toml"})
    assert ran.code == 2
    assert "nix.toml" in ran.out + ran.err


def test_without_a_settings_file_at_the_usual_place_the_demo_is_shown(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    assert [row["platform"] for row in kiosk.run("status", "--json").rows()] == ["beispiel"]
    assert kiosk.run("check-settings").code == 0
    usual = kiosk.home / ".config" / "kiosk"
    usual.mkdir(parents=True)
    (usual / "kiosk.toml").write_text(CENTRE + PORTAL)
    assert [row["platform"] for row in kiosk.run("status", "--json").rows()] == ["portal"]
    assert kiosk.run("items").out == "", "made-up items never mix with real ones"


def test_the_environment_names_settings_and_data_and_options_win(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    (tmp_path / "other.toml").write_text(CENTRE + PORTAL)
    named = {"KIOSK_SETTINGS": str(tmp_path / "other.toml"), "KIOSK_DATA": str(tmp_path / "from-environment")}
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "status", "--json"],
        capture_output=True,
        env=kiosk.environment() | named,
        check=True,
    )
    assert b'"platform":"portal"' in done.stdout
    assert (tmp_path / "from-environment" / "public.db").exists()
    assert kiosk.run("status", environment=named).code == 0
    assert (kiosk.data / "public.db").exists()


@pytest.mark.parametrize("words", [*READING, ["sync"], ["secret", "set", "portal", "--read-only"]])
def test_a_data_folder_that_cannot_be_is_a_sentence(tmp_path: Path, words: list[str]) -> None:
    kiosk = Kiosk(tmp_path, PORTAL)
    (tmp_path / "file").write_text("")
    for place, said in (("file", "dort ist kein Ordner"), ("file/below", "dort ist kein Ordner"), ("/proc/x", "")):
        kiosk.data = tmp_path / place
        ran = kiosk.run(*words, stdin=b"user:key\n")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert said in ran.err


WITHOUT_POWERS = """
import ctypes, os, sys
for capability in (1, 2, 3):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Root may write everywhere; this drops that for the program that follows (prctl 24: PR_CAPBSET_DROP)."""


@pytest.mark.parametrize("words", [*READING, ["sync"]])
def test_a_folder_that_may_not_be_written_is_a_sentence(tmp_path: Path, words: list[str]) -> None:
    kiosk = Kiosk(tmp_path)
    assert kiosk.run("status").code == 0
    for path in [*kiosk.data.rglob("*"), kiosk.data]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_POWERS, *kiosk.words(*words)[1:]],
        capture_output=True,
        env=kiosk.environment(),
        timeout=PATIENCE_S,
    )
    for path in [kiosk.data, *kiosk.data.rglob("*")]:
        path.chmod(0o755)
    assert b"Traceback" not in done.stderr
    assert (done.returncode, done.stderr.count(b"\n")) in ((2, 1), (3, 1)), done


@pytest.mark.parametrize("damage", ["random", "cut", "empty", "text", "newer", "folder"])
@pytest.mark.parametrize("words", [["items"], ["status", "--json"], ["sync"]])
def test_a_damaged_replica_is_made_anew(tmp_path: Path, damage: str, words: list[str]) -> None:
    kiosk = Kiosk(tmp_path)
    assert kiosk.run("items").out.count("\n") > 150
    path = kiosk.data / "demo.db"
    whole = path.read_bytes()
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    damaged = {"random": random.Random(7).randbytes(30_000), "cut": whole[:20_000], "empty": b"", "text": b"Brief\n"}
    if damage == "newer":
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(damaged[damage])
    ran = kiosk.run(*words)
    assert ran.code == 0 or (damage == "folder" and ran.err.count("\n") == 1)
    if damage != "folder":
        assert kiosk.run("items").out.count("\n") > 150


def test_a_writer_that_holds_the_replica_does_not_stop_readers(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.run("status")
    holder = sqlite3.connect(kiosk.data / "demo.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert kiosk.run("items").out.count("\n") > 150
        assert kiosk.run("status").code == 0
    finally:
        holder.close()


def test_everything_that_is_ever_written_lies_in_the_data_folder(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, f"{PORTAL.replace('https://unser-quartier.de', 'http://127.0.0.1:9')}")
    kiosk.run("secret", "set", "portal", "--read-only", stdin=b"user:key\n")
    for words in (*ALL, ["check-settings"], ["discover", "http://127.0.0.1:9/"], ["slip", "abcd"], ["-h"]):
        kiosk.run(*words)
    kiosk.settings.unlink()
    for words in (["items"], ["sync"]):
        kiosk.run(*words)
    id_ = str(kiosk.run("items", "--json").rows()[0]["id"])
    assert kiosk.run("slip", id_, "--device", f"file://{kiosk.data}/out.bin").code == 0
    assert os.listdir(kiosk.home) == []
    assert os.listdir(kiosk.temporary) == []


def test_an_error_that_nobody_foresaw_is_a_sentence_with_its_place_in_the_log(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, PORTAL)
    code = (
        "import kiosk.commands.items as broken\n"
        "def items(*_, **__):\n    raise RuntimeError('Frau Geheim')\n"
        "broken.items = items\n"
        "from kiosk.__main__ import main\nmain()\n"
    )
    words = [sys.executable, "-c", code, *kiosk.words("items")[3:]]
    done = subprocess.run(words, capture_output=True, env=kiosk.environment(), timeout=PATIENCE_S)
    log = (kiosk.data / "log" / "kiosk.log").read_text()
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode() == f"Das Programm musste anhalten. Was geschehen ist, steht in {kiosk.data}/log.\n"
    assert "RuntimeError at " in log
    assert "Frau Geheim" not in log
