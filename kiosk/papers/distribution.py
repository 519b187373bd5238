"""The distribution list, for the office only: who gets paper, and how many newspapers that makes."""

from collections.abc import Sequence
from datetime import date

import msgspec

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.columns import in_pieces, wide
from kiosk.papers.made import Made, NotMade, Paper, Wishes
from kiosk.settings import Settings
from printing.typeset import pdf_and_places
from sync.ledger.ledger import Ledger
from sync.ledger.records import Member


class Receiver(msgspec.Struct, frozen=True):
    """One line of the list."""

    number: str
    name: str


class Distribution(msgspec.Struct, frozen=True):
    """All that the template prints."""

    title: str
    warning: str
    lang: str
    date: date
    centre: str
    day: str
    run: str
    made_of: str
    headings: tuple[str, str, str]
    wide: bool
    """Whether some number needs several lines."""
    receivers: tuple[Receiver, ...]
    handed_out: str
    page: str


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """The list as of now; nothing can be wished for. Raises `NotMade`."""
    receivers, _ = paper_members(desk.ledger), house.words.say
    file = _("distribution-list")
    if not receivers:
        raise NotMade(_("No member is listed as being without internet, so there is nobody to hand paper to."))
    data = _data(house, desk.settings.paper.copies, receivers)
    made, places = pdf_and_places("distribution", data)
    return Made(
        paper=Paper.DISTRIBUTION,
        name=f"{file}-{house.today}.pdf",
        title=data.title,
        pdf=made,
        sheets=places[-1]["sheets"],
        rows=(f"{data.run}: {data.made_of}", *(f"{member.number} · {member.name}" for member in receivers)),
    )


def _data(house: House, copies: int, receivers: Sequence[Member]) -> Distribution:
    """`copies`: those that nobody of the list gets."""
    words, _, n_ = house.words, house.words.say, house.words.count
    made_of = (
        n_("{n} for a member", "{n} for members", len(receivers)),
        n_("{n} to lay out", "{n} to lay out", copies),
    )
    return Distribution(
        title=_("Distribution list of the newspaper"),
        warning=_("For the office only: please do not lay it out."),
        lang=words.language,
        date=house.today,
        centre=house.centre,
        day=whole_day(words, house.today),
        run=n_("{n} newspaper", "{n} newspapers", len(receivers) + copies),
        made_of=" + ".join(made_of),
        headings=(_("Handed out"), _("Number"), _("Name")),
        wide=wide(member.number for member in receivers),
        receivers=tuple(Receiver(in_pieces(member.number), member.name) for member in receivers),
        handed_out=_("Handed out by"),
        page=_("Page {page}"),
    )


def paper_members(ledger: Ledger) -> list[Member]:
    """Who gets paper, by name."""
    return [member for member in ledger.people.all() if member.offline]


def run_size(ledger: Ledger, settings: Settings) -> int:
    """How many newspapers are printed: one for each member who gets paper, and those to lay out and to file.

    At least one, also where nobody gets paper and none are laid out.
    """
    return max(1, len(paper_members(ledger)) + settings.paper.copies)
