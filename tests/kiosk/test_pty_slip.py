"""A slip that is being sent when the terminal is ended comes out whole, and the screen is given back before."""

import signal
import socket
from pathlib import Path

from kiosk.print_worker import END_S
from tests.kiosk.office_command import Office
from tests.kiosk.pty_app import PtyApp
from tests.printing.escpos_reader import read


def test_a_slip_on_its_way_comes_out_although_the_terminal_is_ended(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as printer:
        device = f"tcp://127.0.0.1:{printer.getsockname()[1]}"
        kiosk = Office(tmp_path, f'[printer]\ndevice = "{device}"\n[touch]\nguard_ms = 0\nrepeat_ms = 0\n')
        kiosk.publish()
        with PtyApp(kiosk.words("run", "--offline"), env=kiosk.environment()) as app:
            for words in ("Jobs", "Hausmeister", "Zettel drucken"):
                app.settle()
                app.tap(words)
            printer.settimeout(20)
            connection, _ = printer.accept()
            app.signal(signal.SIGTERM)
            got = _all(connection)
            assert app.wait(END_S) == 0
            assert app.reader.modes[25]
    assert "Hausmeister" in read(got.replace(b"\x10\x04\x04", b"").lstrip(b"\0")).text


def _all(connection: socket.socket) -> bytes:
    got = b""
    connection.settimeout(20)
    with connection:
        while chunk := connection.recv(4096):
            got += chunk
    return got
