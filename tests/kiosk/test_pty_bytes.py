"""Only what our renderer may emit reaches the terminal, also when the replica holds uncleaned text (R23)."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from tests.kiosk.pty_app import KIOSK, PtyApp

HOSTILE = (
    "\x1b]52;c;ZXZpbA==\x07Zwischenablage",
    "\x1b]0;Titel\x07Fenster",
    "\x1b[2J\x1b[1;1HLeer",
    "\x1b[31mRot\x1b[0m",
    "\x1bPq#0\x1b\\Bild",
    "\x1b_Gf=100;AAAA\x1b\\Kitty",
    "\x9b2JCsi \x9d0;x\x9c Osc",
    "Glocke\x07\x08\x08\x7f Rück\rWagen\tTab",
    "Zwei\nZeilen\r\nDrei\u2028Vier\x0b\x0c\x85",
    "\u202eLinks\u202c \u2066um\u2069 \u200b\u200e\u061c\ufeffnichts",
    "[@click=app.quit]Sommerfest[/]",
    "Kurs [/] Yoga [type=x, v={'a[0]'}] [b",
    "👩\u200d👩\u200d👧 🏳️\u200d🌈 ☎️ 🇩🇪 e\u0301" + "\u0301" * 30,
    "\ue000privat\U000e0041 \U000f0000 \ufff9",
    "\u0627\u0644\u0633\u0648\u0642 中文字符 ไทย हिन्दी",
    "\x00Null" + "W" * 400,
)
FORBIDDEN = (b"\x1b]52", b"\x1b]0;", b"\x1b[2J", b"\x1bP", b"\x1b_", b"\xc2\x9b", b"\xc2\x9d", b"\xe2\x80\xae", b"\x7f")
CENTRE = "Treff \x1b]0;weg\x07\x9b2J\u202e [/] [@click=app.quit]x[/]"


def items() -> list[Item]:
    """The hostile texts in every field of every kind, today."""
    start = datetime.now(ZoneInfo("Europe/Berlin")).replace(microsecond=0) + timedelta(minutes=1)
    return [
        Item(
            remote=f"{kind}-{at}",
            kind=kind,
            title=evil,
            text=f"{evil}\n\n{HOSTILE[at - 1]}" * 3,
            starts=start.isoformat() if kind is Kind.EVENT else None,
            place=evil,
            price=evil,
            categories=(evil, HOSTILE[at - 1]),
            contact=evil,
            url=("https://example.org/\x1b]52;c;x\x07", "javascript:alert(1)", "https://example.org/a")[at % 3],
        )
        for kind in Kind
        for at, evil in enumerate(HOSTILE)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an uncleaned replica, and settings beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    name = "".join(
        letter if letter.isprintable() and letter not in '"\\' else f"\\u{ord(letter):04x}" for letter in CENTRE
    )
    settings = f'[centre]\nname = "{name}"\n[touch]\nrepeat_ms = 0\nguard_ms = 0\n[sync]\nevery_minutes = 0\n'
    assert tomllib.loads(settings)["centre"]["name"] == CENTRE
    (folder / "kiosk.toml").write_text(settings, "utf-8")
    with Replica.open(folder / "public.db", "Europe/Berlin") as replica:
        now = datetime.now(UTC)
        replica.begin("portal", now)
        replica.store("portal", "posts", Batch(items=items()), now)
    return folder


def terminal(folder: Path, cols: int, rows: int) -> PtyApp:
    return PtyApp((*KIOSK, "--settings", str(folder / "kiosk.toml"), "--data", str(folder)), cols, rows)


def walk(app: PtyApp) -> int:
    """Press buttons by keyboard, two pages deep; how many pages differed."""
    seen = set()
    for first in range(1, 9):
        for second in range(1, 7):
            app.write(b"\x1b[H" + b"\t" * first + b"\r" + b"\t" * second + b"\r")
            app.settle(0.03)
            seen.add("\n".join(app.reader.rows))
    return len(seen)


def clean(app: PtyApp) -> bool:
    found = [bad for bad in FORBIDDEN if bad in app.raw]
    return app.poll() is None and not app.reader.foreign and not app.reader.loose and not found


@pytest.mark.parametrize(("cols", "rows"), [(28, 8), (60, 20), (160, 50)])
def test_r23_hostile_content_stays_text_on_every_page(folder: Path, cols: int, rows: int) -> None:
    with terminal(folder, cols, rows) as app:
        app.until(lambda: app.reader.modes.get(1049))
        app.settle()
        assert walk(app) > 10
        for word in ("sommer", "yoga", "csi", "fenster", "w", "中"):
            app.write(b"\x1b[H" + word.encode())
            app.settle(0.1)
        assert clean(app)


@pytest.mark.parametrize("word", ["Zwischenablage", "Fenster", "Kitty"])
def test_r23_item_code_and_slip_stay_text_whatever_the_address(folder: Path, word: str) -> None:
    with terminal(folder, 80, 24) as app:
        app.see("Suchen")
        app.write(word)
        app.until(lambda: len([row for row in app.reader.rows if word in row]) > 1)
        y = next(y for y, row in enumerate(app.reader.rows) if word in row and "Suchen" not in row)
        app.tap_at(12, y)
        app.see("Zettel drucken")
        for button in ("QR-Code", "Zettel drucken"):
            if app.reader.find(button):
                app.tap(button)
                app.until(lambda: not app.reader.find("Zettel drucken"))
                app.write("\x1b[6~" * 4)
                app.settle(0.1)
                app.write("\x1b")
                app.see("Zettel drucken")
        assert clean(app)


def test_markup_in_a_title_is_shown_as_it_was_written(folder: Path) -> None:
    with terminal(folder, 160, 50) as app:
        app.see("Suchen")
        app.write("sommerfest")
        app.see("Suchen: sommerfest", "[@click=app.quit]Sommerfest[/]")
        app.tap("Sommerfest[/]")
        app.see("QR-Code", "[@click=app.quit]Sommerfest[/]")


def test_the_centre_s_name_is_text_too(folder: Path) -> None:
    with terminal(folder, 80, 24) as app:
        app.see("Treff ]0;weg", "[/] [@click=app.quit]x[/]")
        assert not app.reader.foreign
