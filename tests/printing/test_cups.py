"""Against a real CUPS (tests/peers/cups.py)."""

import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from printing.cups import Waiting, cancel, queues, submit, submit_pdf, waiting
from printing.devices import open_device
from printing.encode import encode
from printing.errors import DeviceTrouble, Trouble
from printing.layout import layout
from printing.printer import NotStarted, Printed, Printer, Unconfirmed
from printing.profile import Profile, profile_for
from printing.wire import Patience
from tests.peers.cups import Spooler
from tests.peers.emupos import EMUPOS, emulated
from tests.printing.slips import COFFEE


def printer(queue: str, confirm_s: float = 10.0) -> Printer:
    return Printer(open_device(f"cups://{queue}"), Profile(), Patience(confirm_s=confirm_s))


def until(condition: object) -> bool:
    """Whether it comes true within ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if callable(condition) and condition():
            return True
        time.sleep(0.05)
    return False


def test_the_queues_are_named_with_whether_they_print(spooler: Spooler) -> None:
    assert [(queue.name, queue.running, queue.accepts) for queue in queues()] == [
        ("akte", True, True),
        ("bon", True, True),
    ]


def test_r20_a_slip_arrives_byte_for_byte_and_is_never_called_confirmed(spooler: Spooler) -> None:
    job = b"\x1b@Gr\x81\xe1e\n" + bytes(range(256)) * 40
    assert printer("bon").print(job) == Printed(confirmed=False)
    assert until(lambda: spooler.bon.jobs == [job])


@pytest.mark.skipif(not EMUPOS.exists(), reason="emupos is not installed (tests/peers/emupos.sh install DIR)")
def test_a_slip_comes_out_of_a_printer_behind_cups(spooler: Spooler, tmp_path: Path) -> None:
    profile = profile_for(80)
    with emulated(tmp_path) as port:
        spooler.command("lpadmin", "-p", "papier", "-E", "-v", f"socket://127.0.0.1:{port}/?waiteof=false", "-m", "raw")
        try:
            assert printer("papier").print(encode(layout(COFFEE, profile), profile)) == Printed(confirmed=False)
            address = f"http://127.0.0.1:{port + 2}/api/v1/devices/wide/receipts/latest/text"
            assert until(lambda: "26. November" in asked(address))
        finally:
            spooler.command("lpadmin", "-x", "papier")


def asked(address: str) -> str:
    """What the simulated printer says, nothing before its first receipt."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        error.close()
        return ""


def test_r35_no_file_of_a_job_is_left_when_it_was_printed(spooler: Spooler) -> None:
    assert printer("bon").print(b"geheim") == Printed(confirmed=False)
    assert until(lambda: not spooler.spooled)


@pytest.mark.parametrize(
    ("stop", "go"), [("cupsdisable", "cupsenable"), ("cupsreject", "cupsaccept")], ids=("paused", "takes no jobs")
)
def test_r22_a_queue_that_was_paused_gets_nothing(spooler: Spooler, stop: str, go: str) -> None:
    spooler.command(stop, "bon")
    try:
        assert printer("bon").print(b"job") == NotStarted(Trouble.QUEUE_STOPPED)
    finally:
        spooler.command(go, "bon")
    assert spooler.bon.jobs == []
    assert printer("bon").print(b"job") == Printed(confirmed=False)


def test_r22_a_queue_that_is_not_there_is_named(spooler: Spooler) -> None:
    assert printer("nirgends").print(b"job") == NotStarted(Trouble.NO_QUEUE)


def test_r20_a_slip_that_nobody_waits_for_any_more_is_taken_back_with_its_file(spooler: Spooler) -> None:
    """The printer is off; switched on an hour later it must not print a name."""
    assert printer("akte", confirm_s=0.5).print(b"Erika") == Unconfirmed(Trouble.STUCK)
    assert until(lambda: not spooler.spooled)


def test_a_pdf_waits_with_its_wishes_until_it_is_taken_back(spooler: Spooler) -> None:
    job = submit_pdf("akte", b"%PDF-1.7\n...", copies=3, both_sides=True)
    assert waiting(job) is Waiting.WAITS
    assert until(lambda: b"two-sided-long-edge" in spooler.wishes())
    assert b"copies\x00\x04\x00\x00\x00\x03" in spooler.wishes()
    spooler.command("cupsdisable", "akte")
    try:
        assert waiting(job) is Waiting.HELD
    finally:
        spooler.command("cupsenable", "akte")
    cancel(job)
    assert until(lambda: waiting(job) is Waiting.GONE)


def test_a_pdf_for_a_folded_booklet_turns_over_its_short_edge(spooler: Spooler) -> None:
    job = submit_pdf("akte", b"%PDF-1.7\n...", both_sides=True, short_edge=True)
    assert until(lambda: b"two-sided-short-edge" in spooler.wishes())
    cancel(job)
    assert until(lambda: waiting(job) is Waiting.GONE)


def test_a_pdf_arrives_byte_for_byte(spooler: Spooler) -> None:
    job = submit_pdf("bon", b"%PDF-1.7\n...")
    assert until(lambda: waiting(job) is Waiting.GONE)
    assert spooler.bon.jobs == [b"%PDF-1.7\n..."]


def test_r22_without_cups_nothing_starts_and_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer("bon").print(b"job") == NotStarted(Trouble.NO_SPOOLER)
    with pytest.raises(DeviceTrouble, match="no_spooler"):
        submit("bon", b"job")


def test_r22_a_spooler_that_does_not_run_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    assert printer("bon").print(b"job") == NotStarted(Trouble.NO_SPOOLER)
