"""R20: the process is killed at every stage of a receipt; the next one asks, and never prints a second original."""

import re
import signal
import socket
from pathlib import Path

import pytest

from sync.ledger.on_paper import OnPaper
from tests.kiosk.office_command import RING, Office
from tests.printing.fake_printer import fake_printer

GARDEN = ("book", "payment", "--from", "17", "--to", "1042", "--text", "Garten", "--amount", "2", "--paper", "7")
OK = b"\x12"
"""To DLE EOT: nothing is wrong."""
STATUS, CONFIRM = b"\x10\x04", b"\x1dr\x01"
WHOLE = 100_000
"""More bytes than a receipt has: the kill falls when the end was asked for."""


class Sink:
    """A printer that says that all is well, takes so many bytes of a job, and never confirms the end."""

    def __init__(self, takes: int) -> None:
        self._takes = takes
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self._listener.settimeout(30)
        self.got = b""

    @property
    def settings(self) -> str:
        return f'[printer]\ndevice = "tcp://127.0.0.1:{self._listener.getsockname()[1]}"\n'

    def job(self) -> socket.socket:
        """Take a job as far as it goes; the connection stays open."""
        connection, _ = self._listener.accept()
        connection.settimeout(30)
        while len(self.got) < self._takes and CONFIRM not in self.got:
            chunk = connection.recv(min(512, self._takes - len(self.got)))
            assert chunk, "the process ended by itself"
            questions = chunk.count(STATUS)
            self.got += re.sub(rb"\x10\x04[\x01-\x04]", b"", chunk)
            connection.sendall(OK * questions)
        return connection

    def close(self) -> None:
        self._listener.close()


@pytest.mark.parametrize("takes", [0, 1, 40, 400, WHOLE], ids=lambda takes: f"after {takes} bytes")
def test_r20_after_a_kill_at_any_stage_it_is_asked_and_the_next_print_is_a_copy(tmp_path: Path, takes: int) -> None:
    sink = Sink(takes)
    office = Office(tmp_path, RING + sink.settings)
    process = office.start(*GARDEN)
    with sink.job():
        assert _states(office) == [OnPaper.SENT, OnPaper.PLANNED]
        assert _in_doubt(office) == [], "a living process is still sending it"
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
    sink.close()
    assert out.startswith(b"gebucht 1 ")
    assert _in_doubt(office) == [1]
    again = Office(tmp_path, f'{RING}[printer]\ndevice = "file://{tmp_path}/paper"\n')
    assert again.run(*GARDEN).out.encode() == out
    jobs = (tmp_path / "paper").read_bytes().split(b"\x1b@")[1:]
    assert [b"KOPIE" in job for job in jobs] == [True, False]
    assert _in_doubt(again) == []


def test_r20_a_kill_before_the_first_note_leaves_the_original_to_come(tmp_path: Path) -> None:
    """The press is held by another process: nothing is noted and nothing is sent."""
    sink = Sink(0)
    office = Office(tmp_path, RING + sink.settings)
    with office.ledger() as ledger, ledger.printouts.press():
        process = office.start(*GARDEN)
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"gebucht 1 ")
        process.send_signal(signal.SIGKILL)
        process.communicate()
    sink.close()
    assert _states(office) == [OnPaper.PLANNED, OnPaper.PLANNED]
    assert _in_doubt(office) == []


def test_r20_of_several_processes_that_print_the_same_receipt_at_once_one_prints_the_original(tmp_path: Path) -> None:
    with fake_printer() as printer:
        office = Office(tmp_path, f'{RING}[printer]\ndevice = "{printer.url}"\n')
        office.pay(200)
        processes = [office.start("receipts", "--again", "1") for _ in range(3)]
        for process in processes:
            process.communicate()
        assert [process.returncode for process in processes] == [0, 0, 0]
    assert [b"KOPIE" in job for job in printer.jobs] == [False, False, True, True, True, True]
    assert _states(office) == [OnPaper.PRINTED, OnPaper.PRINTED]


def _states(office: Office) -> list[OnPaper]:
    with office.ledger() as ledger:
        return [one.state for one in ledger.printouts.sides(1, (1, 2))]


def _in_doubt(office: Office) -> list[int]:
    with office.ledger() as ledger:
        ledger.prove()
        return [one.number for one in ledger.printouts.doubtful()]
