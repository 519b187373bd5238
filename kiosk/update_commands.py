"""`kiosk update` and what it is called with; its sentences stand in `kiosk/update_usage.py`."""

from pathlib import Path

import click

from kiosk.session import Session
from kiosk.usage import JSON, SpokenCommand


@click.command(cls=SpokenCommand)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True)
@click.option("--weekly", is_flag=True)
@click.option("--older", is_flag=True)
@JSON
@click.pass_obj
def update(session: Session, file: Path | None, check: bool, weekly: bool, older: bool, as_json: bool) -> int:
    """Another version of the program."""
    from kiosk.commands.update import check as look
    from kiosk.commands.update import update as command

    if check:
        return look(session, as_json=as_json, weekly=weekly)
    return command(session, file, older=older)
