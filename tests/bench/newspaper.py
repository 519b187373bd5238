"""A newspaper of 500 entries: seconds and peak memory, beside the same words set without our composing.

`python -m tests.bench.newspaper WAY FOLDER COUNT` does it once in a process of its own and prints both as JSON.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import typst

from kiosk.paper_settings import WEEKS_MAX, PaperSettings
from printing.glyphs import FONTS
from sync.records import Item
from tests.bench.table import Figure, Row
from tests.kiosk.press_room import press_room
from tests.sync.clocks import TUESDAY
from tests.sync.many import many

PLAIN = """
#set document(title: "Zeitung", date: none)
#set text(font: "DejaVu Sans", size: 14pt, lang: "de", hyphenate: true)
#set page(paper: "a4", columns: 2)
#let entries = json(bytes(sys.inputs.data))
= Zeitung
#for entry in entries [
  == #entry.title
  #entry.text
]
"""
"""Headings and text in the same type size, hyphenated, in two columns, tagged: nothing else."""


class Run(msgspec.Struct, frozen=True):
    """Once."""

    seconds: float
    peak_mb: float
    """Of the whole process."""
    pdf_kb: float


def rows(folder: Path, count: int, repeats: int) -> Iterator[Row]:
    """Ours also looks up what is new, who may be named and what leads where, and draws a code for each entry
    with an address."""
    folder.mkdir()
    runs: dict[str, list[Run]] = {way: [] for way in WAYS}
    for round_ in range(repeats):
        for way, taken in runs.items():
            taken.append(_run(way, folder / f"{way}{round_}", count))
    ours, plain = (Figure.of([run.seconds for run in taken], "s") for taken in runs.values())
    yield Row(
        measured=f"newspaper of {count} entries",
        figure=ours,
        bare=plain,
        ratio=ours.p50 / plain.p50,
        limit=6.0,
        to_reach="median ≤ 6 the same words set plainly",
    )
    memory = [Figure.of([run.peak_mb for run in taken], "MB") for taken in runs.values()]
    yield Row(
        measured="  peak memory of the process", figure=memory[0], bare=memory[1], ratio=memory[0].p50 / memory[1].p50
    )
    yield Row(measured="  the PDF", figure=Figure.of([run.pdf_kb for run in runs["composed"]], "kB"))


def _run(way: str, folder: Path, count: int) -> Run:
    folder.mkdir()
    words = [sys.executable, "-m", __name__, way, str(folder), str(count)]
    done = subprocess.run(words, capture_output=True, check=True, timeout=300)
    return msgspec.json.decode(done.stdout, type=Run)


def _composed(folder: Path, items: Sequence[Item]) -> Run:
    with press_room(folder, items) as room:
        room.desk.settings = msgspec.structs.replace(room.desk.settings, paper=PaperSettings(event_weeks=WEEKS_MAX))
        return _timed(lambda: room.newspaper().pdf)


def _plain(folder: Path, items: Sequence[Item]) -> Run:
    file = folder / "plain.typ"
    file.write_text(PLAIN, encoding="utf-8")
    data = msgspec.json.encode([{"title": item.title, "text": item.text or ""} for item in items]).decode()
    return _timed(
        lambda: typst.compile(
            file,
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards="ua-1",
        )
    )


WAYS: dict[str, Callable[[Path, Sequence[Item]], Run]] = {"composed": _composed, "plain": _plain}


def _timed(work: Callable[[], bytes]) -> Run:
    began = time.perf_counter()
    pdf = work()
    took = time.perf_counter() - began
    return Run(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(pdf) / 1024)


def main() -> None:
    """One run."""
    way, folder, count = sys.argv[1:]
    run = WAYS[way](Path(folder), list(many(int(count), TUESDAY.date())))
    sys.stdout.buffer.write(msgspec.json.encode(run))


if __name__ == "__main__":
    main()
