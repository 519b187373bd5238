"""Runs under the Python of emupos: imports it once, then forks a printer for each folder named on stdin.

Each folder holds an `emupos.yaml`. A printer that is ready says `FOLDER PID` on stdout; whoever reads that may kill it:
that is its power switch. All of them end with this process.
"""

import ctypes
import importlib
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""


def main() -> None:
    """One line, one printer, until there is none."""
    config = importlib.import_module("emupos.config")
    server = importlib.import_module("emupos.daemon.server")
    for name in ("emupos.api.app", "uvicorn.protocols.http.auto", "uvicorn.loops.auto", "PIL.PngImagePlugin"):
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        folder = line.rstrip("\n")
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            os.chdir(folder)
            os.environ["TMPDIR"] = folder
            loaded = config.load_config_file(config.Path("emupos.yaml"))
            server.serve(loaded, lambda _, folder=folder: print(folder, os.getpid(), flush=True))
            os._exit(0)


if __name__ == "__main__":
    main()
