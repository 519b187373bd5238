"""R38: after a restore by stick and words every booking is at its platform once, whatever was sent since the backup."""

from pathlib import Path

from sync.deliver import Deliverer
from sync.ledger.ledger import Ledger
from sync.ledger.records import State
from tests.backup.terminal import Terminal
from tests.couriers.paper_trail import Platform
from tests.ledger.ledgers import RING


def deliver(terminal: Terminal, ring: Platform, ledger: Ledger, rounds: int = 20) -> None:
    """As many rounds as it takes, two minutes apart."""
    lock = terminal.folder / "deliver.lock"
    deliverer = Deliverer(ledger, [RING], ring.connect, lock=lock, jitter=lambda: 1.0)
    for _ in range(rounds):
        list(deliverer.run(respect_hold_off=False))
        terminal.clock.later(minutes=2)


def test_r38_nothing_is_sent_twice_and_nothing_is_lost(tmp_path: Path) -> None:
    old = Terminal(tmp_path / "old")
    old.furnish(bookings=3)
    ring = Platform(old.clock)
    copy = old.back_up(tmp_path / "stick")
    with old.opened() as ledger:
        deliver(old, ring, ledger)
        assert {one.sending.state for one in ledger.all()} == {State.CONFIRMED}
    del ring.effects[2]
    new = Terminal(tmp_path / "new", old.clock)
    new.restore(tmp_path / "stick" / copy.file, old.words)
    with new.opened() as ledger:
        assert {one.sending.state for one in ledger.all()} == {State.UNCERTAIN}
        deliver(new, ring, ledger)
        assert {one.sending.state for one in ledger.all()} == {State.CONFIRMED}
    assert (len(ring.effects), ring.most) == (3, 1)
