"""All that somebody wrote: catalogues, items of platforms and names of members, to tell their hyphens from ours."""

from functools import cache

from kiosk.demo.visit import VISIT
from kiosk.house import House
from kiosk.widgets.wrap import plain
from sync.replica import Replica
from tests.access.catalogue import catalogue
from tests.kiosk import booking_pages, letter_pages, office_pages, staff_house
from tests.kiosk.conftest import LONG_NAME
from tests.sync.clocks import TUESDAY

PUNCTUATION = ".,:;!?()„“”‚‘«»…\"'"
PEOPLE = (
    *(text for member in booking_pages.MEMBERS for text in (member.name, member.short)),
    *(LONG_NAME, staff_house.STAFF, letter_pages.LONG_NAME, letter_pages.LONG_WORDS, office_pages.LONG_TEXT),
    *("Anna-Katharina Freifrau von und zu Hohen", str(VISIT), "kiosk-help@192.168.178.117"),
)
"""What is typed in by those who make the scenes."""


def is_written(house: House, word: str) -> bool:
    """Whether the word stands like this in something that a page of the house can show."""
    word = word.strip(PUNCTUATION)
    return any(word in text for text in (_items(house.replica), _said(house.words.language)))


@cache
def _items(replica: Replica) -> str:
    items = replica.items(None, None, TUESDAY)
    fields = (field for one in items for field in (one.title, one.text, one.place, one.price, one.contact, one.url))
    return "\n".join(plain(field) for field in fields if field)


@cache
def _said(language: str) -> str:
    sentences = (form for forms in catalogue(language).values() for form in forms)
    return "\n".join((*PEOPLE, *sentences))
