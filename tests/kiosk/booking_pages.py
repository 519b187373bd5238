"""A house whose staff are signed in, every page on which they enter a booking, and somebody who taps through them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.confirm import AllTheSame, Confirm
from kiosk.screens.staff.drafts import Resume, page_at
from kiosk.screens.staff.entry import STEPS, Entry, begin, desk_of, write
from kiosk.screens.staff.pick_member import Finder
from kiosk.screens.steps import Back, Open, PrintSlips, Several, Step, Swap, TakeReceipts
from kiosk.settings import Settings
from kiosk.widgets.view import View
from kiosk.words import Words
from sync.clock import Trust
from sync.ledger.records import Account, Member
from sync.ledger.sealing import Cost
from sync.records import Kind, Source
from sync.replica import Listing, Replica
from tests.kiosk.pages import Shown, house_of, turned
from tests.sync.clocks import TUESDAY, FakeClock

CutPower = Callable[[], House]
Views = Callable[[str, tuple[int, int]], list[Shown]]
"""Pages in a language on a grid."""
NORMAL = Frame(60, 20)
CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
PIN = "480915"
READ_MS = int(TUESDAY.timestamp() * 1000) - 3 * 3_600_000
"""Three hours before the tests' Tuesday begins."""
RING = Source(
    name="tauschring",
    kind="cyclos",
    url="https://ring.example/net",
    books=("payment",),
    smallest=25,
    floor=-1000,
    ceiling=5000,
)
ERIKA = Member(
    number="1042",
    name="Erika Mustermann",
    short="Erika M.",
    account=Account(balance=300, read_ms=READ_MS, trust=Trust.NTP),
)
KEMAL = Member(number="17", name="Kemal Öztürk", short="Kemal Ö.", print=True)
LONG = Member(
    number="2003-b",
    name="Friederike-Wilhelmine von Hohenlohe-Waldenburg-Schillingsfürst",
    short="Friederike-Wilhelmine v.",
    account=Account(balance=-975, read_ms=READ_MS, trust=Trust.UNTRUSTED),
)
OTHERS = [
    Member(number=str(100 + at), name=f"Person {chr(65 + at)} Beispiel", short=f"Person {at}") for at in range(12)
]
MEMBERS = [ERIKA, KEMAL, LONG, *OTHERS]


def drawn_once(house: House, pages: Callable[[House], Iterable[Page]]) -> Views:
    """Every page, drawn when it is first asked for in this language on this grid."""
    drawn: dict[tuple[str, tuple[int, int]], list[Shown]] = {}

    def views(language: str, grid: tuple[int, int]) -> list[Shown]:
        house.words = Words(language)
        if (language, grid) not in drawn:
            drawn[language, grid] = [one for page in pages(house) for one in turned(page, house, Frame(*grid))]
        return drawn[language, grid]

    return views


@contextmanager
def power_cuts(folder: Path, replica: Replica, clock: FakeClock) -> Iterator[CutPower]:
    """Each call: power comes back, and Frau Büro signs in again; nothing that was only in memory is left."""
    opened: list[House] = []

    def again() -> House:
        if opened:
            desk_of(opened[-1]).close()
            clock.reboot(f"boot-{len(opened) + 1}")
        opened.append(office(folder, replica, clock))
        return opened[-1]

    yield again
    desk_of(opened[-1]).close()


def office(
    folder: Path, replica: Replica, clock: FakeClock, language: str = "de", platforms: tuple[Source, ...] = (RING,)
) -> House:
    """Frau Büro is signed in; close `house.desk` in the end."""
    house = house_of(replica, clock, language)
    house.desk = Desk(folder, Settings(platforms=platforms), clock, lambda: replica, CHEAP)
    if house.desk.new:
        house.desk.enrol_first("Frau Büro", PIN)
        house.desk.ledger.people.store(MEMBERS)
    else:
        house.desk.sign_in(PIN)
    return house


def whole(house: House, kind: str) -> Entry:
    """An entry with every answer."""
    entry = begin(house, kind)
    if kind == "payment":
        entry.payer, entry.payee, entry.amount, entry.purpose = "1042", "17", 250, "Garten umgraben"
        return entry
    which = Kind.JOB if kind == "job" else Kind.EVENT
    item = house.replica.page(Listing(which), house.now(), 0, 1)[0]
    entry.item, entry.who, entry.name, entry.seats, entry.paper = item.id, "member", "1042", 2, "2231"
    return entry


def booking_pages(house: House) -> Iterator[Page]:
    """Every page of entering, in every state that looks different; needs someone signed in and `MEMBERS`."""
    for kind in _kinds(house):
        for step in STEPS[kind]:
            yield page_at(house, begin(house, kind), step) if step != "confirm" else Confirm(whole(house, kind))
            yield page_at(
                house,
                whole(house, kind),
                step,
                house.words.say("Something went wrong here, not with you. Please tell the office."),
            )
    yield from _found(house)
    guest = begin(house, "seat")
    guest.who, guest.name = "guest", "Max Muster"
    yield page_at(house, guest, "name")
    yield page_at(house, whole(house, "payment"), "paper")
    yield from _limits(house)
    receipt = write(house, whole(house, "payment")).receipt
    yield Booked(receipt)
    yield Booked(receipt, before=True)


def _kinds(house: House) -> list[str]:
    """What can be booked with the content of the replica."""
    counts = house.replica.counts(house.now())
    return ["payment", *(["seat"] if counts[Kind.EVENT] else []), *(["job"] if counts[Kind.JOB] else [])]


def _found(house: House) -> Iterator[Page]:
    """While typing, and on small grids while leafing through what was found."""
    for kind, step in (("payment", "payer"), ("payment", "purpose"), ("seat", "item"), ("job", "item")):
        for text in ("", "p", "1042", "Friederike", "qqxqq", "Donaudampfschifffahrtsgesellschaftskapit"):
            for reading in (False, True):
                page = page_at(house, begin(house, kind), step)
                assert isinstance(page, Finder)
                page.text, page.reading = text, reading
                yield page


def _limits(house: House) -> Iterator[Page]:
    """Everything long at once: names, text, warnings and trouble."""
    entry = whole(house, "payment")
    entry.payer, entry.amount, entry.purpose = LONG.number, 9_999_975, "Garten umgraben und Hecke schneiden " * 5
    entry.paper = "2231"
    yield Confirm(entry)
    yield Confirm(entry, house.words.say("The disk is full. Make room, or ask for help."))
    yield AllTheSame(entry)
    yield Resume(entry)


class Clerk:
    """Pages above the desk; `taps` counts what is neither a key nor OK nor a ready-made amount."""

    def __init__(self, house: House, page: Page, frame: Frame = NORMAL) -> None:
        self.house, self.frame = house, frame
        self.pages = [page]
        self.taps = 1
        """The first one was on the desk."""
        self.printed: list[TakeReceipts | PrintSlips] = []

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def view(self) -> View:
        return self.page.view(self.house, self.frame)

    @property
    def said(self) -> str:
        """Everything on the page, its lines in one row."""
        view = self.view
        lines = [line for button in view.buttons for line in button.lines]
        return " ".join([*(text.text for text in view.texts), *lines])

    def tap(self, *actions: str) -> None:
        for action in actions:
            assert self.view.button_for(action), (action, [button.action for button in self.view.buttons])
            self.taps += not (action.startswith(("key:", "range:", "quick:")) or action == "ok")
            self.go(self.page.act(self.house, self.frame, action))

    def type(self, letters: str) -> None:
        for letter in letters:
            step = self.page.typed(self.house, letter)
            assert step is not None, letter
            self.go(step)

    def go(self, step: Step) -> None:
        match step:
            case Open(page):
                self.pages.append(page)
            case Swap(page):
                self.pages[-1] = page
            case Back():
                self.pages.pop()
            case Several(steps):
                for one in steps:
                    self.go(one)
            case TakeReceipts() | PrintSlips():
                self.printed.append(step)

    def read_on(self, action: str) -> None:
        """Turn the sheets until the button is there, and tap it; on tiny grids it is a card."""
        while not (button := self.view.button_for(action) or self.view.button_for(f"pick:{action}")):
            self.tap("next")
        self.tap(button.action)


def pay(clerk: Clerk, payer: str = "1042", payee: str = "17", amount: str = "2,5") -> None:
    """The common case up to the confirm page: two numbers, an amount, the usual purpose."""
    for number in (payer, payee):
        clerk.type(number)
        clerk.tap(f"pick:{number}")
    clerk.type(amount)
    clerk.tap("ok", "pick:usual!")
    assert isinstance(clerk.page, Confirm)


def count(house: House) -> int:
    """How many bookings the ledger has."""
    return sum(1 for _ in desk_of(house).ledger.all())
