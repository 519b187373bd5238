"""A day as it is written on the command line."""

from datetime import date

from kiosk.session import WRONG, Session, Stop


def day_of(session: Session, option: str, text: str) -> date:
    """`2026-11-24`; raises Stop for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = session.words.say('"{day}" is no day. Write for example: {option} 2026-11-24')
        raise Stop(WRONG, sentence.format(day=text, option=option)) from error
