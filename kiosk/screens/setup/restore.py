"""A backup brought back on the screen of a blank terminal: which one, the words, and how it went (R38)."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from kiosk.backup_number import number_words
from kiosk.backup_words import why_words
from kiosk.dates import date_words
from kiosk.house import House
from kiosk.notices import cause_of
from kiosk.screens.page import Page
from kiosk.screens.setup.word_page import WordPage
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.deeds import Deed, DeedPage, Deeds
from kiosk.screens.steps import Chore, Open, Renew, Several, Stay, Step, Swap
from kiosk.sticks import sticks
from sync.backup.errors import BackupError
from sync.backup.restore import Restored, restore
from sync.backup.stick import backups

SHOWN_MOST = 12
"""Of each stick, the newest first: who needs an older one uses the command."""


class RestorePage(DeedPage):
    """What is needed, and the backups on the sticks that are plugged in."""

    name = "restore"
    staff = False

    def __init__(self, look: Callable[[], list[Path]] | None = None) -> None:
        self._look = look or found_backups
        self._found = self._look()

    def title(self, house: House) -> str:
        return house.words.say("Restore a backup")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        needed = _("You need two things: the stick with the backups, and the envelope with the recovery words.")
        found = house.words.count("{n} backup was found.", "{n} backups were found.", len(self._found))
        none = _("No backup was found. Plug the stick in, wait a moment, and try again.")
        return said([needed, found if self._found else none], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        again = Deed("choose", _("Try again"), _("Again"))
        return [Deed("choose", _("Choose a backup"), _("Choose")) if self._found else again]

    def do(self, house: House, action: str) -> Step:
        found = self._found = self._look()
        if not found:
            return Stay()
        deeds = [Deed(str(at), label(house, path)) for at, path in enumerate(found)]
        return Open(Choice(house.words.say("Which backup?"), lambda _house: deeds, partial(_chosen, found), "backups"))


class Choice(Deeds):
    """The cards of the backups; nobody works here who could sign in."""

    staff = False


class Restoring(DeedPage):
    """The backup is opened and looked through; then the program starts anew with everything that came back."""

    name = "restoring"
    staff = False
    at_the_end = True

    def __init__(self, path: Path, words: str) -> None:
        self.chore: Chore | None = Chore(self, partial(restored, path=path, words=words))
        self._told: list[str] = []
        self._done = False

    def title(self, house: House) -> str:
        return house.words.say("Restore a backup")

    def rows(self, house: House, width: int) -> list[Row]:
        return said(self._told or [house.words.say("The backup is opened and looked through. Please wait …")], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        return [Deed("renew", _("Begin"), _("Begin"))] if self._done else []

    def do(self, house: House, action: str) -> Step:
        return Renew()

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        self.chore, _ = None, house.words.say
        if isinstance(answer, Restored):
            back = _("Everything is back. The PINs are those of before.")
            self._told, self._done = [back, number_words(house.words, answer.ledger_hash)], True
            if house.setup:
                house.setup.finish()
        elif isinstance(answer, str):
            self._told = [answer]
        return Stay()


def restore_page(house: House) -> Page:
    """Where it begins."""
    return RestorePage()


def found_backups() -> list[Path]:
    """On all sticks; a stick that cannot be read has none."""
    found: list[Path] = []
    for stick in sticks():
        try:
            found += backups(stick.folder)[:SHOWN_MOST]
        except OSError:
            continue
    return sorted(found, key=lambda path: path.name, reverse=True)


def label(house: House, path: Path) -> str:
    """Day, hour and terminal, as the file's name has them, and the stick."""
    _kiosk, terminal, year, month, day, hour, *_rest = path.stem.split("-")
    told = date_words(house.words, date(int(year), int(month), int(day)), house.today)
    return f"{told}, {hour[:2]}:{hour[2:]} · {terminal} · {path.parent.name}"


def restored(house: House, path: Path, words: str) -> Restored | str:
    """The chore: everything is back, or the sentence why nothing was changed."""
    desk = house.desk
    assert desk is not None
    assert desk.belongings is not None
    try:
        what = desk.belongings
        return restore(path, words, what.data, what.settings, desk.clock, settings_win=True)
    except BackupError as error:
        return why_words(house.words, error)
    except OSError as error:
        return house.words.say("Nothing was restored: {cause}.").format(cause=cause_of(house.words, error))


def _chosen(found: list[Path], house: House, action: str) -> Step:
    path = found[int(action)]
    return Open(WordPage(partial(_begun, path)))


def _begun(path: Path, house: House, words: str) -> Step:
    page = Restoring(path, words)
    assert page.chore is not None
    return Several((Swap(page), page.chore))
