"""The desk's page about backups: when the last good one was, which stick is due, and one now."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk.backup_room import backup_of
from kiosk.backup_words import last_good_words, reason_words, why_words
from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.deeds import Deed, DeedPage, Deeds
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Back, Chore, Open, Several, Stay, Step
from kiosk.sticks import Stick, sticks
from sync.backup.errors import BackupError, Why
from sync.backup.log import BackupLog, Copy, due
from sync.backup.recovery import Recovery
from sync.errors import Reason, Unstorable


class BackupPage(DeedPage):
    """What is written takes some seconds; the stick has to stay in until it was read back."""

    name = "backup"

    def __init__(self, plugged: Callable[[], list[Stick]] = sticks) -> None:
        self._plugged, self._told = plugged, ""
        self.chore: Chore | None = None

    def title(self, house: House) -> str:
        return house.words.say("Backup")

    def rows(self, house: House, width: int) -> list[Row]:
        if self.chore:
            return said([self._told], width)
        told = [self._told] if self._told else []
        return said([*told, *state_words(house)], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        if self.chore:
            return []
        if not Recovery(desk_of(house).folder).ready:
            return [Deed("words", _("Make recovery words"), _("Words"))]
        deeds = [Deed("backup", _("Make a backup"), _("Make")), Deed("words", _("New recovery words"))]
        if desk_of(house).damaged or _last_reason(house) == Why.LEDGER_DAMAGED:
            deeds.append(Deed("damaged", _("Copy the damaged bookings")))
        return deeds

    def do(self, house: House, action: str) -> Step:
        match action:
            case "words":
                from kiosk.screens.staff.recovery import words_asked

                return words_asked(house)
            case "backup" | "damaged":
                return self._which_stick(house, damaged=action == "damaged")
        return Stay()

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        self.chore, self.at, _ = None, 0, house.words.say
        match answer:
            case Copy(good=True):
                self._told = _("The backup is good. It was read back from {stick}. You may pull the stick out.").format(
                    stick=answer.stick
                )
            case Copy():
                self._told = _("The damaged bookings are copied. Keep the stick for somebody who can repair them.")
            case str():
                self._told = answer
        return Stay()

    def _which_stick(self, house: House, *, damaged: bool) -> Step:
        _, found = house.words.say, self._plugged()
        if not found:
            self._told = _("No stick was found. Plug one in, wait a moment, and try again.")
            return Stay()
        if len(found) == 1:
            return self._begin(house, found[0].folder, damaged=damaged)
        deeds = [Deed(str(at), stick.name) for at, stick in enumerate(found)]
        chosen = partial(self._on, found, damaged)
        return Open(Deeds(_("Which stick?"), lambda _house: deeds, chosen, "sticks"))

    def _on(self, found: list[Stick], damaged: bool, house: House, action: str) -> Step:
        return Several((Back(), self._begin(house, found[int(action)].folder, damaged=damaged)))

    def _begin(self, house: House, folder: Path, *, damaged: bool) -> Step:
        self._told = house.words.say("The backup is written and read back. Please leave the stick in …")
        self.chore, self.at = Chore(self, partial(made, folder=folder, damaged=damaged)), 0
        return self.chore


def made(house: House, folder: Path, *, damaged: bool) -> Copy | str:
    """The chore: a backup, or the sentence why it is not good."""
    desk = desk_of(house)
    assert desk.belongings is not None
    try:
        return backup_of(desk.belongings, desk.clock, house.steward).to(folder, desk.data_key, damaged=damaged)
    except BackupError as error:
        return why_words(house.words, error)


def state_words(house: House) -> list[str]:
    """How it stands, in sentences."""
    _, folder = house.words.say, desk_of(house).folder
    try:
        ready, copies = Recovery(folder).ready, BackupLog(folder).read()
    except Unstorable:
        return [reason_words(house.words, Why.DISK)]
    if not ready:
        return [reason_words(house.words, Why.NO_WORDS)]
    told = last_good_words(house, next((copy for copy in reversed(copies) if copy.good), None))
    if (reason := _last_reason(house)) is not None:
        told.append(_("The last try was not good. {cause}").format(cause=reason_words(house.words, reason)))
    if stick := due(copies):
        told.append(_("{stick} is next.").format(stick=stick))
    elif copies:
        told.append(_("Use two sticks in turn. Keep one of them in another house."))
    return told


def _last_reason(house: House) -> Why | None:
    """Why the newest try is not good."""
    copies = BackupLog(desk_of(house).folder).read()
    try:
        return Why(copies[-1].reason) if copies and copies[-1].reason else None
    except ValueError:  # a later program's reason
        return Why.DISK


class DamagePage(BackupPage):
    """The only page of staff while the ledger is not what was written: the broken file can still be copied (R13)."""

    name = "trouble"

    def title(self, house: House) -> str:
        return house.words.say("Something is wrong")

    def rows(self, house: House, width: int) -> list[Row]:
        _, words = house.words.say, house.words
        told = [self._told] if self._told else []
        if self.chore:
            return said(told, width)
        trouble = platform_trouble(words, Reason.LEDGER_DAMAGED, {})
        return said([*told, _("Nothing was booked or changed."), trouble], width)

    def deeds(self, house: House) -> list[Deed]:
        desk, _ = desk_of(house), house.words.say
        possible = not self.chore and desk.belongings and Recovery(desk.folder).ready
        return [Deed("damaged", _("Copy the damaged bookings"), _("Copy"))] if possible else []
