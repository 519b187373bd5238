"""The chiffre of an item: how people answer where no contact is published."""

from sync.records import StoredItem


def chiffre(item: StoredItem) -> str:
    """The number of the item in capitals, as it is written on an envelope (`K7Q2`): 4 to 12 of A–Z and 2–9."""
    return item.id.upper()
