"""The slip of a wish for staff: who wants what, to take along when it is looked after."""

from kiosk.facts import facts
from kiosk.house import House
from kiosk.papers.foot import printed_on
from kiosk.papers.handouts import note_lines
from kiosk.papers.unbroken import numbers_unbroken
from printing.slip import Block, Fact, Gap, Heading, Masthead, Rule, Slip
from sync.ledger.letters import Wish


def request_slip(house: House, wish: Wish, who: str) -> Slip:
    """Name or member, the item with its facts, and lines for notes."""
    _, item = house.words.say, house.replica.item(wish.item)
    blocks: list[Block] = [Masthead(house.centre), Heading(_("Wish")), Gap(), Fact(_("Who"), who)]
    blocks.append(Fact(_("What"), wish.title))
    known = facts(house.words, item, house.today) if item else []
    blocks.extend(Fact(label, numbers_unbroken(value)) for label, value in known)
    blocks.extend((Rule(), *note_lines(_("Notes")), Rule(), printed_on(house)))
    return Slip(tuple(blocks))
