"""The codes of an item: its date for the calendar of a telephone, and its address."""

from datetime import date, datetime

from kiosk.words import Words
from printing.errors import CodeRefused
from printing.payloads import CalendarEvent, address, fitting
from printing.slip import QR, Block, Paragraph
from sync.records import Kind, StoredItem


def calendar_code(words: Words, item: StoredItem) -> list[Block]:
    """An event that has a date and takes place."""
    if item.kind is not Kind.EVENT or item.cancelled or item.starts is None:
        return []
    try:
        event = _event(item, _moment(item.starts))
    except CodeRefused:
        return []
    return [QR(fitting(event), words.say("With a telephone:\ninto the calendar"))]


def address_code(url: str | None, caption: str = "") -> list[Block]:
    """The address with what stands below its code; the address in words alone where no code can be made of it."""
    if not url:
        return []
    return [QR(url, caption) if _address(url) else Paragraph(url)]


def _event(item: StoredItem, starts: date | datetime) -> CalendarEvent:
    """What a calendar takes of it; an end that is not behind its beginning is a mistake and left out."""
    ends = _moment(item.ends) if item.ends and item.starts and item.ends > item.starts else None
    return CalendarEvent(
        uid=f"{item.id}@kiosk", title=item.title, starts=starts, ends=ends, place=item.place, url=_address(item.url)
    )


def _address(url: str | None) -> str | None:
    """The address if a code can hold it."""
    try:
        return address(url) if url else None
    except CodeRefused:
        return None


def _moment(text: str) -> date | datetime:
    """A day alone where the item lasts whole days."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
