"""What the device's launcher reads: how the window must be, and what stands there when no window opens."""

import logging
from collections.abc import Mapping
from pathlib import Path

from kiosk.settings import Settings
from kiosk.words import Words
from sync.errors import Unstorable
from sync.ledger.whole_files import read_whole, write_whole

log = logging.getLogger("kiosk.launcher")
AGAIN = 10
"""Exit code: open the window anew, as the file says now (deploy/raspberrypi/lib/terminal)."""
LAUNCHED = "KIOSK_SCREEN"
"""The launcher's variable: who started the program reads these files, and can open the window anew."""
SCREEN, PLAIN = "screen", "plain.txt"
PLAIN_COLS = 40
"""Letters a row: the plain page's font has 45 on the narrowest panel (720 pixels, 16 each), and three are margin."""


def leave_word(folder: Path, settings: Settings, words: Words, env: Mapping[str, str]) -> bool:
    """Leave both files in the data folder as the settings want them.

    Returns whether the window has to open anew for it. Where nothing can be written, it stays as it is.
    """
    if LAUNCHED not in env or settings.demo:
        return False
    try:
        _changed(folder / PLAIN, plain_page(settings, words))
        return _changed(folder / SCREEN, window(settings))
    except Unstorable as error:
        log.warning("the launcher is not told the settings: %s", error.reason)
        return False


def window(settings: Settings) -> str:
    """`pixelsize=` of the font and `rotate=` of the picture, each where the settings decide it."""
    screen = settings.screen
    lines = [f"pixelsize={screen.font_px}"] if screen.font_px else []
    lines += [f"rotate={screen.rotate}"] if screen.rotate.isdecimal() else []
    return "".join(f"{line}\n" for line in lines)


def plain_page(settings: Settings, words: Words) -> str:
    """What people read while nothing else can be shown; a bare console knows no Arabic letters."""
    from kiosk.widgets.wrap import wrap

    _ = (Words("en") if words.leftward else words).say
    phone = settings.visit.phone
    sentences = [settings.centre, "", _("This screen does not work right now.")]
    sentences += [_("Please call us:"), phone] if phone else [_("Please tell the staff.")]
    return "".join(f"{line}\n" for sentence in sentences for line in wrap(sentence, PLAIN_COLS) or [""])


def _changed(path: Path, text: str) -> bool:
    """Whether the file had to be written; no file and an empty one say the same."""
    if (read_whole(path) or b"") == text.encode():
        return False
    write_whole(path, text.encode())
    return True
