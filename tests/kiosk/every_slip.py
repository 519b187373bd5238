"""Every slip that the terminal prints, of the demo on one Tuesday, for the rules that hold for all of them."""

import msgspec

from kiosk.house import House
from kiosk.papers.closing import closing_slip
from kiosk.papers.consent import consents
from kiosk.papers.extract import extract_slip
from kiosk.papers.feedback import feedback_slip, new_feedback_number
from kiosk.papers.handouts import Handout, handout_slip
from kiosk.papers.item_slip import item_slip
from kiosk.papers.memo import memo_slip
from kiosk.papers.organiser import organiser_slip
from kiosk.papers.receipt import receipts
from printing.slip import Slip
from sync.ledger.records import PAPER, What
from sync.records import Kind
from sync.replica import Listing
from tests.kiosk.booked import CLOSING, JOB, MEMBERS, PAYMENT, REVERSAL, SEAT, booking

ITEMS = {
    "event": "event:cafe-linde/2026-11-24",
    "event-all-day": "event:ausstellung-gesichter",
    "offer": "offer:rasen",
    "request": "request:babysachen",
    "job": "job:st-reinigung",
    "notice": "notice:trinkwasser",
}
"""Name of the slip → the item's identity in the demo."""
MEMO = ("event", "offer", "job", "notice")


def every_slip(house: House) -> dict[str, Slip]:
    """Name → slip."""
    shared = extract_slip(house, Listing(Kind.OFFER, category="Leihen"), consents(None, house.words))
    return of_items(house) | of_house(house) | of_bookings(house) | {"list": shared}


def of_items(house: House) -> dict[str, Slip]:
    """A slip of each kind, one without a published contact, and a Merkzettel."""
    items = {item.remote: item for item in house.replica.items(None, None, house.now())}
    found = {name: items[remote] for name, remote in ITEMS.items()}
    slips = {name: item_slip(house, item) for name, item in found.items()}
    hidden = msgspec.structs.replace(found["offer"], contact=None)
    return slips | {"offer-chiffre": item_slip(house, hidden), "memo": memo_slip(house, [found[name] for name in MEMO])}


def of_house(house: House) -> dict[str, Slip]:
    """What the house says about itself."""
    told = {str(handout): handout_slip(house, handout) for handout in Handout}
    return told | {"feedback": feedback_slip(house, new_feedback_number(house.today, lambda _: 4829))}


def of_bookings(house: House) -> dict[str, Slip]:
    """The receipt of each kind of booking, a copy, an organiser's note, and the day's closing."""
    kinds: dict[str, What] = {"payment": PAYMENT, "seat": SEAT, "job-taken": JOB, "storno": REVERSAL}
    told = {f"receipt-{name}": receipts(house, booking(what), MEMBERS, "Frau Büro")[0] for name, what in kinds.items()}
    copy = receipts(house, booking(PAYMENT), MEMBERS, "Frau Büro", copy=True)[0]
    note = organiser_slip(house, booking(SEAT, platform=PAPER))
    return told | {"receipt-copy": copy, "organiser": note, "closing": closing_slip(house, CLOSING)}
