"""All that a page may read: the replica, the words, the time, and what the centre is called."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from kiosk.centre_settings import Visit
from kiosk.steward import Steward
from kiosk.type_size import Size
from kiosk.visitor import Visitor
from kiosk.words import Words
from sync.clock import Clock
from sync.records import Kind
from sync.replica import Replica

if TYPE_CHECKING:
    from kiosk.check.watch import Watch
    from kiosk.desk import Desk
    from kiosk.screens.page import Page
    from kiosk.settings_writer import SettingsWriter
    from kiosk.setup import SetUp
    from sync.letters.box import LetterBox


class Entrance(Protocol):
    """Where people begin."""

    def root(self) -> "Page":
        """For everybody, in place of the start page."""
        ...

    def inside(self, house: "House") -> "list[Page]":
        """For whoever has just signed in, in place of the desk; the lowest first."""
        ...


@dataclass
class House:
    """Built once a session; pages get it with every call and keep nothing of it."""

    replica: Replica
    words: Words
    clock: Clock
    zone: ZoneInfo
    centre: str
    demo: bool = False
    printer: bool = False
    """Whether a device is set: without one the slip is shown instead of printed."""
    visit: Visit = field(default_factory=Visit)
    """When somebody is there, and what guests may use."""
    platforms: tuple[str, ...] = ()
    """Names of the platforms in the settings that residents read from."""
    desk: "Desk | None" = None
    """Staff's side; None where there is none."""
    letters: "LetterBox | None" = None
    """What residents leave for the office goes here; None where nothing can be left."""
    language: str = "de"
    """The centre's language, which is that of the platforms too (A35)."""
    visitor: Visitor = field(default_factory=Visitor)
    """Who stands at the glass."""
    speaks: bool = False
    """Whether pages can be read aloud here."""
    size: Size | None = None
    """The size of type, where it can be changed while the terminal runs."""
    pictures: bool = False
    """Whether the terminal has colours enough for pictures."""
    steward: Steward = field(default_factory=Steward)
    """Who does what only the system's owner may."""
    watch: "Watch | None" = None
    """What is known of the machine; None where nobody looks."""

    entrance: "Entrance | None" = None
    """Where people begin in place of start page and desk, while the terminal is not set up; None: it is."""
    setup: "SetUp | None" = None
    """The set-up, while it is not finished."""
    writer: "SettingsWriter | None" = None
    """What changes the settings; None where they are nobody's to change, as in the demo."""

    @property
    def signed_in(self) -> bool:
        """Whether somebody of the staff is at the desk."""
        return bool(self.desk and self.desk.staff)

    def now(self) -> datetime:
        """The centre's wall time, aware."""
        return self.clock.now().astimezone(self.zone)

    def last_good(self) -> datetime | None:
        """When the platform that was read longest ago was last read whole; None before the first time."""
        return self.replica.last_good(self.platforms)

    @property
    def unread(self) -> bool:
        """Whether no platform was ever read whole: then an empty list says nothing about the neighbourhood."""
        return not self.demo and self.last_good() is None

    @property
    def today(self) -> date:
        """The centre's date."""
        return self.now().date()

    def week(self) -> tuple[date, date]:
        """Today and the Sunday of this week."""
        today = self.today
        return today, today + timedelta(days=6 - today.weekday())


def kind_word(words: Words, kind: Kind) -> str:
    """The button of a kind; never shortened, once a page."""
    _ = words.say
    match kind:
        case Kind.EVENT:
            return _("Events")
        case Kind.OFFER:
            return _("Offers")
        case Kind.REQUEST:
            return _("Requests")
        case Kind.JOB:
            return _("Jobs")
        case Kind.NOTICE:
            return _("Notices")
