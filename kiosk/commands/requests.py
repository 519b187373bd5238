"""`kiosk requests`: what residents left with "Ich habe Interesse", and closing one of them."""

from collections.abc import Mapping

from kiosk.commands.signing import signed_in
from kiosk.desk import Desk
from kiosk.letter_words import who_words
from kiosk.output import put, put_json
from kiosk.session import DONE, REFUSED, WRONG, Session, Stop
from sync.ledger.journal import entered
from sync.ledger.letters import Fate, Letters, Wish
from sync.ledger.records import Stamp
from sync.ledger.rows import anchors
from sync.letters.intake import take_in

SHOWN = 8
"""Letters of an id that are shown: two of the 500 letters of a full box begin alike once in 30,000 boxes."""


def requests(session: Session, *, as_json: bool, done: str | None) -> int:
    """List the open ones, oldest first, or close one of them. Raises Stop."""
    if done is not None and as_json:
        raise Stop(WRONG, session.words.say("Only one of these at a time: --json, --done."))
    with signed_in(session) as desk:
        if session.house.letters:
            take_in(desk.ledger, session.house.letters)
        letters = Letters(desk.ledger)
        if done is not None:
            letters.close(_meant(session, letters, done), Fate.DONE, desk.me)
            return DONE
        _list(session, desk, letters, as_json=as_json)
    return DONE


def _list(session: Session, desk: Desk, letters: Letters, *, as_json: bool) -> None:
    known = anchors(desk.ledger.db)
    for wish in letters.wishes():
        if as_json:
            put_json(values(session, wish, known))
        else:
            left = str(values(session, wish, known)["left"])
            put("  ".join((wish.id[:SHOWN], left, who_words(session.words, wish.name, wish.member), wish.title)))


def values(session: Session, wish: Wish, known: Mapping[str, Stamp]) -> dict[str, object]:
    """A wish in JSON, all keys always there; `known` are the anchors of the boots (R10)."""
    when, trust = entered(wish.stamp, known.get(wish.stamp.boot))
    return {
        "id": wish.id,
        "item": wish.item,
        "kind": wish.kind,
        "title": wish.title,
        "name": wish.name,
        "member": wish.member,
        "left": when.astimezone(session.settings.zone).isoformat(timespec="seconds"),
        "trust": trust.value,
        "terminal": wish.terminal,
    }


def _meant(session: Session, letters: Letters, typed: str) -> Wish:
    """The only open one whose id begins like this. Raises Stop."""
    found = [wish for wish in letters.wishes() if wish.id.startswith(typed.strip().lower())]
    if len(found) == 1 and typed.strip():
        return found[0]
    raise Stop(REFUSED, session.words.say("There is no open request {id}. See: kiosk requests").format(id=typed))
