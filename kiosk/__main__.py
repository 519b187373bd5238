"""The commands: options are read here, everything is built once, and each command lives in its own file."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from kiosk.output import close_quietly
from kiosk.session import DONE, Session, Stop, warn

PLURALS = ("events", "offers", "requests", "jobs", "notices")
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, UTF-8.")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--settings", type=click.Path(path_type=Path), envvar="KIOSK_SETTINGS", help="The settings file, kiosk.toml."
)
@click.option(
    "--data", type=click.Path(path_type=Path), envvar="KIOSK_DATA", help="The folder for everything that is written."
)
@click.version_option(package_name="quartierskiosk", prog_name="kiosk")
@click.pass_context
def cli(context: click.Context, settings: Path | None, data: Path | None) -> None:
    """The Quartierskiosk: a neighbourhood's events, offers, requests, jobs and notices on a terminal, offline."""
    from platformdirs import user_config_path, user_data_path

    from kiosk.place import Place

    named = settings is not None
    place = Place(settings or user_config_path("kiosk") / "kiosk.toml", data or user_data_path("kiosk"), named)
    context.obj = Session(place)
    if context.invoked_subcommand is None:
        context.invoke(run)


@cli.command()
@click.option("--demo", is_flag=True, help="Show the made-up neighbourhood, whatever the settings say.")
@click.option("--offline", is_flag=True, help="Never ask the network.")
@click.option("--attended", is_flag=True, help="Let Ctrl+C end the terminal.")
@click.pass_obj
def run(session: Session, demo: bool = False, offline: bool = False, attended: bool = False) -> int:
    """Open the terminal (the default command)."""
    from kiosk.commands.run import run as command

    session.demo_asked = demo
    return command(session, offline=offline, attended=attended)


@cli.command()
@click.option("--platform", metavar="NAME", help="Read this platform only.")
@click.option("--full", is_flag=True, help="Read everything again.")
@click.option("--accept", metavar="PLATFORM", help="Believe a large loss of this platform.")
@JSON
@click.pass_obj
def sync(session: Session, platform: str | None, full: bool, accept: str | None, as_json: bool) -> int:
    """Read the platforms now, in one round."""
    from kiosk.commands.sync import sync as command

    return command(session, platform, full=full, accept=accept, as_json=as_json)


@cli.command()
@click.argument("kind", type=click.Choice(PLURALS), required=False)
@click.option("--search", metavar="TEXT", help="Only items that hold these words.")
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
@click.argument("item")
@click.option("--preview", is_flag=True, help="Show the slip as text instead of printing it.")
@click.option("--device", metavar="URL", help="Print here: tcp://HOST:9100, file:///PATH or none.")
@click.pass_obj
def slip(session: Session, item: str, preview: bool, device: str | None) -> int:
    """Print the slip of one item."""
    from kiosk.commands.slip import slip as command

    return command(session, item, preview=preview, device=device)


@cli.command()
@click.argument("url")
@JSON
@click.pass_obj
def discover(session: Session, url: str, as_json: bool) -> int:
    """Say what a site offers, and the settings lines to use it."""
    from kiosk.commands.discover import discover as command

    return command(session, url, as_json=as_json)


@cli.command("check-settings")
@click.pass_obj
def check_settings(session: Session) -> int:
    """Name all problems of the settings at once."""
    from kiosk.commands.check import check_settings as command

    return command(session)


@cli.group()
def secret() -> None:
    """Keys with which platforms are read."""


@secret.command("set")
@click.argument("platform")
@click.option("--read-only", is_flag=True, required=True, help="The key only reads public content.")
@click.option("--file", type=click.Path(path_type=Path), help="Take the first line of this file.")
@click.pass_obj
def secret_set(session: Session, platform: str, read_only: bool, file: Path | None) -> int:
    """Store the key of a platform, in a file that only this user can read."""
    from kiosk.commands.secret import set_secret as command

    return command(session, platform, file)


def main() -> None:
    """The entry point: never a traceback, always an exit code that means something."""
    sys.exit(guarded(lambda: cli(standalone_mode=False, prog_name="kiosk")))


def guarded(command: Callable[[], object]) -> int:
    """Run a command; expected endings become sentences and codes."""
    try:
        code = command()
        sys.stdout.flush()
    except Stop as stop:
        warn(*stop.sentences)
        return stop.code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        close_quietly()
        return DONE
    return code if isinstance(code, int) else DONE


if __name__ == "__main__":
    main()
