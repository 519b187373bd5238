"""`kiosk sync`: one round in the foreground, a line an event."""

import msgspec

from kiosk.commands.status import problem_of
from kiosk.notices import platform_trouble
from kiosk.output import flush, put, put_json
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn
from sync.engine_events import Event, PicturesDone, PlatformDone, Progress, RoundDone, Started, Waiting
from sync.errors import Unstorable
from sync.records import Source


def sync(session: Session, platform: str | None, *, full: bool, accept: str | None, as_json: bool) -> int:
    """Read every platform, or one; exit 0 when all were read whole, else 3."""
    _check(session, platform, accept)
    session.prepare()
    whole = True
    try:
        for event in session.engine().run(platform or accept, full=full, accept=accept):
            if as_json:
                put_json(_values(session, event))
            else:
                _tell(session, event)
            flush()
            whole = event.whole and event.ran if isinstance(event, RoundDone) else whole
    except Unstorable as error:
        raise Stop(OPEN, platform_trouble(session.words, error.reason, error.facts)) from error
    return DONE if whole else OPEN


def _check(session: Session, platform: str | None, accept: str | None) -> None:
    """Raises Stop for names that the settings do not have, and for two that differ."""
    _, names = session.words.say, list(_sources(session))
    if not names:
        warn(_("The settings name no platform. See: kiosk discover"))
    for name in (platform, accept):
        if name is not None and name not in names:
            sentence = _("There is no platform {name}. There are: {known}")
            raise Stop(WRONG, sentence.format(name=name, known=", ".join(names)))
    if platform and accept and platform != accept:
        raise Stop(WRONG, _("--platform and --accept must name the same platform. Leave --platform out."))


def _sources(session: Session) -> dict[str, Source]:
    return {source.name: source for source in session.settings.pulled}


def _values(session: Session, event: Event) -> dict[str, object]:
    """The event in JSON; a problem becomes its sentence."""
    values: dict[str, object] = msgspec.to_builtins(event)
    if isinstance(event, PlatformDone):
        values["problem"] = _problem(session, event)
        values["seconds"] = round(event.seconds, 3)
        values["seconds_store"] = round(event.seconds_store, 3)
    return values


def _tell(session: Session, event: Event) -> None:
    """The event as a line for people; how far a long reading got goes to stderr."""
    _ = session.words.say
    match event:
        case Waiting():
            warn(_("Another round is running. Waiting for it."))
        case Started(platform):
            put(_("{name}: reading …").format(name=platform))
        case Progress():
            done = event.new + event.changed + event.unchanged
            warn(_("{name}: {count} read").format(name=event.platform, count=session.words.number(done)))
        case PlatformDone():
            put(_done(session, event))
            problem = _problem(session, event)
            if problem:
                put(f"  {problem}")
        case PicturesDone():
            put(_("Pictures: {new} new, {failed} not readable").format(new=event.fetched, failed=event.failed))
        case RoundDone(ran=False):
            warn(_("Another round is still running. Try again later."))


def _problem(session: Session, event: PlatformDone) -> str | None:
    return problem_of(session.words, _sources(session)[event.platform], event.state, event.problem)


def _done(session: Session, event: PlatformDone) -> str:
    sentence = session.words.say(
        "{name}: {new} new, {changed} changed, {gone} gone, {unchanged} as before, {skipped} skipped"
    )
    return sentence.format(
        name=event.platform,
        new=event.new,
        changed=event.changed,
        gone=event.gone,
        unchanged=event.unchanged,
        skipped=event.skipped,
    )
