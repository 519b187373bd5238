"""`kiosk book`: a payment, a seat or a job, entered once; told only when it is durably written."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from kiosk import booking
from kiosk.amounts import balance_words, parse_amount
from kiosk.booking import Proposal
from kiosk.commands.printing import print_receipts
from kiosk.commands.signing import signed_in
from kiosk.dates import age_words, date_words
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.output import Unwritable, flush, put
from kiosk.session import DONE, OPEN, REFUSED, WRONG, Session, Stop, warn
from sync.ledger.records import Booking, Payment
from sync.ledger.rules import Foresight, Limit, NotBooked, Rule

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def payment(session: Session, payer: str, payee: str, amount: str, text: str, paper: str | None) -> int:
    """`amount` as people write it, with a comma or a point."""
    written = amount.strip()
    if not _NUMBER.fullmatch(written):
        sentence = session.words.say('"{amount}" is no amount. Write for example: --amount 2,5')
        raise Stop(WRONG, sentence.format(amount=amount))
    return _book(session, lambda desk: booking.payment(desk, payer, payee, _hundredths(written), text), paper)


def seat(session: Session, event: str, seats: int, member: str | None, guest: str | None, paper: str | None) -> int:
    """For a member by number, or for a guest by name."""
    if (member is None) == (not (guest or "").strip()):
        raise Stop(WRONG, session.words.say("Say who comes: either --for NUMBER or --guest NAME."))
    return _book(session, lambda desk: booking.seat(desk, _item(event), seats, member, guest), paper)


def job(session: Session, posting: str, member: str, paper: str | None) -> int:
    """A member takes a posting of the job board."""
    return _book(session, lambda desk: booking.job(desk, _item(posting), member), paper)


def _book(session: Session, propose: Callable[[Desk], Proposal], paper: str | None) -> int:
    """Write it, say so, and only then warn and print."""
    if paper is not None and not paper.strip():
        raise Stop(WRONG, session.words.say("The number of the slip is empty. Leave --paper out, or write the number."))
    with _nothing_booked(session), signed_in(session) as desk:
        proposal, draft = propose(desk), desk.ledger.draft()
        booked = booking.book(desk, proposal, paper=paper, draft=draft)
    repeated = booked.key != draft.key
    try:
        _tell(booked)
    finally:
        if not repeated:
            warn(*_limits(session, proposal))
        print_receipts(session, booked, proposal.members, again=repeated)
    return DONE


@contextmanager
def _nothing_booked(session: Session) -> Iterator[None]:
    """Say first what matters most to whoever holds the signed slip."""
    try:
        yield
    except Stop as stop:
        if stop.code not in (OPEN, REFUSED):
            raise
        sentence = session.words.say("Nothing was booked. {cause}").format(cause=" ".join(stop.sentences))
        raise Stop(stop.code, sentence) from stop


def _tell(booked: Booking) -> None:
    line = f"gebucht {booked.receipt} {booked.reference}"
    try:
        put(line)
        flush()
    except Unwritable:
        warn(line)
        raise


def _hundredths(written: str) -> int:
    """Raises `NotBooked` for a number that is no amount: `2.500` may be two or two thousand, nobody knows."""
    amount = parse_amount(written.removeprefix("+"))
    if amount is not None:
        return amount
    decimals = re.split(r"[.,]", written)[1:]
    if decimals and len(decimals[0]) > 2 and not written.startswith("-"):
        raise NotBooked(Rule.SMALLEST, smallest=1)
    raise NotBooked(Rule.AMOUNT)


def _item(typed: str) -> str:
    """Ids may be typed in capitals and with blanks."""
    return "".join(typed.split()).lower()


def _limits(session: Session, proposal: Proposal) -> list[str]:
    """What the ring will probably say; it has the last word."""
    if not isinstance(proposal.what, Payment):
        return []
    unit = proposal.what.unit
    return [_limit(session, one, unit, proposal.platform) for one in proposal.foresight if one.beyond]


def _limit(session: Session, seen: Foresight, unit: str, platform: str) -> str:
    words = session.words
    below = words.say(
        "Member {member} would have {after}, below the lower limit of {bound}. Last known: {before} ({age}). "
        "{platform} decides."
    )
    above = words.say(
        "Member {member} would have {after}, above the upper limit of {bound}. Last known: {before} ({age}). "
        "{platform} decides."
    )
    amounts = {"after": seen.after, "before": seen.before, "bound": seen.bound or 0}
    told = {name: balance_words(words, amount, unit) for name, amount in amounts.items()}
    return (below if seen.beyond is Limit.FLOOR else above).format(
        member=seen.member, age=_age(session.house, seen.read_ms), platform=platform, **told
    )


def _age(house: House, read_ms: int) -> str:
    """How old a balance is; only the day where the clock lost its time."""
    read = datetime.fromtimestamp(read_ms / 1000, UTC)
    if house.clock.trusted:
        return age_words(house.words, house.now() - read)
    return date_words(house.words, read.astimezone(house.zone).date(), house.today)
