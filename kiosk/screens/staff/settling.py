"""What makes sense for a booking that was set aside or waits on paper; each deed is asked about once more (A19)."""

from collections.abc import Callable

from kiosk.clarifying import arrived, give_up, not_arrived, send_again, settle
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff import storno
from kiosk.screens.staff.asking import Ask, Told, booked_anew
from kiosk.screens.staff.booking_rows import asked_rows
from kiosk.screens.staff.deeds import Deed
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, Stay, Step, Swap
from sync.ledger.records import PAPER, Booking, Outgoing, Reversal, State


def deeds(house: House, outgoing: Outgoing) -> list[Deed]:
    """What makes sense for a booking that was set aside."""
    _, what = house.words.say, outgoing.booking.what
    if outgoing.unclear:
        again = Deed("missing", _("It is not there: send it again"))
        return [Deed("arrived", _("It is there")), again, Deed("give-up", _("It is not there: take it back"))]
    settled = Deed("settle", _("Settled on paper"))
    if isinstance(what, Reversal):
        return [Deed("again", _("Send again")), settled, Deed("give-up", _("Give up the Storno"))]
    correct = Deed("correct", _("Correct and book anew"))
    return [Deed("again", _("Send again")), correct, settled, Deed("storno", _("Take back"))]


def do(house: House, outgoing: Outgoing, action: str) -> Step:
    """Ask once more, or open the pages on which it is corrected."""
    if action == "correct":
        return Open(correct(house, outgoing))
    if action == "storno":
        return storno.ask(house, outgoing)
    return _asked(house, outgoing, action)


def correct(house: House, outgoing: Outgoing) -> Page:
    """The pages of a new booking, filled with this one, which is cancelled when that is booked."""
    from kiosk.screens.staff.drafts import corrected

    return corrected(house, outgoing)


def _asked(house: House, outgoing: Outgoing, action: str) -> Step:
    _, receipt = house.words.say, outgoing.booking.receipt
    match action:
        case "again":
            return _question(house, outgoing, _("Send it again as a new booking?"), _anew(send_again, receipt))
        case "missing":
            sentence = _("Did you look on {platform}, and it is not there? Then it is sent again as a new booking.")
            return _question(house, outgoing, sentence, _anew(not_arrived, receipt))
        case "arrived":
            sentence = _("Did you look on {platform}, and it is there, once?")
            return _question(house, outgoing, sentence, _done(arrived, receipt, _("It counts as arrived.")))
        case "give-up":
            return _question(house, outgoing, _give_up_words(house, outgoing), _given_up(house, outgoing))
        case "settle":
            sentence = _("Was the note handed over?") if _waits(outgoing) else _("Was it settled on paper?")
            return _question(house, outgoing, sentence, _done(settle, receipt, _("It counts as settled.")))
    return Stay()


def _question(house: House, outgoing: Outgoing, sentence: str, act: Callable[[House], Step]) -> Step:
    booking = outgoing.booking
    asked = sentence.format(platform=booking.platform)
    title = house.words.say("Receipt {receipt}").format(receipt=booking.receipt)
    key = f"{booking.receipt}:{asked}"
    return Open(Ask(key, title, asked_rows(outgoing, asked), house.words.say("Yes, do it"), act))


def _waits(outgoing: Outgoing) -> bool:
    return outgoing.booking.platform == PAPER and outgoing.sending.state is State.WAITING


def _anew(act: Callable[[Desk, int], Booking], receipt: int) -> Callable[[House], Step]:
    def run(house: House) -> Step:
        booking, _ = act(desk_of(house), receipt), house.words.say
        sentence = _("Booked anew with receipt {new}. Receipt {old} was taken back.")
        told = sentence.format(new=booking.receipt, old=receipt)
        return booked_anew(f"anew:{receipt}", _("Booked"), [told], booking)

    return run


def _done(act: Callable[[Desk, int], None], receipt: int, sentence: str) -> Callable[[House], Step]:
    def run(house: House) -> Step:
        act(desk_of(house), receipt)
        return Swap(Told(f"done:{receipt}", house.words.say("Done"), [sentence]))

    return run


def _given_up(house: House, outgoing: Outgoing) -> Callable[[House], Step]:
    return _done(give_up, outgoing.booking.receipt, house.words.say("It was taken back and does not count."))


def _give_up_words(house: House, outgoing: Outgoing) -> str:
    _, what = house.words.say, outgoing.booking.what
    if outgoing.unclear:
        return _("Did you look on {platform}, and it is not there? Then it is taken back here.")
    assert isinstance(what, Reversal)
    return _("Give up the Storno? Then booking {reference} counts again.").replace("{reference}", what.reverses)
