"""Who reads which sentence: every sentence of the code, and the room of the pages and papers that ask for it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "kiosk"
ASKING = {"_", "say"}
COUNTING = {"n_", "count"}
"""The names by which the code asks for a sentence and for a plural."""


class Room(IntEnum):
    """Strictest first: a sentence belongs to the first room in which anybody reads it."""

    PUBLIC = 0
    PAPER = 1
    STAFF = 2
    COMMAND = 3


PLACES = {
    "kiosk": Room.PUBLIC,
    "kiosk/backup_usage.py": Room.COMMAND,
    "kiosk/backup_words.py": Room.STAFF,
    "kiosk/check": Room.STAFF,
    "kiosk/papers": Room.PAPER,
    "kiosk/papers/handover.py": Room.STAFF,
    "kiosk/papers/privacy.py": Room.STAFF,
    "kiosk/papers/privacy_keeping.py": Room.STAFF,
    "kiosk/papers/privacy_measures.py": Room.STAFF,
    "kiosk/papers/privacy_record.py": Room.STAFF,
    "kiosk/papers/privacy_uses.py": Room.STAFF,
    "kiosk/papers/handover_jobs.py": Room.STAFF,
    "kiosk/papers/handover_people.py": Room.STAFF,
    "kiosk/papers/handover_repair.py": Room.STAFF,
    "kiosk/papers/handover_settings.py": Room.STAFF,
    "kiosk/papers/handover_signing.py": Room.STAFF,
    "kiosk/papers/handover_things.py": Room.STAFF,
    "kiosk/screens/setup": Room.STAFF,
    "kiosk/screens/staff": Room.STAFF,
    "kiosk/paper_run.py": Room.STAFF,
    "kiosk/printer_answers.py": Room.STAFF,
    "kiosk/privacy_usage.py": Room.COMMAND,
    "kiosk/privacy_words.py": Room.PAPER,
    "kiosk/privacy_words.py:left_out": Room.COMMAND,
    "kiosk/receipt_slips.py": Room.PAPER,
    "kiosk/refusals.py": Room.STAFF,
    "kiosk/retention_words.py": Room.STAFF,
    "kiosk/slip_words.py": Room.STAFF,
    "kiosk/site_offers.py": Room.STAFF,
    "kiosk/steward_words.py": Room.STAFF,
    "kiosk/verdicts.py": Room.STAFF,
    "kiosk/notices.py:cause_of": Room.COMMAND,
    "kiosk/notices.py:held": Room.COMMAND,
    "kiosk/notices.py:held_members": Room.COMMAND,
    "kiosk/notices.py:_reason": Room.COMMAND,
    "kiosk/commands": Room.COMMAND,
    "kiosk/ending.py": Room.COMMAND,
    "kiosk/import_words.py": Room.COMMAND,
    "kiosk/paper_usage.py": Room.COMMAND,
    "kiosk/platform_url.py": Room.COMMAND,
    "kiosk/printer_learned.py": Room.COMMAND,
    "kiosk/secrets.py": Room.COMMAND,
    "kiosk/session.py": Room.COMMAND,
    "kiosk/settings_file.py": Room.COMMAND,
    "kiosk/settings_text.py": Room.COMMAND,
    "kiosk/first_start.py": Room.COMMAND,
    "kiosk/settings_table.py": Room.COMMAND,
    "kiosk/update_usage.py": Room.COMMAND,
    "kiosk/update_words.py": Room.STAFF,
    "kiosk/usage.py": Room.COMMAND,
    "kiosk/voice/installed.py": Room.COMMAND,
}
"""A folder, a file or a function (`file:function`) → its room; the closest one holds, and what is not named is public.

Files that are called settings need no line: what is wrong with settings is said on the command line.
"""


def rooms() -> dict[str, Room]:
    """Every English sentence of the code (plurals as `one|many`) → its room."""
    found: dict[str, Room] = {}
    for sentence, places in asked().items():
        found[sentence] = min(room_of(place) for place in places)
    return found


def room_of(place: str) -> Room:
    """The room of `kiosk/notices.py:crashed`."""
    file, _, _ = place.partition(":")
    if Path(file).stem.endswith("settings"):
        return Room.COMMAND
    above = [str(folder) for folder in Path(file).parents]
    return next(PLACES[name] for name in (place, file, *above) if name in PLACES)


def asked() -> dict[str, set[str]]:
    """Every sentence → the places that ask for it, each as `file:function`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(CODE.rglob("*.py")):
        for function, sentence in _asked_in(ast.parse(file.read_text()), ""):
            found[sentence].add(f"{file.relative_to(ROOT)}:{function}")
    return dict(found)


def _asked_in(node: ast.AST, function: str) -> Iterator[tuple[str, str]]:
    """Function and sentence of every call below a node."""
    if isinstance(node, ast.FunctionDef):
        function = node.name
    if isinstance(node, ast.Call) and (sentence := _sentence(node)):
        yield function, sentence
    for child in ast.iter_child_nodes(node):
        yield from _asked_in(child, function)


def _sentence(call: ast.Call) -> str | None:
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
    wanted = 1 if name in ASKING else 2 if name in COUNTING else 0
    texts = [arg.value for arg in call.args[:wanted] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return "|".join(texts) if texts and len(texts) == wanted else None
