"""The same data gives the same bytes, whatever machine, time zone, language or hash seed."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from hashlib import sha256
from pathlib import Path
from kiosk.demo.neighbourhood import neighbourhood
from tests.kiosk.press_room import press_room
from tests.sync.clocks import BERLIN, TUESDAY
with press_room(Path(sys.argv[1]), neighbourhood(TUESDAY.date(), BERLIN)[::12]) as room:
    for booklet in (False, True):
        sys.stdout.write(sha256(room.newspaper(booklet=booklet).pdf).hexdigest() + "\\n")
"""


def test_two_processes_set_the_same_bytes(tmp_path: Path) -> None:
    told = []
    for number, (zone, language) in enumerate((("UTC", "C"), ("Pacific/Auckland", "tr_TR.UTF-8"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        environment = {"PATH": os.environ["PATH"], "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": str(number)}
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(folder)],
            capture_output=True,
            text=True,
            env=environment,
            cwd=Path(__file__).parents[2],
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told.append(done.stdout.split())
    assert told[0] == told[1]
    assert len(set(told[0])) == 2
