"""The threads beside the screen outlive whatever they meet, and say so."""

import ast
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest
from textual.message import Message

import kiosk
from kiosk.logbook import describe
from kiosk.messages import SlipDone, WorkerCrashed
from kiosk.print_worker import WAITING_MAX, PrintWorker
from kiosk.settings import PrinterSettings
from kiosk.workers import CRASHED_S, LEAST_S, PRINTING, SYNCING, SyncWorker, guarded
from printing.errors import Trouble
from printing.printer import NotStarted, Printed
from printing.slip import Paragraph, Slip
from tests.printing.escpos_reader import read

WAIT_S = 20.0
"""Longest wait for a thread."""
SLIP = Slip((Paragraph("Sommerfest"),))


class Post(Queue[Message]):
    """Where workers post to."""

    def __call__(self, message: Message) -> None:
        self.put(message)

    def next(self) -> Message:
        return self.get(timeout=WAIT_S)


def fail() -> None:
    member = "Erika Mustermann"
    raise ValueError(f"{member} fehlt")


def test_an_unforeseen_error_is_posted_and_logged_by_kind_and_place_only(caplog: pytest.LogCaptureFixture) -> None:
    post = Post()
    assert not guarded("sync", fail, post)
    crashed = post.next()
    assert isinstance(crashed, WorkerCrashed)
    assert crashed.worker == "sync"
    (record,) = caplog.records
    assert record.getMessage().startswith("sync failed: ValueError at kiosk/workers.py:")
    assert "Erika" not in caplog.text
    assert guarded("sync", lambda: None, post)


def test_an_error_is_described_by_its_innermost_calls() -> None:
    def deeper(left: int) -> None:
        if left:
            deeper(left - 1)
        fail()

    with pytest.raises(ValueError, match="Erika") as caught:
        deeper(9)
    told = describe(caught.value)
    assert told.startswith("ValueError at kiosk/test_workers.py:")
    assert told.count(" > ") == 5


def test_there_is_one_broad_except_in_the_three_rooms() -> None:
    root = Path(kiosk.__file__).parents[1]
    files = [path for room in ("kiosk", "sync", "printing") for path in (root / room).rglob("*.py")]
    broad = [path.name for path in files for node in ast.walk(ast.parse(path.read_text())) if _broad(node)]
    assert broad == ["workers.py"]


def _broad(node: ast.AST) -> bool:
    """Whether it catches everything and keeps it; what only tidies up and raises again does not count."""
    if not isinstance(node, ast.ExceptHandler) or (isinstance(node.body[-1], ast.Raise) and not node.body[-1].exc):
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    names = [kind.id if isinstance(kind, ast.Name) else "" for kind in caught if kind is not None]
    return not names or not {"Exception", "BaseException"}.isdisjoint(names)


def test_the_print_worker_prints_and_posts_what_became_of_it(tmp_path: Path) -> None:
    post = Post()
    worker = PrintWorker(PrinterSettings(f"file://{tmp_path}/paper"), post)
    worker.start()
    assert worker.submit("abcd", SLIP)
    done = post.next()
    assert isinstance(done, SlipDone)
    assert (done.item, done.outcome) == ("abcd", Printed(confirmed=False))
    assert "Sommerfest" in read((tmp_path / "paper").read_bytes()).text


def test_a_printer_s_trouble_is_an_outcome_and_the_worker_lives(tmp_path: Path) -> None:
    post = Post()
    worker = PrintWorker(PrinterSettings(f"file://{tmp_path}/away/paper"), post)
    worker.start()
    for _ in range(2):
        worker.submit("abcd", SLIP)
        done = post.next()
        assert isinstance(done, SlipDone)
        assert done.outcome == NotStarted(Trouble.NO_DEVICE_FILE)


def test_an_unforeseen_error_leaves_the_print_worker_alive() -> None:
    post = Post()
    worker = PrintWorker(PrinterSettings("nonsense:"), post)
    worker.start()
    for _ in range(2):
        worker.submit("abcd", SLIP)
        crashed = post.next()
        assert isinstance(crashed, WorkerCrashed)
        assert crashed.worker == PRINTING


def test_a_stuck_printer_keeps_three_slips_waiting_and_refuses_more() -> None:
    post = Post()
    with socket.create_server(("127.0.0.1", 0)) as stuck:
        worker = PrintWorker(PrinterSettings(f"tcp://127.0.0.1:{stuck.getsockname()[1]}"), post)
        worker.start()
        assert worker.submit("abcd", SLIP)
        connection, _ = stuck.accept()
        taken = [worker.submit("abcd", SLIP) for _ in range(WAITING_MAX + 1)]
        connection.close()
    assert taken == [True] * WAITING_MAX + [False]


@pytest.fixture
def rounds() -> Iterator[Callable[[Callable[[], float], Post], SyncWorker]]:
    started: list[SyncWorker] = []

    def start(round_: Callable[[], float], post: Post) -> SyncWorker:
        started.append(SyncWorker(round_, post))
        started[-1].start()
        return started[-1]

    yield start
    for worker in started:
        worker.stop()


def test_the_sync_worker_begins_at_once_and_in_a_thread_of_its_own(
    rounds: Callable[[Callable[[], float], Post], SyncWorker],
) -> None:
    threads: Queue[str] = Queue()

    def round_() -> float:
        threads.put(threading.current_thread().name)
        return 3600.0

    rounds(round_, Post())
    assert threads.get(timeout=WAIT_S) == SYNCING


def test_the_pause_is_what_the_engine_says_but_never_none() -> None:
    assert SyncWorker(lambda: 1800.0, Post()).once() == 1800.0
    assert SyncWorker(lambda: 0.0, Post()).once() == LEAST_S


def test_after_an_unforeseen_error_it_waits_long_and_goes_on() -> None:
    post = Post()
    results: list[Callable[[], float]] = [lambda: 7 // 0, lambda: 1800.0]
    worker = SyncWorker(lambda: results.pop(0)(), post)
    assert worker.once() == CRASHED_S
    crashed = post.next()
    assert isinstance(crashed, WorkerCrashed)
    assert crashed.worker == SYNCING
    assert worker.once() == 1800.0


def test_a_stopped_sync_worker_begins_no_round() -> None:
    begun: list[int] = []
    worker = SyncWorker(lambda: float(len(begun)), Post())
    worker.stop()
    worker.start()
    worker._thread.join(WAIT_S)
    assert not worker._thread.is_alive()
    assert begun == []
