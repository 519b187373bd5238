"""`kiosk retention`: how long each kind of data is kept, what is over today, and taking it away."""

from collections.abc import Mapping

from kiosk.commands.signing import signed_in
from kiosk.output import put, put_json
from kiosk.retention import last_run, run_now
from kiosk.retention_words import count_lines, date_unsure, keep_words, kind_words, why_kept
from kiosk.session import DONE, OPEN, Session, Stop, warn
from kiosk.words import Words
from sync.backup.stick import Keep
from sync.ledger.ledger import Ledger
from sync.ledger.retention import TABLE, DateUnsure, Keeping, Kind
from sync.ledger.retiring import over


def retention(session: Session, *, run: bool, as_json: bool) -> int:
    """The table with what is over; with `run` take that away, daily from now on. An uncertain date ends it with 3."""
    with signed_in(session) as desk:
        ledger, zone = desk.ledger, session.settings.zone
        try:
            counts = run_now(ledger, zone, desk.me) if run else over(ledger, zone).counts
        except DateUnsure as error:
            if run:
                raise Stop(OPEN, date_unsure(session.words)) from error
            counts = {}
        _tell(session, counts, ran=run, as_json=as_json)
        if not counts:
            warn(date_unsure(session.words))
        elif not run:
            _ask(session, ledger)
    return DONE if counts else OPEN


def values(words: Words, keeping: Keeping, counts: Mapping[Kind, int], copies: Keep) -> dict[str, object]:
    """A line of the table in JSON, all keys always there; `over` is null where no run takes it away."""
    term = keeping.term
    return {
        "kind": keeping.kind.value,
        "what": kind_words(words, keeping.kind),
        "keeps": keep_words(words, keeping, copies),
        "why": keeping.ground.value,
        "months": term.months if term else None,
        "from_year_end": bool(term and term.year_end),
        "since": keeping.since.value if keeping.since else None,
        "over": counts.get(keeping.kind),
    }


def _tell(session: Session, counts: dict[Kind, int], *, ran: bool, as_json: bool) -> None:
    words, copies = session.words, session.settings.backup.keep
    if ran and not as_json:
        for line in count_lines(words, counts) or [words.say("Nothing was over.")]:
            put(line)
        return
    for keeping in TABLE:
        if as_json:
            put_json(values(words, keeping, counts, copies))
            continue
        kept = f"{keep_words(words, keeping, copies)} ({why_kept(words, keeping.ground)})"
        told = f"{kind_words(words, keeping.kind)}: {kept}"
        over_now = counts.get(keeping.kind)
        put(f"{told}  {words.say('over: {n}').format(n=words.number(over_now))}" if over_now else told)


def _ask(session: Session, ledger: Ledger) -> None:
    """Before the first run staff decide."""
    if last_run(ledger) is None:
        warn(
            session.words.say(
                "Nothing is erased yet. To erase what is over, each day from now on: kiosk retention --run"
            )
        )
