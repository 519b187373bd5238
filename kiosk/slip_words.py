"""What became of the slips of staff, in words: just now, and as the ledger knows it."""

import msgspec

from kiosk.notices import platform_trouble, printer_trouble
from kiosk.words import Words
from printing.errors import Trouble
from printing.printer import NotStarted, Outcome, Printed
from sync.errors import Reason
from sync.ledger.on_paper import NOTE, OnPaper, Side


class Held(msgspec.Struct, frozen=True):
    """The ledger could not note that a slip is sent, so not a byte of it was."""

    reason: Reason


def slips_outcome(words: Words, outcome: Outcome | Held, done: int, of: int) -> str:
    """What became of several slips; `done` came out before the one that this is about."""
    _ = words.say
    if isinstance(outcome, Printed) and outcome.confirmed:
        return words.count("{n} slip is printed.", "{n} slips are printed.", of)
    if isinstance(outcome, Printed):
        return words.count("{n} slip was sent to the printer.", "{n} slips were sent to the printer.", of)
    if isinstance(outcome, Held):
        cause = platform_trouble(words, outcome.reason, {})
    else:
        cause = printer_trouble(words, outcome.trouble)
    if isinstance(outcome, NotStarted | Held) and not done:
        return _("Nothing was printed. {cause}").format(cause=cause)
    count = {"done": words.number(done), "of": words.number(of), "cause": cause}
    return _("Please look: {done} of {of} slips came out whole. {cause}").format(**count)


def side_words(words: Words, side: Side) -> str:
    """How one slip of a booking stands: `gedruckt`, and how many copies there are of it."""
    told = state_words(words, side.state, side.trouble)
    if not side.copies:
        return told
    copies = words.count("{n} copy", "{n} copies", side.copies)
    return words.say("{state}, {copies}").format(state=told, copies=copies)


def state_words(words: Words, state: OnPaper, trouble: str | None = None) -> str:
    """What is known of a slip on paper, in a few words; `trouble` is what the printer had, a `Trouble`."""
    _ = words.say
    sentences = {
        OnPaper.PLANNED: _("not printed"),
        OnPaper.SENT: _("unclear: the terminal stopped while it was printed"),
        OnPaper.PRINTED: _("printed"),
        OnPaper.TAKEN: _("sent, the printer reports nothing"),
        OnPaper.NOT_STARTED: _("not printed"),
        OnPaper.UNCONFIRMED: _("unclear"),
        OnPaper.CAME_OUT: _("printed, somebody looked"),
        OnPaper.MISSING: _("missing, somebody looked"),
    }
    cause = _cause(words, trouble) if state in (OnPaper.NOT_STARTED, OnPaper.UNCONFIRMED) else ""
    if not cause:
        return sentences[state]
    return _("{state}: {cause}").format(state=sentences[state], cause=cause)


def asked_words(words: Words, side: int) -> str:
    """The question about a slip."""
    _ = words.say
    return _("Did the note for the organiser come out?") if side == NOTE else _("Did the receipt come out?")


def _cause(words: Words, trouble: str | None) -> str:
    """The first sentence about a trouble, without what to do: that was said when it happened."""
    if trouble not in list(Trouble):
        return ""
    return printer_trouble(words, Trouble(trouble)).partition(". ")[0].rstrip(".")
