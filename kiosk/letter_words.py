"""What residents leave in the letter box, in words: who, which smiley, and why it was not taken."""

from kiosk.words import Words
from sync.errors import Unstorable
from sync.letters.box import NotLeft, Why
from sync.letters.letter import Face

DRAWN = {Face.GOOD: ("●   ●", "╰───╯"), Face.FAIR: ("●   ●", "─────"), Face.BAD: ("●   ●", "╭───╮")}
"""Upright faces of two rows, eyes and mouth: a sign that lies on its side is no face to whoever never typed one."""
SIGNS = {Face.GOOD: ":-)", Face.FAIR: ":-|", Face.BAD: ":-("}
"""Smileys that every console font has; the word always stands beside them."""


def face_words(words: Words, face: Face) -> str:
    """The word of a smiley."""
    _ = words.say
    return {Face.GOOD: _("good"), Face.FAIR: _("so-so"), Face.BAD: _("bad")}[face]


def who_words(words: Words, name: str | None, member: str | None) -> str:
    """The first name as it was typed, or `Mitglied 1042`; empty when both are erased."""
    return name or (words.say("Member {number}").format(number=member) if member else "")


def not_left(words: Words, error: NotLeft | Unstorable) -> str:
    """Why nothing was left, and what to do."""
    _ = words.say
    if isinstance(error, Unstorable):
        return _("The terminal can keep nothing now. Nothing was left. Please tell the office.")
    sentences = {
        Why.NOBODY: nobody_reads(words),
        Why.FULL: _("The letter box is full. Nothing was left. Please tell the office."),
        Why.TOO_MANY: _("Many people left something just now. Please try again in an hour."),
    }
    return sentences[error.why]


def nobody_reads(words: Words) -> str:
    """Why nothing can be left at all yet."""
    return words.say("Nobody works in the office yet. So nothing can be left here.")
