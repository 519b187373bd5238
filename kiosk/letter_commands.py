"""The command about what residents left and what it is called with; its sentences stand in `kiosk/usage.py`."""

import click

from kiosk.session import Session
from kiosk.usage import JSON, SpokenCommand


@click.command(cls=SpokenCommand)
@click.option("--done", metavar="ID")
@JSON
@click.pass_obj
def requests(session: Session, as_json: bool, done: str | None) -> int:
    """Who wants what."""
    from kiosk.commands.requests import requests as command

    return command(session, as_json=as_json, done=done)
