"""One booking, whole: what it is, how far it got, and what can be done about it."""

from kiosk.house import House
from kiosk.receipt_slips import owner_of, sides_of
from kiosk.screens.sheet import Row, labelled
from kiosk.screens.staff import settling, storno
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.booking_rows import advice, booking_rows
from kiosk.screens.staff.came_out import doubtful
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import DeliverNow, Open, Several, Stay, Step, TakeReceipts
from kiosk.slip_words import side_words
from kiosk.words import Words
from sync.ledger.on_paper import NEVER_LEFT, NOTE, RECEIPTS
from sync.ledger.records import OPEN, PAPER, Outgoing, Reversal, State


class OutgoingPage(DeedPage):
    """The page of a receipt; it is read anew for each view, for a booking gets further by itself."""

    def __init__(self, receipt: int) -> None:
        self.name = f"outgoing:{receipt}"
        self.receipt = receipt

    def title(self, house: House) -> str:
        return receipt_words(house.words, self.receipt)

    def rows(self, house: House, width: int) -> list[Row]:
        outgoing = self._outgoing(house)
        return [*booking_rows(house, outgoing, width), Row(""), *_paper_rows(house, outgoing, width)]

    def deeds(self, house: House) -> list[Deed]:
        _, outgoing = house.words.say, self._outgoing(house)
        asked = [Deed("came-out", _("Did it come out?"))] if doubtful(house, self.receipt) else []
        if outgoing.sending.state is State.REFUSED:
            return [*settling.deeds(house, outgoing), *asked]
        desk = desk_of(house)
        left = [one for one in desk.ledger.printouts.sides(self.receipt, RECEIPTS) if one.state not in NEVER_LEFT]
        again = Deed("copy", _("Print receipts again") if left or not house.printer else _("Print receipts"))
        back = [Deed("storno", _("Take back"))] if desk.ledger.obstacle(outgoing) is None else []
        ended = outgoing.sending.state is State.CANCELLED
        return [*_ways(house, outgoing), *asked, *back, *([] if ended else [again])]

    def do(self, house: House, action: str) -> Step:
        outgoing = self._outgoing(house)
        match action:
            case "now":
                return deliver_now(house, [*advice(house, outgoing)])
            case "note":
                return TakeReceipts(self.receipt, again=True, sides=(NOTE,))
            case "copy":
                return TakeReceipts(self.receipt, again=True)
            case "came-out":
                asked = doubtful(house, self.receipt)
                return Open(asked) if asked else Stay()
            case "storno":
                return storno.ask(house, outgoing)
        return settling.do(house, outgoing, action)

    def _outgoing(self, house: House) -> Outgoing:
        return desk_of(house).ledger.by_receipt(self.receipt)


def _paper_rows(house: House, outgoing: Outgoing, width: int) -> list[Row]:
    """Whether its slips came out, each by whom it is for."""
    ledger, booking = desk_of(house).ledger, outgoing.booking
    members = ledger.people.those(booking.what.members)
    sides = ledger.printouts.sides(booking.receipt, sides_of(booking))
    told = [(owner_of(house.words, booking, members, one.side), side_words(house.words, one)) for one in sides]
    slip = house.words.say("Slip for {whom}")
    return labelled([(slip.format(whom=whom), words) for whom, words in told], width)


def receipt_words(words: Words, receipt: int) -> str:
    """`Beleg 17`."""
    return words.say("Receipt {receipt}").format(receipt=receipt)


def deliver_now(house: House, sentences: list[str]) -> Step:
    """Try at once, and say how things stand."""
    _ = house.words.say
    trying = _("The terminal is trying now. Look here again in a minute.")
    return Several((DeliverNow(at_once=True), Open(Told("now", _("Send now"), [trying, *sentences]))))


def _ways(house: House, outgoing: Outgoing) -> list[Deed]:
    """How an open booking gets on its way, or off it."""
    _, state = house.words.say, outgoing.sending.state
    if state not in OPEN:
        return []
    stand = isinstance(outgoing.booking.what, Reversal) and state is State.WAITING
    stop = [Deed("give-up", _("Give up the Storno"))] if stand else []
    if outgoing.booking.platform == PAPER:
        return [Deed("note", _("Print the note")), Deed("settle", _("Handed over")), *stop]
    return [Deed("now", _("Send now")), *stop]
