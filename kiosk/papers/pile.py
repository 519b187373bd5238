"""A pile of vouchers that was entered, in figures: for the screen, and as a slip for the file."""

from collections.abc import Sequence

from kiosk.amounts import amount_words
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.receipt import signature
from kiosk.words import Words
from printing.slip import Block, Fact, Gap, Heading, Masthead, Slip, Small
from sync.ledger.pile import Pile


def pile_facts(words: Words, pile: Pile) -> list[Fact]:
    """How many, the sums, and how many numbers are void or still missing."""
    _, taken_back = words.say, len(pile.bookings) - pile.standing
    told = [(_("Booked"), words.number(pile.standing))]
    told.extend((_("Sum"), amount_words(words, amount, unit)) for unit, amount in sorted(pile.sums.items()))
    counts = ((_("Taken back"), taken_back), (_("Void"), pile.void))
    told.extend((label, words.number(count)) for label, count in counts if count)
    missing = sum(len(numbers) for _, numbers in pile.missing)
    told.append((_("Missing"), words.number(missing)))
    return [Fact(label, value) for label, value in told]


def missing_words(words: Words, pile: Pile) -> list[str]:
    """The missing numbers of each run, neighbours together: `00018, 00020 bis 00023`."""
    return [", ".join(_ranges(words, numbers)) for _, numbers in pile.missing if numbers]


def pile_slip(house: House, pile: Pile, staff: str) -> Slip:
    """The slip that lies on top of the pile in the file."""
    words = house.words
    _, receipts = words.say, [one.booking.receipt for one in pile.bookings]
    blocks: list[Block] = [Masthead(house.centre), Heading(_("Pile of vouchers")), Gap()]
    day = whole_day(words, house.today)
    blocks.append(Fact(_("Day"), day if house.clock.trusted else _("about {when}").format(when=day)))
    blocks.extend(pile_facts(words, pile))
    if receipts:
        told = _("{first} to {last}").format(first=receipts[0], last=receipts[-1])
        blocks.append(Fact(_("Receipts"), told))
    blocks.extend(Fact(_("Missing numbers"), told) for told in missing_words(words, pile))
    blocks.extend((*signature(_("Signature")), Small(_("Booked by {staff}").format(staff=staff))))
    return Slip(tuple(blocks))


def _ranges(words: Words, numbers: Sequence[int]) -> list[str]:
    """Numbers in order; more than two in a row become first and last."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    between = words.say("{first} to {last}")
    return [
        between.format(first=f"{row[0]:05}", last=f"{row[-1]:05}")
        if len(row) > 2
        else ", ".join(f"{one:05}" for one in row)
        for row in rows
    ]
