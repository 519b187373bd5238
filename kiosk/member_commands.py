"""`kiosk members` and `kiosk retention`: what they are called with; the sentences stand in `privacy_usage.py`."""

from pathlib import Path

import click

from kiosk.session import Session
from kiosk.usage import JSON, SpokenCommand, SpokenGroup

FILE = click.Path(path_type=Path)


@click.group(cls=SpokenGroup, invoke_without_command=True)
@click.option("--search", metavar="TEXT")
@click.option("--refresh", is_flag=True)
@click.option("--accept", metavar="PLATFORM")
@JSON
@click.pass_context
def members(context: click.Context, search: str | None, refresh: bool, accept: str | None, as_json: bool) -> int | None:
    """Who is in the ring."""
    from kiosk.commands.members import members as command

    if context.invoked_subcommand:
        return None
    return command(context.obj, search, refresh=refresh, accept=accept, as_json=as_json)


@members.command("import")
@click.argument("file", type=FILE)
@click.option("--map", "maps", metavar="FIELD=HEADING", multiple=True)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def members_import(session: Session, file: Path, maps: tuple[str, ...], dry_run: bool) -> int:
    """Members from a table file."""
    from kiosk.commands.members_import import import_members

    return import_members(session, file, maps, dry_run=dry_run)


@members.command("export")
@click.argument("number")
@click.option("--out", metavar="FILE", type=FILE)
@JSON
@click.pass_obj
def members_export(session: Session, number: str, out: Path | None, as_json: bool) -> int:
    """What is stored about a member."""
    from kiosk.commands.members_export import export_member

    return export_member(session, number, out, as_json=as_json)


@members.command("erase")
@click.argument("number")
@click.option("--yes", is_flag=True)
@click.option("--forget-mark", is_flag=True)
@click.pass_obj
def members_erase(session: Session, number: str, yes: bool, forget_mark: bool) -> int:
    """Erase a member."""
    from kiosk.commands.members_erase import erase_member, forget

    return forget(session, number) if forget_mark else erase_member(session, number, yes=yes)


@click.command(cls=SpokenCommand)
@click.option("--run", is_flag=True)
@JSON
@click.pass_obj
def retention(session: Session, run: bool, as_json: bool) -> int:
    """How long each kind of data is kept, and what is over."""
    from kiosk.commands.retention import retention as command

    return command(session, run=run, as_json=as_json)
