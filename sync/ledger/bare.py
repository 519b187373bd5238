"""What stays of a booking when its people are erased: who gave how much to whom becomes which mark to which mark."""

import secrets
from collections.abc import Callable, Mapping

import msgspec

from sync.ledger.records import Job, Payment, Reversal, Seat, What
from sync.ledger.reference import LETTERS

SIGN = "*"
"""How a pseudonym begins; a guest, who has no number, is this sign alone."""
LENGTH = 8
"""Letters of a pseudonym: 40 bits, so that two people never meet in one, and it still fits a receipt."""


def new_pseudonym(choose: Callable[[int], int] = secrets.randbelow) -> str:
    """`*7F3K9Q2M`, by lot: it follows from nothing. `choose` answers less than it is given."""
    return SIGN + "".join(LETTERS[choose(len(LETTERS))] for _ in range(LENGTH))


def is_pseudonym(number: str) -> bool:
    """Whether this stands in the place of an erased number."""
    return number.startswith(SIGN) and len(number) == len(SIGN) + LENGTH and set(number[1:]) <= set(LETTERS)


def bare(what: What, names: Mapping[str, str]) -> What:
    """The same booking without texts, names and telephones; numbers become what `names` calls them, others stay.

    What moved between whom, and at which event or job, is what the books must keep.
    """
    match what:
        case Reversal():
            inner = bare(what.what, names)
            assert not isinstance(inner, Reversal)
            return msgspec.structs.replace(what, what=inner)
        case Payment():
            payer, payee = (names.get(number, number) for number in what.members)
            return msgspec.structs.replace(what, payer=payer, payee=payee, text="", offer=None)
        case Seat(member=None):
            return msgspec.structs.replace(what, guest=SIGN, name=SIGN, text="")
        case Seat():
            member = names.get(what.member or "", what.member)
            return msgspec.structs.replace(what, member=member, name=member, text="")
        case Job():
            member = names.get(what.member, what.member)
            return msgspec.structs.replace(what, member=member, name=member, phone=None, text="")


def is_bare(what: What) -> bool:
    """Whether nothing of a person stands in it any more besides numbers."""
    return bare(what, {}) == what
