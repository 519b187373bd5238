"""The Marktzeitung: everything that residents browse, on A4 or as a booklet, marked since the last issue."""

from collections.abc import Iterable
from datetime import timedelta

from kiosk.desk import Desk
from kiosk.house import House, kind_word
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.consent import consents
from kiosk.papers.distribution import run_size
from kiosk.papers.issues import comparison, issue_of
from kiosk.papers.made import Made, NotMade, Paper, Wishes
from kiosk.papers.newspaper_blocks import Block, Entry, Pages, Section
from kiosk.papers.newspaper_booklet import booklet
from kiosk.papers.newspaper_entries import A4, A5, Compositor
from kiosk.papers.newspaper_frame import form, frame, masthead
from kiosk.papers.newspaper_sections import Sections, contents_rows
from printing.typeset import pdf_and_places


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """Today's issue. The same replica, ledger and day give the same bytes. Raises `NotMade`, `SyncError`."""
    compared = comparison(desk.ledger.kept, house.today, wishes.since)
    size = A5 if wishes.booklet else A4
    last = house.today + timedelta(weeks=desk.settings.paper.event_weeks)
    sections = Sections(Compositor(house, consents(desk.ledger, house.words), compared, size), last)
    if not sections.hashes:
        raise NotMade(house.words.say("There is nothing to print: nothing is published at the moment."))
    pages = _pages(house, desk, sections, compared.number, wishes)
    made, sheets = _set(house, pages, wishes)
    file = house.words.say("booklet") if wishes.booklet else house.words.say("newspaper")
    return Made(
        paper=Paper.NEWSPAPER,
        name=f"{file}-{house.today}.pdf",
        title=pages.title,
        pdf=made,
        sheets=sheets,
        rows=(desk.settings.paper.title, pages.masthead, *_rows(house, sections)),
        copies=run_size(desk.ledger, desk.settings),
        short_edge=wishes.booklet,
        issue=issue_of(compared, house.today, sections.hashes),
    )


def _pages(house: House, desk: Desk, sections: Sections, number: int, wishes: Wishes) -> Pages:
    settings, _ = desk.settings.paper, house.words.say
    head, contents = masthead(house, settings, number), _("In this issue")
    rows = contents_rows(sections, columns=1 if wishes.booklet else 2)
    blocks: Iterable[Block] = (
        head,
        Section(title=contents, running=contents),
        *rows,
        *frame(house, settings),
        *sections.blocks,
        form(house),
    )
    title = _("{title}, issue {number}").format(title=settings.title, number=number)
    return Pages(
        title=f"{title}, {whole_day(house.words, house.today)}",
        masthead=title,
        date=house.today.isoformat(),
        lang=house.words.language,
        format="a5" if wishes.booklet else "a4",
        page=_("Page"),
        blocks=tuple(blocks),
    )


def _set(house: House, pages: Pages, wishes: Wishes) -> tuple[bytes, int]:
    """The PDF, and how many sheets it takes printed on both sides."""
    if wishes.booklet:
        return booklet(house, pages)
    made, places = pdf_and_places("newspaper", pages)
    return made, -(-max(place["page"] for place in places) // 2)


def _rows(house: House, sections: Sections) -> Iterable[str]:
    """Each section with its number of entries, and each entry, for the preview."""
    n_ = house.words.count
    words = {kind_word(house.words, kind): count for kind, count in sections.counts.items()}
    for block in sections.blocks:
        if isinstance(block, Section):
            entries = n_("{n} entry", "{n} entries", words[block.title])
            yield f"{block.title}: {entries}"
        elif isinstance(block, Entry):
            yield f"{block.mark.word}: {block.title}" if block.mark else block.title
