"""Which font files are known to keep I, l and 1, O and 0 apart: each by its hash (A5)."""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

FAMILY = "DejaVu Sans Mono"
"""What the terminal is set to; `kiosk.type_size` counts with its metrics."""
STYLES = ("Book", "Bold")
"""Text and what is strong; nothing is in italics (A4)."""
KNOWN: Mapping[str, str] = {
    "0f5db4f1749979d961019838b160bec74abdf7f9eca69553fe1aa856bbff49a4": "DejaVuSansMono.ttf, Debian 12",
    "2964f6dac8e6e9d71613928340f17bf868e9ea51692cca333c79e74962f02233": "DejaVuSansMono-Bold.ttf, Debian 12",
    "54bf827eb99404e8f430c330ad30f063334f637eba0109b6a18d4f566a8e9dd8": "DejaVuSansMono.ttf, Debian 13",
    "0d3c03d1b667192f91223660a3163325cf83132662fe4d9f7d6e596bf7a995c2": "DejaVuSansMono-Bold.ttf, Debian 13",
}
"""SHA-256 → file of the package fonts-dejavu-core, 2.37-6 and 2.37-8; it is the same for every kind of computer."""
LONGEST_S = 5.0
"""fontconfig makes its cache anew on the first question, which takes a Raspberry Pi a second."""

Match = Callable[[str], Path | None]


def is_known(path: Path) -> bool:
    """Whether it is one of these files, whatever its name; False for what cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest() in KNOWN
    except OSError:
        return False


def in_use(match: Match | None = None) -> list[Path]:
    """The files that programs get for the family; none where fontconfig is not there."""
    ask = match or _fontconfig
    return [path for style in STYLES if (path := ask(f"{FAMILY}:style={style}"))]


def unknown(paths: Iterable[Path]) -> list[Path]:
    """Those of the files that nobody tested."""
    return [path for path in paths if not is_known(path)]


def _fontconfig(pattern: str) -> Path | None:
    program = shutil.which("fc-match")
    words: Sequence[str] = [program or "", "--format=%{file}", pattern]
    if not program:
        return None
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return Path(done.stdout) if done.stdout else None
