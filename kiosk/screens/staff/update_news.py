"""What whoever signs in is told once: that the last update did not work."""

from kiosk.before_update import Ended
from kiosk.house import House
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.entry import desk_of
from kiosk.update_words import failed_words
from kiosk.update_work import FOLDER
from sync.errors import SyncError
from sync.update.installed import Installed

SEEN = "update failed"
"""Under this name the ledger keeps which failure was told."""


def update_news(house: House, installed: Installed | None = None) -> Told | None:
    """A page, the first time after a version did not prove itself."""
    desk, failed = desk_of(house), (installed or Installed.read()).failed
    if failed is None or desk.ledger.kept.get(SEEN) == failed.version.encode():
        return None
    try:
        desk.ledger.kept.put(SEEN, failed.version.encode())
        ended = Ended.read(desk.folder / FOLDER)
    except SyncError:
        ended = None
    return Told("update-failed", house.words.say("Update"), failed_words(house.words, failed, ended))
