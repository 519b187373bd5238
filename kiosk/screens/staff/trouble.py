"""Trouble with the ledger or the key ring becomes sentences in one place, and the terminal goes on."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from kiosk.notices import platform_trouble
from kiosk.refusals import refusal_words, ring_words
from kiosk.screens.staff.notice import Notice, StaffNotice
from kiosk.words import Words
from sync.errors import SyncError
from sync.ledger.file import translated
from sync.ledger.keyring_errors import KeyRingError
from sync.ledger.rules import NotBooked

Result = TypeVar("Result")


class Failed(NamedTuple):
    """It did not work."""

    sentence: str


def attempt(words: Words, work: Callable[[], Result]) -> Result | Failed:
    """What the work answers, or why it did not work; mistakes of the program go on as they are."""
    try:
        with translated():
            return work()
    except (KeyRingError, NotBooked, SyncError) as error:
        return Failed(sentence(words, error))


def sentence(words: Words, error: KeyRingError | NotBooked | SyncError) -> str:
    """Why it did not work, and what to do."""
    match error:
        case KeyRingError():
            return ring_words(words, error)
        case NotBooked():
            return refusal_words(words, error)
        case SyncError():
            return platform_trouble(words, error.reason, error.facts)


def trouble(words: Words, failed: Failed, *, staff: bool) -> Notice:
    """The page that says so, and for staff that nothing was booked."""
    first = [words.say("Nothing was booked or changed.")] if staff else []
    return (StaffNotice if staff else Notice)("trouble", words.say("Something is wrong"), [*first, failed.sentence])
