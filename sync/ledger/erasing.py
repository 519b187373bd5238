"""Erasing a member (Art. 17 GDPR): the person goes, what the books must keep stays without them (R31)."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from sync.ledger.bare import bare, is_pseudonym, new_pseudonym
from sync.ledger.rules import NotBooked, Rule

if TYPE_CHECKING:
    from sync.ledger.ledger import Ledger
    from sync.ledger.traces import Traces


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What was done; it names nobody."""

    number: str
    """Of the erasure: `QK1-L00007`, for the receipt and the file."""
    row: bool
    """Whether there was a row of the member."""
    bookings: tuple[int, ...]
    """Receipts that stay, with a pseudonym in the place of the member."""
    wishes: int
    drafts: int
    folded: bool
    """Whether the file's own journal was emptied too; else that happens when the next program closes it."""


def erase(ledger: "Ledger", number: str, staff: str | None) -> Erased:
    """Take somebody out of the ledger in one synced transaction, and put their mark on the list.

    Raises `NotBooked` for a number that stands nowhere, and while a booking of theirs is not settled; `Unstorable`.
    """
    from sync.ledger.traces import traces

    with _filed_again(ledger), ledger.change():
        found = traces(ledger, number)
        if not found.any or is_pseudonym(number):
            raise NotBooked(Rule.UNKNOWN_MEMBER, number=number)
        if found.open:
            raise NotBooked(Rule.STILL_OPEN, number=number, receipts=", ".join(map(str, found.open)))
        _erase(ledger, found, staff)
        at = ledger.erasures.add(ledger.erasures.mark(number), staff)
    return Erased(
        number=f"{ledger.terminal}-L{at:05}",
        row=found.member,
        bookings=tuple(found.bookings),
        wishes=len(found.wishes),
        drafts=len(found.drafts),
        folded=ledger.fold(),
    )


def replay(ledger: "Ledger", marks: Collection[str]) -> int:
    """Erase everybody again whose mark is given, as in a ledger from before their erasure; returns how many.

    Whoever has a booking that is not settled stays until it is: each opening of the ledger tries again, and no
    platform and no file brings them back meanwhile. Raises `Unstorable`.
    """
    from sync.ledger.traces import numbers

    wanted, done = set(marks), 0
    with ledger.change():
        found = {mark: number for number in numbers(ledger) if (mark := ledger.erasures.mark(number)) in wanted}
    for mark in sorted(wanted - ledger.erasures.noted()):
        try:
            if mark in found:
                erase(ledger, found[mark], None)
                done += 1
            else:
                with ledger.change():
                    ledger.erasures.add(mark, None)
        except NotBooked:
            continue
    return done


@contextmanager
def _filed_again(ledger: "Ledger") -> Iterator[None]:
    """Where the ledger refuses, the file of marks is as before; a power cut in between finishes the erasure later."""
    before = ledger.erasures.filed()
    try:
        yield
    except BaseException:
        if ledger.erasures.filed() != before:
            ledger.erasures.file(before)
        raise


def _erase(ledger: "Ledger", found: "Traces", staff: str | None) -> None:
    from sync.ledger.letters import Fate, Letters
    from sync.ledger.rewriting import rewrite

    names = {found.number: _unused_pseudonym(ledger)}
    rewrite(ledger, {receipt: bare(what, names) for receipt, what in found.bookings.items()}, staff)
    letters = Letters(ledger)
    for id in found.wishes:
        if wish := letters.wish(id):
            letters.close(wish, Fate.DELETED, staff)
    for name in found.drafts:
        ledger.kept.drop(name)
    for name in found.lists:
        listed = ledger.kept.told(name, dict[str, msgspec.Raw]) or {}
        listed.pop(found.number)
        ledger.kept.put(name, msgspec.json.encode(listed))
    ledger.db.execute("DELETE FROM member WHERE number = ?", (found.number,))


def _unused_pseudonym(ledger: "Ledger") -> str:
    """One that stands for nobody yet."""
    from sync.ledger.traces import numbers

    taken, made = numbers(ledger), new_pseudonym()
    while made in taken:
        made = new_pseudonym()
    return made
