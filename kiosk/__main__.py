"""The commands: options are read here, everything is built once, and each command lives in its own file."""

import sys
from pathlib import Path

import click

from kiosk.backup_commands import BACKUP_COMMANDS
from kiosk.ending import catch_unforeseen, guarded
from kiosk.place import Place
from kiosk.session import Session
from kiosk.staff_commands import COMMANDS
from kiosk.update_commands import update
from kiosk.usage import JSON, SpokenGroup

PLURALS = ("events", "offers", "requests", "jobs", "notices")


@click.group(cls=SpokenGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--settings", metavar="FILE", type=click.Path(path_type=Path), envvar="KIOSK_SETTINGS")
@click.option("--data", metavar="DIR", type=click.Path(path_type=Path), envvar="KIOSK_DATA")
@click.option("--pin-file", metavar="FILE", type=click.Path(path_type=Path), envvar="KIOSK_PIN_FILE")
@click.option("--staff", metavar="NAME", envvar="KIOSK_STAFF")
@click.version_option(package_name="quartierskiosk", message="%(prog)s %(version)s")
@click.pass_context
def cli(
    context: click.Context, settings: Path | None, data: Path | None, pin_file: Path | None, staff: str | None
) -> None:
    """The group of all commands; without one the terminal opens. Their sentences stand in `kiosk/usage.py`."""
    session: Session = context.obj
    usual = session.place
    session.place = Place(settings or usual.settings, data or usual.data, settings is not None)
    session.pin_file, session.staff = pin_file, staff
    if context.invoked_subcommand is None:
        context.invoke(run)


@cli.command()
@click.option("--demo", is_flag=True)
@click.option("--offline", is_flag=True)
@click.option("--attended", is_flag=True)
@click.option("--first-start", is_flag=True)
@click.pass_obj
def run(
    session: Session, demo: bool = False, offline: bool = False, attended: bool = False, first_start: bool = False
) -> int:
    """Open the terminal (the default command)."""
    from kiosk.commands.run import run as command

    session.demo_asked = demo
    return command(session, offline=offline, attended=attended, first_start=first_start and not demo)


@cli.command()
@click.pass_obj
def setup(session: Session) -> int:
    """Ask the first questions on the screen."""
    from kiosk.commands.setup import setup as command

    return command(session)


@cli.command()
@click.option("--platform", metavar="NAME")
@click.option("--full", is_flag=True)
@click.option("--accept", metavar="PLATFORM")
@JSON
@click.pass_obj
def sync(session: Session, platform: str | None, full: bool, accept: str | None, as_json: bool) -> int:
    """Read the platforms now, in one round."""
    from kiosk.commands.sync import sync as command

    return command(session, platform, full=full, accept=accept, as_json=as_json)


@cli.command()
@click.argument("kind", type=click.Choice(PLURALS), required=False)
@click.option("--search", metavar="TEXT")
@JSON
@click.pass_obj
def items(session: Session, kind: str | None, search: str | None, as_json: bool) -> int:
    """Print what the replica holds."""
    from kiosk.commands.items import items as command
    from sync.records import Kind

    return command(session, Kind.from_plural(kind) if kind else None, search, as_json=as_json)


@cli.command()
@JSON
@click.pass_obj
def status(session: Session, as_json: bool) -> int:
    """Say how each platform stands."""
    from kiosk.commands.status import status as command

    return command(session, as_json=as_json)


@cli.command()
@click.argument("items", nargs=-1)
@click.option("--opening", "handout", flag_value="opening")
@click.option("--person", "handout", flag_value="person")
@click.option("--wifi", "handout", flag_value="wifi")
@click.option("--feedback", metavar="[NUMBER]", is_flag=False, flag_value="")
@click.option("--list", "listed", type=click.Choice(PLURALS))
@click.option("--category", metavar="NAME")
@click.option("--preview", is_flag=True)
@click.option("--device", metavar="URL")
@click.pass_obj
def slip(
    session: Session,
    items: tuple[str, ...],
    handout: str | None,
    feedback: str | None,
    listed: str | None,
    category: str | None,
    preview: bool,
    device: str | None,
) -> int:
    """Print a slip: of an item, of several, of a list, or of the house."""
    from kiosk.commands.slip import Wanted
    from kiosk.commands.slip import slip as command

    wanted = Wanted(ids=items, handout=handout, feedback=feedback, listed=listed, category=category)
    return command(session, wanted, preview=preview, device=device)


@cli.command()
@click.argument("url")
@JSON
@click.pass_obj
def discover(session: Session, url: str, as_json: bool) -> int:
    """Say what a site offers, and the settings lines to use it."""
    from kiosk.commands.discover import discover as command

    return command(session, url, as_json=as_json)


@cli.command()
@JSON
@click.pass_obj
def check(session: Session, as_json: bool) -> int:
    """Say how the terminal is kept alive."""
    from kiosk.commands.self_check import self_check as command

    return command(session, as_json=as_json)


@cli.command("check-settings")
@click.pass_obj
def check_settings(session: Session) -> int:
    """Name all problems of the settings at once."""
    from kiosk.commands.check import check_settings as command

    return command(session)


for command in (*COMMANDS, *BACKUP_COMMANDS, update):
    cli.add_command(command)


def main() -> None:
    """The entry point: never a traceback, always an exit code that means something."""
    from platformdirs import user_config_path, user_data_path

    session = Session(Place(user_config_path("kiosk") / "kiosk.toml", user_data_path("kiosk")))
    catch_unforeseen(session)
    if sys.stdout is not None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream of the interpreter's own
    code = guarded(lambda: cli(standalone_mode=False, prog_name="kiosk", obj=session), session)
    session.close()
    sys.exit(code)


if __name__ == "__main__":
    main()
