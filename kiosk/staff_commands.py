"""The commands of staff and what they are called with; their sentences stand in `kiosk/usage.py`."""

from pathlib import Path

import click

from kiosk.letter_commands import requests
from kiosk.member_commands import members, retention
from kiosk.paper_commands import paper
from kiosk.printer_commands import print_test, printers
from kiosk.session import Session
from kiosk.usage import JSON, SpokenCommand, SpokenGroup

FILE = click.Path(path_type=Path)


@click.group(cls=SpokenGroup)
def staff() -> None:
    """Who may sign in."""


@staff.command("add")
@click.argument("name")
@click.option("--words-file", metavar="FILE", type=FILE)
@click.option("--new-pin-file", metavar="FILE", type=FILE)
@click.pass_obj
def staff_add(session: Session, name: str, new_pin_file: Path | None, words_file: Path | None) -> int:
    """Another staff member."""
    from kiosk.commands.staff import add
    from kiosk.commands.staff_by_words import add_by_words

    if words_file:
        return add_by_words(session, name, new_pin_file, words_file)
    return add(session, name, new_pin_file)


@staff.command("list")
@JSON
@click.pass_obj
def staff_list(session: Session, as_json: bool) -> int:
    """The names of the staff."""
    from kiosk.commands.staff import list_

    return list_(session, as_json=as_json)


@staff.command("remove")
@click.argument("name")
@click.pass_obj
def staff_remove(session: Session, name: str) -> int:
    """Someone leaves."""
    from kiosk.commands.staff import remove

    return remove(session, name)


@staff.command("change-pin")
@click.argument("name")
@click.option("--new-pin-file", metavar="FILE", type=FILE)
@click.pass_obj
def staff_change_pin(session: Session, name: str, new_pin_file: Path | None) -> int:
    """Another PIN for somebody of the staff."""
    from kiosk.commands.staff import change_pin

    return change_pin(session, name, new_pin_file)


@click.group(cls=SpokenGroup)
def book() -> None:
    """A booking."""


@book.command("payment")
@click.option("--from", "payer", metavar="NUMBER", required=True)
@click.option("--to", "payee", metavar="NUMBER", required=True)
@click.option("--amount", metavar="AMOUNT", required=True)
@click.option("--text", metavar="TEXT", required=True)
@click.option("--paper", metavar="NUMBER")
@click.pass_obj
def book_payment(session: Session, payer: str, payee: str, amount: str, text: str, paper: str | None) -> int:
    """Hours from member to member."""
    from kiosk.commands.book import payment

    return payment(session, payer, payee, amount, text, paper)


@book.command("seat")
@click.option("--event", metavar="ITEM", required=True)
@click.option("--seats", metavar="COUNT", type=int, default=1)
@click.option("--for", "member", metavar="NUMBER")
@click.option("--guest", metavar="NAME")
@click.option("--paper", metavar="NUMBER")
@click.pass_obj
def book_seat(
    session: Session, event: str, seats: int, member: str | None, guest: str | None, paper: str | None
) -> int:
    """Seats at an event."""
    from kiosk.commands.book import seat

    return seat(session, event, seats, member, guest, paper)


@book.command("job")
@click.option("--job", "posting", metavar="ITEM", required=True)
@click.option("--for", "member", metavar="NUMBER", required=True)
@click.option("--paper", metavar="NUMBER")
@click.pass_obj
def book_job(session: Session, posting: str, member: str, paper: str | None) -> int:
    """A posting of the job board."""
    from kiosk.commands.book import job

    return job(session, posting, member, paper)


@click.command(cls=SpokenCommand)
@JSON
@click.pass_obj
def outbox(session: Session, as_json: bool) -> int:
    """Every booking, and how far it got."""
    from kiosk.commands.outbox import outbox as command

    return command(session, as_json=as_json)


@click.command(cls=SpokenCommand)
@click.option("--again", metavar="RECEIPT")
@click.option("--came-out", metavar="RECEIPT")
@click.option("--missing", metavar="RECEIPT")
@JSON
@click.pass_obj
def receipts(session: Session, again: str | None, came_out: str | None, missing: str | None, as_json: bool) -> int:
    """Every slip of every booking, and whether it is on paper."""
    from kiosk.commands.receipts import receipts as command

    return command(session, as_json=as_json, again=again, came_out=came_out, missing=missing)


@click.command(cls=SpokenCommand)
@click.argument("receipt")
@click.pass_obj
def storno(session: Session, receipt: str) -> int:
    """Take a booking back."""
    from kiosk.commands.storno import storno as command

    return command(session, receipt)


@click.command(cls=SpokenCommand)
@JSON
@click.pass_obj
def deliver(session: Session, as_json: bool) -> int:
    """One round of the outbox."""
    from kiosk.commands.deliver import deliver as command

    return command(session, as_json=as_json)


@click.command(cls=SpokenCommand)
@click.option("--day", metavar="YYYY-MM-DD")
@click.pass_obj
def closing(session: Session, day: str | None) -> int:
    """The day in figures."""
    from kiosk.commands.closing import closing as command

    return command(session, day)


@click.group(cls=SpokenGroup)
def secret() -> None:
    """Keys of platforms."""


@secret.command("set")
@click.argument("platform")
@click.option("--read-only", is_flag=True)
@click.option("--file", type=FILE)
@click.pass_obj
def secret_set(session: Session, platform: str, read_only: bool, file: Path | None) -> int:
    """Store the key of a platform."""
    from kiosk.commands.secret import set_secret

    return set_secret(session, platform, file, read_only=read_only)


COMMANDS = (
    *(staff, members, book, outbox, receipts, storno, deliver, requests, closing, secret),
    *(paper, printers, print_test, retention),
)
