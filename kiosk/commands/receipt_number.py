"""A receipt's number, as it is typed after a command."""

import re

from kiosk.session import WRONG, Session, Stop

_RECEIPT = re.compile(r"[0-9]{1,15}", re.ASCII)


def receipt_number(session: Session, typed: str) -> int:
    """The number. Raises Stop for anything else."""
    if not _RECEIPT.fullmatch(typed.strip()):
        sentence = session.words.say('"{number}" is no receipt number. See: kiosk outbox')
        raise Stop(WRONG, sentence.format(number=typed))
    return int(typed)
