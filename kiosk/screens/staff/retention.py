"""How long data is kept: what is over today, before it is taken away for the first time and each day after."""

from kiosk.house import House
from kiosk.retention import last_run, run_now, runs_daily
from kiosk.retention_words import count_lines, date_unsure, keep_words, kind_words
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Back, Chore, Open, Several, Stay, Step
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap
from sync.ledger.retention import TABLE, DateUnsure, Kind
from sync.ledger.retiring import over


class RetentionPage(DeedPage):
    """The preview is counted beside the screen: it looks at every booking ever made."""

    name = "retention"

    def __init__(self) -> None:
        self._counts: dict[Kind, int] | None = None
        self._told = ""
        self.chore: Chore | None = None
        """What is being done for this page at the moment."""

    def title(self, house: House) -> str:
        return house.words.say("Retention")

    def begin(self, house: House) -> Step:
        """Put the page up and count."""
        return Several((Open(self), self._work(house, Chore(self, _count))))

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        told = [*said([self._told], width), Row("")] if self._told else []
        if self._counts is not None:
            lines = count_lines(house.words, self._counts) or [_("Nothing is over today.")]
            head = [Row(line, Look.SHEET_STRONG) for line in wrap(_("Over today"), width)]
            told += [*head, *said(lines, width), Row("")]
        copies = desk_of(house).settings.backup.keep
        table = [f"{kind_words(house.words, one.kind)}: {keep_words(house.words, one, copies)}" for one in TABLE]
        head = [Row(line, Look.SHEET_STRONG) for line in wrap(_("How long"), width)]
        return [*told, *said([self._daily(house)], width), Row(""), *head, *said(table, width)]

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        return [] if self.chore or self._counts is None else [Deed("run", _("Erase now"), _("Erase"))]

    def do(self, house: House, action: str) -> Step:
        """Asked once more: what is over does not come back."""
        _, words = house.words.say, house.words
        lines = count_lines(words, self._counts or {}) or [_("Nothing is over today.")]
        asked = [_("Erase what is over, from now on each day?"), *lines, _("Nobody can take that back.")]
        return Open(
            Ask("retention", self.title(house), lambda _house, width: said(asked, width), _("Yes, erase"), self._run)
        )

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        ran, self.chore, self._told = chore.work is _run, None, ""
        match answer:
            case dict():
                self._counts = None if ran else answer
                self._told = house.words.say("Done.") if ran else ""
            case str():
                self._counts, self._told = None, answer
        return Stay()

    def _run(self, house: House) -> Step:
        return Several((Back(), self._work(house, Chore(self, _run))))

    def _work(self, house: House, chore: Chore) -> Step:
        self.chore, self._told, self.at = chore, house.words.say("One moment please …"), 0
        return chore

    def _daily(self, house: House) -> str:
        """Whether it goes by itself."""
        _, ledger = house.words.say, desk_of(house).ledger
        if runs_daily(ledger, house.today):
            return _("The terminal erases each day what is over.")
        if last_run(ledger):
            return _("The terminal paused for a long time. Please look, and say yes anew.")
        return _("Nothing is erased by itself yet. Please look, and say yes once.")


def _count(house: House) -> dict[Kind, int] | str:
    try:
        return over(desk_of(house).ledger, house.zone).counts
    except DateUnsure:
        return date_unsure(house.words)


def _run(house: House) -> dict[Kind, int] | str:
    desk = desk_of(house)
    try:
        return run_now(desk.ledger, house.zone, desk.me)
    except DateUnsure:
        return date_unsure(house.words)
