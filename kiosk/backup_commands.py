"""The commands of backups and what they are called with."""

from pathlib import Path

import click

from kiosk.session import Session
from kiosk.usage import SpokenCommand, SpokenGroup

FILE = click.Path(path_type=Path)


@click.command(cls=SpokenCommand)
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--damaged", is_flag=True)
@click.pass_obj
def backup(session: Session, folder: Path, damaged: bool) -> int:
    """A sealed copy of everything, on a stick."""
    from kiosk.commands.backup import backup as command

    return command(session, folder, damaged=damaged)


@click.command(cls=SpokenCommand)
@click.argument("file", type=FILE)
@click.option("--words-file", metavar="FILE", type=FILE)
@click.pass_obj
def restore(session: Session, file: Path, words_file: Path | None) -> int:
    """Everything back from a backup."""
    from kiosk.commands.restore import restore_file

    return restore_file(session, file, words_file)


@click.group(cls=SpokenGroup)
def recovery() -> None:
    """The words on the envelope."""


@recovery.command("new")
@click.option("--out", metavar="FILE", type=FILE)
@click.option("--again", is_flag=True)
@click.pass_obj
def recovery_new(session: Session, out: Path | None, again: bool) -> int:
    """New words."""
    from kiosk.commands.recovery import new

    return new(session, out, again=again)


@click.group(cls=SpokenGroup)
def ledger() -> None:
    """The ledger as a whole."""


@ledger.command("hash")
@click.pass_obj
def ledger_hash(session: Session) -> int:
    """One number for all that was entered."""
    from kiosk.commands.ledger import hash_

    return hash_(session)


BACKUP_COMMANDS = (backup, restore, recovery, ledger)
