"""`kiosk members import`: members from a table file, all of them or none."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from kiosk.commands.signing import signed_in
from kiosk.import_words import problem_words
from kiosk.notices import cause_of
from kiosk.output import put
from kiosk.privacy_words import left_out
from kiosk.session import DONE, WRONG, Session, Stop, warn
from sync.clock import Trust
from sync.ledger.ledger import Ledger
from sync.ledger.members_csv import BYTES_MAX, Import, read_csv
from sync.ledger.members_csv_columns import HEADINGS, Kind
from sync.ledger.records import Member

MAPPING = "members.columns"
"""Under which name the ledger keeps the headings that were named before, as JSON by field."""
TOLD_MAX = 20
"""Problems that are told: a wrong file has one in every line."""


class Counts(msgspec.Struct, frozen=True):
    """What an import does to the ledger."""

    new: int
    changed: int
    same: int
    erased: int = 0
    """Members who were erased here: they are left out."""


class Undone(Exception):
    """A dry run is over: nothing of it is kept."""


def import_members(session: Session, file: Path, maps: Sequence[str], *, dry_run: bool) -> int:
    """Read a file and store everybody in it; with `dry_run` only say what that would do."""
    named, raw = _mapping(session, maps), _content(session, file)
    with signed_in(session) as desk:
        read, columns = _read(desk.ledger, raw, named)
        if read.problems:
            raise Stop(WRONG, *_told(session, read))
        counts = _store(desk.ledger, read, columns, desk.me, dry_run=dry_run)
    for line in _summary(session, read, dry_run=dry_run):
        put(line)
    sentence = session.words.say("{new} new, {changed} changed, {same} as before")
    put(sentence.format(new=counts.new, changed=counts.changed, same=counts.same))
    if counts.erased:
        warn(left_out(session.words, counts.erased))
    return DONE


def _mapping(session: Session, maps: Sequence[str]) -> dict[str, str]:
    """Field → heading, as `number=Nr` says it."""
    named = {}
    for one in maps:
        field, _, heading = one.partition("=")
        if field.strip() not in HEADINGS or not heading.strip():
            sentence = session.words.say('"{map}" is no mapping. Write for example: --map number=Nr. Fields: {fields}')
            raise Stop(WRONG, sentence.format(map=one, fields=", ".join(HEADINGS)))
        named[field.strip()] = heading.strip()
    return named


def _content(session: Session, file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(BYTES_MAX + 1)
    except OSError as error:
        sentence = session.words.say("{path} cannot be read: {cause}.")
        raise Stop(WRONG, sentence.format(path=file, cause=cause_of(session.words, error))) from error


def _read(ledger: Ledger, raw: bytes, named: dict[str, str]) -> tuple[Import, dict[str, str]]:
    """The file by the headings named now and before; one from before that this file does not have is no problem."""
    kept = ledger.kept.get(MAPPING)
    before = msgspec.json.decode(kept, type=dict[str, str]) if kept else {}
    read = _parsed(ledger, raw, before | named)
    absent = {problem.value for problem in read.problems if problem.kind is Kind.COLUMN_MISSING} - set(named)
    if absent.intersection(before):
        usable = {field: heading for field, heading in before.items() if field not in absent}
        read = _parsed(ledger, raw, usable | named)
    return read, before | named


def _parsed(ledger: Ledger, raw: bytes, mapping: Mapping[str, str]) -> Import:
    clock = ledger.clock
    return read_csv(raw, mapping, read_ms=int(clock.now().timestamp() * 1000), trust=clock.trust)


def _store(ledger: Ledger, read: Import, columns: Mapping[str, str], staff: str, *, dry_run: bool) -> Counts:
    """One transaction; a dry run is the same one, taken back."""
    counts = Counts(0, 0, 0)
    try:
        with ledger.change():
            members, erased = ledger.erasures.sift(read.members)
            before = [ledger.people.get(member.number) for member in members]
            ledger.people.store(members, told=read.columns)
            after = [ledger.people.get(member.number) for member in members]
            counts = msgspec.structs.replace(_counts(before, after), erased=erased)
            ledger.kept.put(MAPPING, msgspec.json.encode(columns))
            ledger.journal.note("members imported", staff=staff, facts=f"{counts.new} new, {counts.changed} changed")
            if dry_run:
                raise Undone
    except Undone:
        pass
    return counts


def _counts(before: Sequence[Member | None], after: Sequence[Member | None]) -> Counts:
    new = sum(one is None for one in before)
    same = sum(_told_of(one) == _told_of(other) for one, other in zip(before, after, strict=True))
    return Counts(new, len(before) - new - same, same)


def _told_of(member: Member | None) -> Member | None:
    """What a file says of a member, without the time at which it was read."""
    if member is None or member.account is None:
        return member
    account = msgspec.structs.replace(member.account, read_ms=0, trust=Trust.UNTRUSTED)
    return msgspec.structs.replace(member, account=account)


def _told(session: Session, read: Import) -> list[str]:
    words, more = session.words, len(read.problems) - TOLD_MAX
    told = [problem_words(words, problem) for problem in read.problems[:TOLD_MAX]]
    if more > 0:
        told.append(words.count("and {n} more", "and {n} more", more))
    return [words.say("Nothing was imported."), *told]


def _summary(session: Session, read: Import, *, dry_run: bool) -> list[str]:
    """How the columns were understood and, in a dry run, the first members."""
    say = session.words.say
    if read.unknown:
        warn(say("Not used: {headings}").format(headings=", ".join(read.unknown)))
    if not dry_run:
        return []
    columns = ", ".join(f"{field} = {heading}" for field, heading in read.columns.items())
    shown = [" | ".join(cells) for cells in (read.headings, *read.preview)]
    return [say("Nothing is stored: this is what would be."), columns, *shown]
