"""Technical and organisational measures (Art. 32 GDPR): what the program really does, and how it stands today."""

from urllib.parse import urlsplit

from kiosk.check.backup import backup
from kiosk.check.readings.backups import backups
from kiosk.check.readings.hours import hours
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.idle import ANSWER_S, PRESENT_S
from kiosk.papers.binder import Boxes, Head, Sheet, Text
from sync.backup.recovery import Recovery
from sync.hosts import is_private
from sync.ledger.keyring import PIN_MIN
from sync.ledger.lockout import FREE, WAITS_MIN

CIPHER = "SQLCipher, AES-256"


def measures(house: House, desk: Desk) -> Sheet:
    """What the program does, how it stands, and what only people can do. Raises `SyncError`."""
    _ = house.words.say
    hand = (
        _("The room is locked when nobody is there, and the case is screwed shut."),
        _("Folders with receipts, slips and lists lie in a locked cupboard."),
        _("Paper with names goes through a shredder."),
        _("A lost stick or an opened envelope: tell whoever is responsible, the same day."),
        _("A risk for people? Then the authority must know within 72 hours (Art. 33 GDPR)."),
    )
    return Sheet(
        _("How the data are protected"),
        (
            Text(_program(house)),
            Head(_("On this day")),
            Text(_today(house, desk)),
            Head(_("What people do")),
            Boxes(hand),
        ),
    )


def _program(house: House) -> tuple[str, ...]:
    _, n = house.words.say, house.words.number
    pins = _("A PIN has {digits} digits or more. After {free} wrong ones the terminal waits, up to {wait} minutes.")
    return (
        _("Bookings and members are stored encrypted ({how}). Without a PIN nobody can open the file.").format(
            how=CIPHER
        ),
        pins.format(digits=n(PIN_MIN), free=n(FREE), wait=n(WAITS_MIN[-1])),
        _("The office's side is covered after {present} seconds without a touch, and locked {answer} later.").format(
            present=n(int(PRESENT_S)), answer=n(int(ANSWER_S))
        ),
        _("No booking can be changed or deleted unseen: the audit log is a chain of seals."),
        _("Slips show the member number and initials. Residents see no data of members on the screen."),
        _("No camera, no microphone, no counting of visitors, no advertising."),
    )


def _today(house: House, desk: Desk) -> tuple[str, ...]:
    words, _ = house.words, house.words.say
    at = hours(desk.clock, house.now())
    ready, missing = _("Backups are encrypted for the words in the envelope."), _("There are no recovery words yet.")
    off, on = _("Remote help is off. Nobody can reach the terminal from outside."), _("Remote help is on just now.")
    told = [
        backup(words, backups(desk.folder), at, needed=True).sentence,
        ready if Recovery(desk.folder).ready else missing,
        on if house.steward.help else off,
        words.count("{n} person can sign in.", "{n} people can sign in.", len(desk.names)),
    ]
    open_ = [source.name for source in desk.settings.platforms if _is_open(source.url)]
    secure, bare = _("The way to every site is encrypted."), _("The way to these sites is not encrypted: {names}.")
    if desk.settings.platforms:
        told.append(bare.format(names=", ".join(open_)) if open_ else secure)
    return tuple(told)


def _is_open(url: str) -> bool:
    """Whether others can read along; within the house, or where mail is encrypted before it is sent, they cannot."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "webcal") and not is_private(parts.hostname or "")
