"""`kiosk update`: another version of the program, from a file, a stick or the net (docs/update.md)."""

from collections.abc import Callable
from pathlib import Path

from kiosk.commands.signing import signed_in
from kiosk.notices import cause_of, platform_trouble
from kiosk.output import put, put_json
from kiosk.session import DONE, OPEN, REFUSED, WRONG, Session, Stop, warn
from kiosk.steward import NoSteward, StewardTrouble
from kiosk.steward_words import missing_words
from kiosk.sticks import sticks
from kiosk.update_offers import Offer, best, of_file, on_net, on_sticks
from kiosk.update_words import refusal_words, stage_words, stopped_words, trial_words, why_words
from kiosk.update_work import FOLDER, Stage, Stopped, Tell, install
from sync.errors import SyncError
from sync.update.index import Seen
from sync.update.installed import Installed, running
from sync.update.manifest import Here
from sync.update.signing import trusted
from sync.update.unusable import Unusable


def check(session: Session, *, as_json: bool, weekly: bool = False) -> int:
    """Ask the net where the settings name it, look at the sticks, and tell all versions; nothing is installed."""
    trouble = _ask_net(session, weekly=weekly)
    for offer in _offers(session):
        if as_json:
            put_json(_values(session, offer))
        else:
            put(_line(session, offer))
    if trouble:
        warn(trouble)
    return OPEN if trouble else DONE


def update(session: Session, file: Path | None, *, older: bool) -> int:
    """Install this bundle, or the newest that is offered; tells the version on trial."""
    offer = _named(session, file, older=older) if file else _newest(session)
    if offer.why:
        raise Stop(REFUSED, why_words(session.words, offer.why, offer.facts))
    with signed_in(session) as desk:
        tell = _teller(session)
        version = _installed(session, lambda: install(session.house, desk, offer, _here(), tell, older=older))
    put(version)
    warn(trial_words(session.words, version))
    return DONE


def _installed(session: Session, work: Callable[[], str]) -> str:
    words = session.words
    try:
        return work()
    except Stopped as stopped:
        raise Stop(REFUSED, *stopped_words(words, stopped)) from stopped
    except Unusable as error:
        raise Stop(REFUSED, why_words(words, error.why, error.facts)) from error
    except NoSteward as error:
        raise Stop(OPEN, missing_words(words)) from error
    except StewardTrouble as error:
        raise Stop(OPEN, refusal_words(words, None)) from error


def _teller(session: Session) -> Tell:
    """Each step once; percentages are for the screen."""
    told: set[Stage] = set()

    def tell(stage: Stage, hundredths: int) -> None:
        if stage not in told:
            told.add(stage)
            warn(stage_words(session.words, stage, hundredths))

    return tell


def _here() -> Here:
    return Here.now(running())


def _named(session: Session, file: Path, *, older: bool) -> Offer:
    try:
        return of_file(file, _here(), trusted(), older=older)
    except OSError as error:
        sentence = session.words.say("The file {path} cannot be read: {cause}.")
        raise Stop(WRONG, sentence.format(path=file, cause=cause_of(session.words, error))) from error


def _newest(session: Session) -> Offer:
    if offer := best(_offers(session)):
        return offer
    raise Stop(OPEN, session.words.say("No newer version was found. Plug in a stick with an update."))


def _offers(session: Session) -> list[Offer]:
    found = on_sticks(sticks(), _here(), trusted())
    seen = Seen.read(session.place.data / FOLDER) if session.settings.update_url else None
    offered = on_net(seen, _here())
    return [*found, *([offered] if offered else [])]


def _ask_net(session: Session, *, weekly: bool) -> str | None:
    """Why the net told nothing; None where it did, or is not asked."""
    if not (url := session.settings.update_url):
        return None
    from sync.update.fetch import due, look

    folder = session.place.data / FOLDER
    try:
        session.prepare()
        folder.mkdir(exist_ok=True)
        if not weekly or due(folder, session.clock.now()):
            look(url, folder, trusted(), session.clock)
    except SyncError as error:
        return platform_trouble(session.words, error.reason, error.facts)
    except Unusable as error:
        return why_words(session.words, error.why, error.facts)
    except OSError:
        return session.words.say("The card cannot be written.")
    return None


def _values(session: Session, offer: Offer) -> dict[str, object]:
    installed = Installed.read()
    problem = why_words(session.words, offer.why, offer.facts) if offer.why else None
    return {
        "version": offer.version,
        "running": running(),
        "tried": installed.tried.version if installed.tried else None,
        "failed": installed.failed.version if installed.failed else None,
        "stick": offer.where,
        "file": str(offer.source) if isinstance(offer.source, Path) else None,
        "news": offer.news or None,
        "problem": problem,
    }


def _line(session: Session, offer: Offer) -> str:
    where = offer.where or session.words.say("from the net")
    told = why_words(session.words, offer.why, offer.facts) if offer.why else offer.news
    return "  ".join((offer.version or "?", where, told))
