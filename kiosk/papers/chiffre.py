"""Whom to ask about an item: its contact, or its chiffre where none is published (Cyclos hides owners)."""

from kiosk.words import Words
from sync.records import Kind, StoredItem


def chiffre(item: StoredItem) -> str:
    """The number of the item in capitals, as it is written on an envelope (`K7Q2`): 4 to 12 of A–Z and 2–9."""
    return item.id.upper()


def contact_words(words: Words, item: StoredItem) -> str:
    """The contact as published; people of the exchange are reached by chiffre, all others through the office."""
    if item.contact:
        return item.contact
    if item.kind in (Kind.OFFER, Kind.REQUEST):
        return words.say("Chiffre {number}\nLeave your answer in the office.").format(number=chiffre(item))
    return words.say("Please ask in the office.")
