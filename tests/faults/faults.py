"""What can go wrong with a printer, by the way that leads to it."""

from collections.abc import Callable, Sequence

from printing.errors import Trouble
from tests.faults.cases import Expected, Fault, Moment, expected
from tests.faults.relay import Cable
from tests.faults.trial import NOT_STARTED, PRINTED, TAKEN, UNCONFIRMED, Corner

OFTEN = 7
"""Of a fault that acts like another one, each so many-th byte is enough: it shares no factor with a row of dots."""
PAUSE_S = 0.25
"""A slow printer stands so long in the middle of a job: longer than the program waits before it asks what holds it."""

BEFORE, MIDDLE, BEHIND, CONFIRMING, AFTER = Moment
SENT = (MIDDLE, BEHIND, CONFIRMING)
"""Once bytes have left."""


def printer_fault(name: str) -> Callable[[Corner], Cable]:
    """A fault of the printer itself."""

    def strike(lab: Corner) -> Cable:
        lab.emulator.fault(name)
        return Cable.WHOLE

    return strike


def cable(cable: Cable) -> Callable[[Corner], Cable]:
    """A fault of the way."""
    return lambda _: cable


def off(lab: Corner) -> Cable:
    """The printer's plug is pulled."""
    lab.off()
    return Cable.TORN


def unplugged(lab: Corner) -> Cable:
    """The way is closed."""
    lab.cable.unplug()
    return Cable.TORN


def pause(lab: Corner) -> Cable:
    """Nothing moves for a while."""
    lab.pause(PAUSE_S)
    return Cable.WHOLE


def dark(lab: Corner) -> Cable:
    """The printer's plug is pulled, and the way to it takes bytes all the same."""
    lab.emulator.off()
    return Cable.DEAD


def nothing(lab: Corner) -> Cable:
    """All is well."""
    return Cable.WHOLE


def stops(name: str, trouble: Trouble, every: int = 1) -> Fault:
    """The printer holds what it has and prints it by itself when the fault is mended."""
    found = expected(UNCONFIRMED, trouble)
    happens = {BEFORE: expected(NOT_STARTED, trouble, (0,)), MIDDLE: expected(UNCONFIRMED, trouble, (0,), (1,))}
    happens |= {BEHIND: found, CONFIRMING: found, AFTER: expected(PRINTED)}
    return Fault(name, printer_fault(name), happens, every=every)


def takes(name: str, strike: Callable[[Corner], Cable], before: Expected, middle: Sequence[int], later: int) -> Fault:
    """All bytes were taken, and nothing tells what became of them."""
    happens = {BEFORE: before, MIDDLE: expected(TAKEN, None, middle, (later,) if later else middle)}
    return Fault(name, strike, happens | {BEHIND: expected(TAKEN)}, every=OFTEN)


def ends(name: str, strike: Callable[[Corner], Cable], before: Sequence[Trouble], *, at_once: bool = False) -> Fault:
    """The way ends: what is on the paper stays there, and the rest never comes."""
    found = expected(UNCONFIRMED, Trouble.CUT_OFF)
    middle = expected(UNCONFIRMED, Trouble.CUT_OFF, (0, 1))
    happens = {BEFORE: expected(NOT_STARTED, before, (0,)), MIDDLE: middle, BEHIND: found, CONFIRMING: found}
    return Fault(name, strike, happens, at_once=at_once)


def anew(name: str, strike: Callable[[Corner], Cable], every: int) -> Fault:
    """The terminal goes off in the middle: nobody hears what it would say, and the printer waits for the rest."""
    said = (UNCONFIRMED, NOT_STARTED)
    return Fault(name, strike, {MIDDLE: expected(said, Trouble.CUT_OFF, (0, 1))}, every=every, anew=True)


def never(name: str, strike: Callable[[Corner], Cable], trouble: Trouble, url: str | None = None) -> Fault:
    """There is no way."""
    return Fault(name, strike, {BEFORE: expected(NOT_STARTED, trouble, (0,))}, url=url)


def each(moments: Sequence[Moment], what: Expected) -> dict[Moment, Expected]:
    """The same at each of them."""
    return dict.fromkeys(moments, what)


_SILENT = expected(UNCONFIRMED, Trouble.SILENT)
_HELD = expected(UNCONFIRMED, Trouble.SILENT, (0,), (1,))

_HELD_UNSEEN = expected(TAKEN, None, (0,), (1,))
_LOST = expected(UNCONFIRMED, Trouble.SILENT, (0,))
_STOPS = (
    stops("paper-out", Trouble.PAPER_OUT),
    stops("cover-open", Trouble.COVER_OPEN, OFTEN),
    stops("offline", Trouble.OFFLINE, OFTEN),
)
_ANSWERS = (
    Fault("paper-near-end", printer_fault("paper-near-end"), each(tuple(Moment), expected(PRINTED)), every=OFTEN),
    Fault("answers lost", cable(Cable.DEAF), each(SENT, _SILENT) | {BEFORE: expected(TAKEN)}, at_once=True, mute=True),
    Fault("stands still", cable(Cable.CLOGGED), each(SENT, _SILENT) | {MIDDLE: _HELD}, every=OFTEN),
    Fault("slow", pause, each(SENT, expected(PRINTED)), every=OFTEN),
    Fault("none", nothing, {BEFORE: expected(PRINTED)}),
)

TCP = (
    *_STOPS,
    ends("power off", off, (Trouble.REFUSED,)),
    ends("cable pulled", cable(Cable.TORN), (Trouble.CUT_OFF, Trouble.UNREACHABLE), at_once=True),
    never("refused", unplugged, Trouble.REFUSED),
    never("name unknown", nothing, Trouble.NAME_UNKNOWN, url="tcp://drucker.invalid"),
    *_ANSWERS,
)
"""A network printer."""

SERIAL = (
    *_STOPS,
    Fault(
        "power off",
        dark,
        each(SENT, _SILENT)
        | {BEFORE: expected(TAKEN, None, (0,)), MIDDLE: expected(UNCONFIRMED, Trouble.SILENT, (0,))},
        at_once=True,
        mute=True,
    ),
    ends("adapter pulled", unplugged, (Trouble.NO_DEVICE_FILE,)),
    anew("terminal off", unplugged, OFTEN),
    *_ANSWERS,
)
"""A serial line, whose adapter takes bytes for a printer that is off."""

_STUCK = expected((UNCONFIRMED, NOT_STARTED), Trouble.STUCK, (0,))
USB = (
    *_STOPS,
    ends("power off", off, (Trouble.NO_DEVICE_FILE,)),
    ends("cable pulled", unplugged, (Trouble.NO_DEVICE_FILE,)),
    *(fault for fault in _ANSWERS if fault.name != "stands still"),
    Fault("takes no more", cable(Cable.CLOGGED), {MIDDLE: _STUCK, BEHIND: expected(UNCONFIRMED, Trouble.STUCK)}),
)
"""A USB printer: what is off is not on the bus."""

FILE = (
    *(takes(name, printer_fault(name), _HELD_UNSEEN, (0,), 1) for name in ("paper-out", "cover-open", "offline")),
    takes("paper-near-end", printer_fault("paper-near-end"), expected(TAKEN), (1,), 1),
    takes("power off", off, expected(NOT_STARTED, Trouble.OFFLINE, (0,)), (0,), 0),
    takes("cable pulled", unplugged, expected(NOT_STARTED, Trouble.OFFLINE, (0,)), (0, 1), 0),
    takes("slow", pause, expected(TAKEN), (1,), 1),
    never("file missing", nothing, Trouble.NO_DEVICE_FILE, url="file:///dev/kein/drucker"),
)
"""A device file, from which nothing comes back: what staff look at decides."""

_EITHER = expected((TAKEN, UNCONFIRMED), (None, Trouble.STUCK, Trouble.QUEUE_STOPPED), (0, 1))
SPOOLED = (
    takes("paper-out", printer_fault("paper-out"), _HELD_UNSEEN, (0,), 1),
    takes("cover-open", printer_fault("cover-open"), _HELD_UNSEEN, (0,), 1),
    Fault("power off", off, {BEFORE: expected(UNCONFIRMED, Trouble.STUCK, (0,)), MIDDLE: _EITHER, BEHIND: _EITHER}),
    Fault("cable pulled", cable(Cable.TORN), {MIDDLE: _EITHER, BEHIND: _EITHER}),
    takes("slow", pause, expected(TAKEN), (1,), 1),
)
"""A CUPS queue before a network printer: it says when a job is gone, and nothing of paper."""
