"""The commands about the printer and what they are called with; their sentences stand in `kiosk/usage.py`."""

import click

from kiosk.session import Session
from kiosk.usage import JSON, SpokenCommand


@click.command(cls=SpokenCommand)
@JSON
@click.pass_obj
def printers(session: Session, as_json: bool) -> int:
    """What is plugged in."""
    from kiosk.commands.printers import printers as command

    return command(session, as_json=as_json)


@click.command("print-test", cls=SpokenCommand)
@click.option("--device", metavar="URL")
@click.pass_obj
def print_test(session: Session, device: str | None) -> int:
    """Find out what the printer can do."""
    from kiosk.commands.print_test import print_test as command

    return command(session, device)
