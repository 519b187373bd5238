"""`kiosk status`: how each platform stands, in plain words."""

from datetime import datetime

from kiosk.dates import age_words
from kiosk.house import House, kind_word
from kiosk.notices import held, host_of, platform_trouble
from kiosk.output import put, put_json
from kiosk.session import DONE, Session
from kiosk.words import Words
from sync.records import Kind, Source
from sync.replica import PlatformState
from sync.replica_status import Problem


def status(session: Session, *, as_json: bool) -> int:
    """One line a platform of the settings, in their order."""
    house = session.house
    states = {state.name: state for state in house.replica.platforms(house.now())}
    for source in session.settings.pulled:
        state = states.get(source.name) or _never(source)
        if as_json:
            put_json(_values(house, source, state))
        else:
            for line in _lines(house, source, state):
                put(line)
    return DONE


def _never(source: Source) -> PlatformState:
    return PlatformState(name=source.name, state="never", counts=dict.fromkeys(Kind, 0))


def problem_of(
    words: Words, source: Source, state: str, problem: Problem | None, moved_to: str | None = None
) -> str | None:
    """What is wrong with a platform, in one sentence; None when nothing is."""
    if problem:
        return platform_trouble(
            words, problem.reason, {"host": source.name, "name": source.name} | host_of(source.url) | problem.facts
        )
    if state == "held":
        return held(words, source.name)
    if moved_to:
        return words.say('The site has moved. Write into the settings: url = "{url}"').format(url=moved_to)
    return None


def _values(house: House, source: Source, state: PlatformState) -> dict[str, object]:
    last = state.last_good
    return {
        "platform": source.name,
        "kind": source.kind,
        "state": state.state,
        "last_good": last.astimezone(house.zone).isoformat(timespec="seconds") if last else None,
        "age_s": _age(house, last),
        "complete": state.complete,
        "counts": {kind.plural: state.counts[kind] for kind in Kind},
        "skipped": state.skipped,
        "problem": problem_of(house.words, source, state.state, state.problem, state.moved_to),
    }


def _age(house: House, last: datetime | None) -> int | None:
    return max(0, int((house.now() - last).total_seconds())) if last else None


def _lines(house: House, source: Source, state: PlatformState) -> list[str]:
    _ = house.words.say
    words = {
        "ok": _("read whole"),
        "partial": _("read in part"),
        "failed": _("could not be read"),
        "held": _("waits for a second look"),
        "never": _("never read"),
    }
    age = age_words(house.words, house.now() - state.last_good) if state.last_good else _("never")
    counts = ", ".join(f"{kind_word(house.words, kind)} {number}" for kind, number in state.counts.items() if number)
    skipped = house.words.count("{n} skipped", "{n} skipped", state.skipped) if state.skipped else ""
    facts = [words[state.state], _("last good read: {age}").format(age=age), counts, skipped]
    lines = [f"{source.name} ({source.kind}): {' · '.join(fact for fact in facts if fact)}"]
    problem = problem_of(house.words, source, state.state, state.problem, state.moved_to)
    return [*lines, f"  {problem}"] if problem else lines
