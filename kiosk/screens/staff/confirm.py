"""The last page before a booking, and the question behind it where a limit of the ring would be passed (A19)."""

from kiosk.booking import Proposal
from kiosk.facts import Fact
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.refusals import refusal_words
from kiosk.screens.question import Answer
from kiosk.screens.sheet import Row, labelled, said
from kiosk.screens.staff.drafts import Question, backward, mend, page_at
from kiosk.screens.staff.entry import Entry, propose, write
from kiosk.screens.staff.payment import payment_facts, warnings
from kiosk.screens.staff.seat import seat_facts
from kiosk.screens.steps import Step, Swap
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap
from sync.errors import SyncError
from sync.ledger.records import PAPER, Payment
from sync.ledger.rules import NotBooked


class Confirm(Question):
    """Who, what, how much, before and after: the only page that leads from a form to a booking."""

    name = "confirm"

    def __init__(self, entry: Entry, problem: str = "") -> None:
        self._entry, self._problem = entry, problem

    def title(self, house: House) -> str:
        return house.words.say("Please check")

    def rows(self, house: House, width: int) -> list[Row]:
        problem = [self._problem] if self._problem else []
        try:
            proposal = propose(house, self._entry)
        except NotBooked as error:
            return _strong([*problem, refusal_words(house.words, error)], width)
        careful = _strong([*problem, *warnings(house, proposal)], width)
        return [*careful, *labelled(_facts(house, self._entry, proposal), width)]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        slip = Answer("paper", _("Number of the slip"), _("Slip"))
        return [Answer("book", _("Book"), _("Book")), *([] if self._entry.pile else [slip])]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.removeprefix("pick:"):
            case "book":
                return self._book(house)
            case "paper":
                return Swap(page_at(house, self._entry, "paper"))
            case "back":
                return backward(house, self._entry, "confirm")
        return super().act(house, frame, action)

    def _book(self, house: House) -> Step:
        try:
            proposal = propose(house, self._entry)
        except NotBooked as error:
            return Swap(mend(house, self._entry, error))
        return Swap(AllTheSame(self._entry)) if warnings(house, proposal) else _write(house, self._entry)


class AllTheSame(Question):
    """A limit of the ring would be passed, as far as known here: asked once more, for the platform decides."""

    name = "all-the-same"

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def title(self, house: House) -> str:
        return house.words.say("Careful")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        asked = [_("The platform of the exchange ring decides. Maybe it refuses."), _("Book all the same?")]
        try:
            careful = warnings(house, propose(house, self._entry))
        except NotBooked as error:
            careful = [refusal_words(house.words, error)]
        return [*_strong(careful, width), *said(asked, width)]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        return [Answer("book", _("Book all the same"), _("Book"))]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.removeprefix("pick:"):
            case "book":
                return _write(house, self._entry)
            case "back":
                return Swap(page_at(house, self._entry, "confirm"))
        return super().act(house, frame, action)


def _write(house: House, entry: Entry) -> Step:
    """Only when this has returned from the disk, the screen says "gebucht" and paper moves (R1)."""
    from kiosk.screens.staff.booked import show_booked
    from kiosk.screens.staff.pile import back_to_pile

    try:
        booked = write(house, entry)
    except NotBooked as error:
        return Swap(mend(house, entry, error))
    except SyncError as error:
        cause = platform_trouble(house.words, error.reason, error.facts)
        return Swap(Confirm(entry, house.words.say("Nothing was booked. {cause}").format(cause=cause)))
    show = back_to_pile if entry.pile else show_booked
    return show(house, booked, before=booked.reference != entry.reference)


def _facts(house: House, entry: Entry, proposal: Proposal) -> list[Fact]:
    _, what = house.words.say, proposal.what
    told = payment_facts(house, proposal, what) if isinstance(what, Payment) else seat_facts(house, proposal, what)
    slip = [(_("Slip"), entry.paper)] if entry.paper else []
    return [*told, *slip, (_("Goes to"), _way(house, proposal))]


def _way(house: House, proposal: Proposal) -> str:
    """Where it goes, and when."""
    _ = house.words.say
    if proposal.platform != PAPER:
        return _("{platform}, as soon as there is a connection").format(platform=proposal.platform)
    return (
        _("the ring, as a note on paper")
        if isinstance(proposal.what, Payment)
        else _("the organiser, as a note on paper")
    )


def _strong(sentences: list[str], width: int) -> list[Row]:
    """Sentences that must not be missed, each with a blank row behind."""
    return [
        row for text in sentences for row in (*(Row(line, Look.SHEET_STRONG) for line in wrap(text, width)), Row(""))
    ]
