"""The rooms of the house: what imports what, that an import does nothing, and how large a file may be."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("kiosk", "sync", "printing")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LINES_MAX = 200
"""A file that is longer tells two stories."""
LONGER = {"sync.search": 210}
"""Words are folded in one place for the index and for the questions asked of it: apart they would drift."""
HEAVY = {
    *("textual", "rich", "httpx", "httpcore", "icalendar", "sqlite_utils", "escpos", "selectolax", "qrcode", "PIL"),
    *("cryptography", "pyrage", "sqlcipher3", "arabic_reshaper", "bidi", "tomlkit"),
}
"""Libraries that cost more than a command that only reads may take (style habits, 20 to 300 ms each)."""


def module(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def python(code: str, *words: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-B", "-c", code, *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(*modules: str) -> set[str]:
    """Top-level packages in memory after these imports."""
    code = "import sys, importlib; [importlib.import_module(name) for name in sys.argv[1:]]; print(*sys.modules)"
    return {name.partition(".")[0] for name in python(code, *modules).split()}


@pytest.mark.parametrize(
    ("room", "never"),
    [
        ("sync", {"kiosk", "printing", "textual", "escpos"}),
        ("printing", {"kiosk", "sync", "textual", "rich", "httpx", "httpcore", "sqlite3", "sqlite_utils", "escpos"}),
        ("kiosk", {"escpos", "sqlite_utils", "icalendar"}),
    ],
)
def test_no_module_of_a_room_loads_what_does_not_belong_there(room: str, never: set[str]) -> None:
    names = [module(path) for path in FILES if module(path).partition(".")[0] == room]
    assert loaded_by(*names) & never == set()


def test_the_commands_start_without_any_heavy_library() -> None:
    assert loaded_by("kiosk.__main__") & HEAVY == set()


@pytest.mark.parametrize("words", [["items"], ["items", "--search", "haus", "--json"], ["status"], ["check-settings"]])
def test_reading_an_existing_replica_loads_no_heavy_library(tmp_path: Path, words: list[str]) -> None:
    code = (
        "import sys; from kiosk.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    sys.stderr.write(' '.join(sys.modules))"
    )
    command = [sys.executable, "-B", "-c", code, "--data", str(tmp_path), *words]
    for _ in range(2):
        done = subprocess.run(
            command, capture_output=True, text=True, env={"HOME": str(tmp_path)}, check=True, timeout=60
        )
    assert {name.partition(".")[0] for name in done.stderr.split()} & HEAVY == set()


WATCHED = """
import importlib, json, sys
events = []
WATCHED = ("socket.", "subprocess.", "shutil.", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link",
           "os.symlink", "os.truncate", "os.chmod", "os.putenv", "os.system", "os.exec", "os.fork", "sqlite3.connect",
           "tempfile.", "webbrowser.", "signal.")
def hook(event, facts):
    if event == "open":
        events.append([event, str(facts[0]), str(facts[1]), facts[2]])
    elif event.startswith(WATCHED):
        events.append([event, repr(facts)[:80], "", 0])
for name in sys.argv[2:]:
    try:
        importlib.import_module(name)
    except ImportError:
        pass
import logging, warnings, threading
before = (len(logging.getLogger().handlers), logging.getLogger().level, sys.excepthook, threading.active_count())
sys.addaudithook(hook)
importlib.import_module(sys.argv[1])
seen = list(events)
after = (len(logging.getLogger().handlers), logging.getLogger().level, sys.excepthook, threading.active_count())
print(json.dumps([seen, before == after]))
"""


@pytest.mark.parametrize("room", ROOMS)
def test_importing_any_module_does_nothing(room: str) -> None:
    """No file but source code is opened, nothing is made, asked, connected, configured or started."""
    names = [module(path) for path in FILES if module(path).partition(".")[0] == room]
    code = WATCHED.replace(
        "importlib.import_module(sys.argv[1])", "[importlib.import_module(n) for n in json.loads(sys.argv[1])]"
    )
    outside = [
        *sorted(HEAVY - {"escpos"}),
        "textual.app",
        "textual.widgets",
        "click",
        "msgspec",
        "platformdirs",
        "zoneinfo",
    ]
    events, quiet = json.loads(python(code, json.dumps(names), *outside))
    assert quiet, "a logger, a hook or a thread was set up"
    assert [event for event in events if not source(event)] == []


def source(event: list[object]) -> bool:
    """Whether something only read Python code, of ours or of a library."""
    kind, path, mode, _ = event
    readable = Path(str(path)).suffix in (".py", ".pyc", ".so") or Path(str(path)).is_dir()
    return kind == "open" and mode in ("r", "rb", "None") and readable


def test_pages_for_residents_take_nothing_from_those_of_the_staff() -> None:
    """What both use stands above them, in `kiosk.screens`."""
    for path in (ROOT / "kiosk" / "screens" / "public").glob("*.py"):
        found = [
            node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
        ]
        assert not [name for name in found if name and name.startswith("kiosk.screens.staff")], path.name


@pytest.mark.parametrize("path", FILES, ids=module)
def test_every_file_says_in_one_sentence_what_it_is_and_tells_one_story(path: Path) -> None:
    text = path.read_text("utf-8")
    told = ast.get_docstring(ast.parse(text)) or ""
    first = told.partition("\n\n")[0].replace("\n", " ")
    assert first.endswith("."), "a module begins with a sentence"
    assert not re.search(r"[a-z)]\. [A-Z]", first), "one sentence"
    assert text.count("\n") <= LONGER.get(module(path), LINES_MAX)


@pytest.mark.parametrize("path", FILES, ids=module)
def test_nothing_prints_and_only_the_worker_catches_everything(path: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if isinstance(call, ast.Name) and call.id in ("print", "breakpoint")] == []
    caught = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ExceptHandler)]
    broad = [
        one.lineno
        for one in caught
        if one.type is None or (isinstance(one.type, ast.Name) and one.type.id == "Exception")
    ]
    assert len(broad) == (1 if module(path) == "kiosk.workers" else 0)


def test_the_sentences_for_people_stand_in_the_kiosk_alone() -> None:
    """No call of a catalogue in the other two rooms."""
    found = [
        module(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and "gettext" in (getattr(node, "module", "") or "", *(alias.name for alias in node.names))
    ]
    assert found == ["kiosk.words"]
