"""`kiosk paper` and what its papers are called with; their sentences stand in `kiosk/paper_usage.py`."""

from pathlib import Path

import click

from kiosk.session import Session
from kiosk.usage import SpokenGroup

OUT = click.option("--out", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True), required=True)
SINCE = click.option("--since", metavar="YYYY-MM-DD")
COUNT = click.option("--count", metavar="COUNT", type=int)


@click.group(cls=SpokenGroup)
def paper() -> None:
    """Papers for A4."""


@paper.command("newspaper")
@OUT
@SINCE
@click.option("--booklet", is_flag=True)
@click.option("--draft", is_flag=True)
@click.pass_obj
def newspaper(session: Session, out: Path, since: str | None, booklet: bool, draft: bool) -> int:
    """What residents browse, on paper."""
    return _made(session, "newspaper", out, since, draft=draft, booklet=booklet)


@paper.command("statement")
@OUT
@SINCE
@click.option("--member", "members", metavar="NUMBER", multiple=True)
@click.option("--draft", is_flag=True)
@click.pass_obj
def statement(session: Session, out: Path, since: str | None, members: tuple[str, ...], draft: bool) -> int:
    """Bookings of members."""
    return _made(session, "statement", out, since, draft=draft, members=members)


@paper.command("vouchers")
@OUT
@COUNT
@click.pass_obj
def vouchers(session: Session, out: Path, count: int | None) -> int:
    """Blank numbered vouchers."""
    return _made(session, "vouchers", out, count=count)


@paper.command("emergency")
@OUT
@COUNT
@click.pass_obj
def emergency(session: Session, out: Path, count: int | None) -> int:
    """The day on paper."""
    return _made(session, "emergency", out, count=count)


@paper.command("distribution")
@OUT
@click.pass_obj
def distribution(session: Session, out: Path) -> int:
    """Who gets paper."""
    return _made(session, "distribution", out)


@paper.command("check")
@OUT
@click.pass_obj
def check(session: Session, out: Path) -> int:
    """The monthly page."""
    return _made(session, "check", out)


@paper.command("handover")
@OUT
@click.pass_obj
def handover(session: Session, out: Path) -> int:
    """The handover binder."""
    return _made(session, "handover", out)


@paper.command("privacy")
@OUT
@click.pass_obj
def privacy(session: Session, out: Path) -> int:
    """The privacy binder."""
    return _made(session, "privacy", out)


def _made(
    session: Session, name: str, out: Path, since: str | None = None, *, draft: bool = False, **wishes: object
) -> int:
    import msgspec

    from kiosk.commands.paper import paper as command
    from kiosk.commands.paper import since_of
    from kiosk.papers.made import Paper

    wanted = msgspec.structs.replace(since_of(session, since), **wishes)
    return command(session, Paper(name), out, wanted, draft=draft)
