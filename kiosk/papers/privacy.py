"""The privacy binder ("Datenschutz-Mappe"): record of processing, measures, retention and forms, from the settings."""

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Binder, binder, made_of
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.papers.privacy_keeping import keeping


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """As of now; nothing can be wished for. Raises `SyncError`."""
    return made_of(privacy_of(house, desk), Paper.PRIVACY, house.words.say("privacy-binder"), None)


def privacy_of(house: House, desk: Desk) -> Binder:
    """All that stands in it, one sheet a topic. Raises `SyncError`."""
    return binder(house, house.words.say("Privacy binder"), (keeping(house, desk),), ())
