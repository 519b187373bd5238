"""The log: bounded, and without names, keys or local variables."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.logbook import Discreet
from kiosk.place import LOG_BYTES
from tests.kiosk.pty_app import CLEAN, KIOSK, PtyApp
from tests.sync.servers import Reply, Server

CANARY = "Erika-Mustermann-1947"
KEY = "kiosk:abcd EFGH 1234 ijkl"


def line(name: str, message: str, *args: object, error: BaseException | None = None) -> str:
    record = logging.LogRecord(name, logging.ERROR, "/srv/lib/thing.py", 12, message, args, None)
    if error:
        record.exc_info = (type(error), error, error.__traceback__)
    return Discreet().format(record)


def failed() -> ValueError:
    member = CANARY
    try:
        raise ValueError(f"no member {member}")
    except ValueError as error:
        return error


def test_our_own_lines_stay_whole_but_one_line() -> None:
    assert line("kiosk.workers", "%s failed: %s\nand more", "sync", "OSError").endswith(
        " ERROR kiosk.workers sync failed: OSError"
    )


def test_errors_show_kind_and_place_only() -> None:
    told = line("sync.engine", "failed", error=failed())
    assert told.endswith("ERROR sync.engine failed: ValueError at kiosk/test_lockdown_log.py:29")
    assert CANARY not in told


@pytest.mark.parametrize("name", ["asyncio", "httpx", "kiosky", "root"])
def test_of_other_libraries_only_the_place_is_kept(name: str) -> None:
    told = line(name, "GET /members?name=%s", CANARY, error=failed())
    assert told.endswith(f"ERROR {name} thing:12: ValueError at kiosk/test_lockdown_log.py:29")


def test_a_warning_keeps_place_and_kind() -> None:
    told = line("py.warnings", "%s", f"/srv/lib/thing.py:9: UserWarning: {CANARY}\n  warn('{CANARY}')\n")
    assert told.endswith("/srv/lib/thing.py:9: UserWarning")


FLOOD = """
import logging, sys
from pathlib import Path
from kiosk.place import Place, log_to_file
log_to_file(Place(Path("kiosk.toml"), Path(sys.argv[1])))
for _ in range(int(sys.argv[2])):
    logging.getLogger("kiosk.flood").error("x" * 1000)
"""


def flood(folder: Path, lines: int) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-c", FLOOD, str(folder), str(lines)]
    return subprocess.run(argv, env=CLEAN, capture_output=True, text=True, check=True)


def test_the_log_never_grows_beyond_its_cap(tmp_path: Path) -> None:
    flood(tmp_path, 3 * LOG_BYTES // 1000)
    sizes = [path.stat().st_size for path in (tmp_path / "log").iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= LOG_BYTES


def test_a_log_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "kiosk.log").symlink_to("/dev/full")
    done = flood(tmp_path, 2)
    assert (done.stdout, done.stderr) == ("", "")


def test_r29_a_key_appears_neither_in_log_nor_replica_nor_on_the_screen(tmp_path: Path) -> None:
    data, settings = tmp_path / "data", tmp_path / "kiosk.toml"
    with Server({"*": Reply(status=500)}) as server:
        settings.write_text(
            f'[centre]\nname = "Treff"\n[[platform]]\nname = "portal"\nkind = "wordpress"\nurl = "{server.url()}"\n'
        )
        options = ("--settings", str(settings), "--data", str(data))
        keep = [*KIOSK, *options, "secret", "set", "portal", "--read-only", "--file", str(tmp_path / "key")]
        (tmp_path / "key").write_text(f"{KEY}\n")
        subprocess.run(keep, env=CLEAN, check=True, capture_output=True)
        with PtyApp((*KIOSK, *options, "run")) as app:
            app.see("Jobs", "Treff")
            app.until(lambda: server.requests)
            app.settle()
            assert b"EFGH" not in app.raw
    kept = [path for path in data.rglob("*") if path.is_file() and b"EFGH" in path.read_bytes()]
    assert [path.parent.name for path in kept] == ["secrets"]
