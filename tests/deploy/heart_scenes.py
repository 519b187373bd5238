"""What systemd hears of the terminal through its window: `python -m tests.deploy.heart_scenes NAME PANEL`."""

import ctypes
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from kiosk.heartbeat import ALIVE, READY
from kiosk.type_size import PANELS, Panel
from tests.kiosk.systemd import Listener
from tests.stack.stage import on_device, until, window

DATA, SETTINGS, NOTIFY = Path("/tmp/data"), Path("/tmp/kiosk.toml"), Path("/tmp/notify")
CENTRE = '[centre]\nname = "Quartierstreff Riehl"\n'
SET_MDWE, REFUSE_EXEC_GAIN = 65, 1
"""prctl(2): memory that was written never becomes code; what MemoryDenyWriteExecute= of the unit asks for."""


def heart(panel: Panel) -> object:
    """Ready and alive through cage, launcher and foot, with the unit's rule for memory; which children speak too."""
    refused = ctypes.CDLL(None).prctl(SET_MDWE, REFUSE_EXEC_GAIN, 0, 0, 0)
    systemd = Listener(NOTIFY)
    os.environ |= {"NOTIFY_SOCKET": str(NOTIFY), "WATCHDOG_USEC": "1500000", "WATCHDOG_PID": "1"}
    SETTINGS.write_text(CENTRE)
    began = time.monotonic()
    with on_device(panel, DATA, SETTINGS):
        told = [systemd.next() for _ in range(3)]
        ready_s = time.monotonic() - began
    systemd.close()
    return {"told": told, "right": [READY, ALIVE, ALIVE], "ready_s": ready_s, "mdwe": refused == 0}


def again(panel: Panel) -> object:
    """Settings that name another panel: the window opens anew with its font, by itself and once."""
    systemd = Listener(NOTIFY)
    os.environ |= {"NOTIFY_SOCKET": str(NOTIFY), "WATCHDOG_USEC": "1500000"}
    SETTINGS.write_text(f'{CENTRE}phone = "0221 98 76 54"\n[screen]\npanel = "7in 800x480"\n')
    with on_device(panel, DATA, SETTINGS):
        until(lambda: systemd.next(0.1) == READY)
        seen = window()
        assert seen
        written = (DATA / "screen").read_text(), (DATA / "plain.txt").read_text()
        systemd.next()
    systemd.close()
    return {
        "grid": [seen.cols, seen.rows],
        "screen": written[0],
        "plain": written[1],
        "starts": systemd.told.count(READY),
    }


def turned(panel: Panel) -> object:
    """A panel that is built upright hangs across: what the compositor was told."""
    SETTINGS.write_text(CENTRE)
    upright = Panel((panel.px[1], panel.px[0]), (panel.mm[1], panel.mm[0]))
    DATA.mkdir(exist_ok=True)
    (DATA / "screen").write_text("rotate=270\n")
    with on_device(upright, DATA, SETTINGS):
        told = subprocess.run(["wlr-randr"], capture_output=True, text=True, check=True).stdout
    return {"transform": told.partition("Transform: ")[2].partition("\n")[0]}


SCENES = {"heart": heart, "again": again, "turned": turned}

if __name__ == "__main__":
    print(json.dumps(SCENES[sys.argv[1]](PANELS[sys.argv[2]])))
