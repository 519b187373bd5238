"""`kiosk deliver`: one round of the outbox in the foreground."""

from collections.abc import Mapping

import msgspec

from kiosk.commands.signing import signed_in
from kiosk.desk import Desk
from kiosk.notices import host_of, platform_trouble
from kiosk.output import flush, put, put_json
from kiosk.posting import Posting, secret_name
from kiosk.session import DONE, OPEN, Session, warn
from kiosk.verdicts import state_words, why_words
from sync.deliver_events import Delivered, DeliveryEvent, Moved, Quiet
from sync.errors import Reason
from sync.ledger.records import PAPER


def deliver(session: Session, *, as_json: bool) -> int:
    """Exit 0 when nothing is left for any platform, else 3."""
    done = True
    with signed_in(session) as desk:
        _warn_of_keys(session, desk)
        for event in Posting(desk, desk.ledger, session.words).deliverer.run():
            if as_json:
                put_json(_values(session, desk, event))
            elif isinstance(event, Moved):
                put(_moved(session, event))
            flush()
            _trouble(session, desk, event)
            done = done and _is_done(event)
    return DONE if done else OPEN


def _is_done(event: DeliveryEvent) -> bool:
    match event:
        case Quiet():
            return False
        case Delivered():
            return event.ran and not event.left
    return True


def _values(session: Session, desk: Desk, event: DeliveryEvent) -> dict[str, object]:
    """The event in JSON; reasons become their sentences."""
    values: dict[str, object] = msgspec.to_builtins(event)
    if isinstance(event, Moved):
        values["reason"] = _reason(session, event)
        del values["detail"]
    if isinstance(event, Quiet):
        values = {"event": "quiet", "platform": event.platform, "problem": _quiet(session, desk, event)}
    return values


def _moved(session: Session, event: Moved) -> str:
    facts = [str(event.receipt), event.reference, state_words(session.words, event.state)]
    return "  ".join([*facts, _reason(session, event) or ""]).rstrip()


def _reason(session: Session, event: Moved) -> str | None:
    if event.reason is None:
        return None
    return why_words(session.words, event.reason, event.detail, event.platform)


def _trouble(session: Session, desk: Desk, event: DeliveryEvent) -> None:
    words = session.words
    match event:
        case Quiet():
            warn(f"{event.platform}: {_quiet(session, desk, event)}")
        case Delivered(ran=False):
            warn(words.say("Another delivery is running. Try again later."))
        case Delivered() if event.left:
            warn(words.count("{n} booking still waits.", "{n} bookings still wait.", event.left))


def trouble_words(session: Session, desk: Desk, platform: str, reason: Reason, facts: Mapping[str, str]) -> str:
    """Why a platform is left alone; a refused key is the one that books, not the one that reads."""
    source = desk.source(platform)
    known = {"host": platform, "name": platform} | (host_of(source.url) if source else {}) | dict(facts)
    if reason is Reason.KEY_REFUSED:
        sentence = session.words.say(
            "{host} does not accept the key that books. Set a new one: kiosk secret set {name}"
        )
        return sentence.format_map(known)
    return platform_trouble(session.words, reason, known)


def _quiet(session: Session, desk: Desk, event: Quiet) -> str:
    return trouble_words(session, desk, event.platform, Reason(event.reason), event.facts)


def _warn_of_keys(session: Session, desk: Desk) -> None:
    """Platforms that bookings wait for, and whose key nobody has set; they are tried all the same.

    Mail servers often take letters without one.
    """
    waiting = {one.booking.platform for one in desk.ledger.outbox.open()}
    taking = {source.name for source in desk.settings.platforms if source.books}
    for gone in sorted(waiting - taking - {PAPER}):
        sentence = session.words.say("Bookings wait for {name}, which the settings no longer name as a place to book.")
        warn(sentence.format(name=gone))
    for source in desk.settings.platforms:
        kept = desk.ledger.kept.get(secret_name(source.name))
        if source.name in waiting and not (kept or source.secret or source.kind == "mail"):
            sentence = session.words.say("{name} has no key that books yet. Set it: kiosk secret set {name}")
            warn(sentence.format(name=source.name))
