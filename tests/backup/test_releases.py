"""R38: a backup of every release restores; the files in `releases/` were written by the programs of their time."""

from pathlib import Path

import pytest

from sync.backup.words import words_of
from sync.ledger import schema
from sync.ledger.records import State
from tests.backup.terminal import Terminal

RELEASES = Path(__file__).with_name("releases")
WORDS = " ".join(words_of(bytes(range(16))))
HASHES = {
    1: "17b04168c4877e916191fecd503b1abc4f6ef5109d82e0854b3e89a3b6ff8297",
    2: "f7c1f1178276723c575a777a5ece899f5d41f490d53ee1a505f696666439669e",
    3: "47cd5348435a43be2f03d4b56d50d93d4f041f95b5c8d50be1b2b5e1778ac954",
}
"""By the form of the ledger; each has four bookings, one of them confirmed, one cancelled and two waiting."""


def test_r38_every_form_of_the_ledger_has_a_backup_here() -> None:
    assert sorted(HASHES) == list(range(1, schema.VERSION + 1))


@pytest.mark.parametrize("version", HASHES)
def test_r38_a_backup_of_an_older_release_restores_with_the_equal_hash(tmp_path: Path, version: int) -> None:
    new = Terminal(tmp_path / "new")
    restored = new.restore(RELEASES / f"schema-{version}.kioskbackup", WORDS)
    assert restored.ledger_hash == new.hash() == HASHES[version]
    with new.opened() as ledger:
        ledger.prove()
        assert schema.version(ledger.db) == schema.VERSION
        assert [one.sending.state for one in ledger.all()] == [
            *(State.CONFIRMED, State.CANCELLED, State.UNCERTAIN, State.UNCERTAIN)
        ]
        assert [member.name for member in ledger.people.find("erika")] == ["Erika Mustermann"]
        assert ledger.kept.get("secret:ring") == b"schreiben"
