"""Recovery words on the screen: made, shown this once, and printed for the envelope."""

from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.papers.envelope import ROW, envelope_slip
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, PrintSlips, Step, Swap
from kiosk.widgets.view import Look
from sync.backup.recovery import Recovery
from sync.errors import Unstorable

KEY = "envelope"
"""Under which the outcome of the printed sheet is told."""


class WordsPage(DeedPage):
    """The words as long as this page is open; no other one can show them."""

    name = "recovery-words"
    secret = True
    waits_for = KEY

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words, self._told = words, ""

    def title(self, house: House) -> str:
        return house.words.say("Recovery words")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        told = [self._told] if self._told else []
        head = [_("The terminal shows these words only now. Print them, or write them down.")]
        tail = [_("Put them into an envelope and close it. Keep it apart from the sticks.")]
        words = [Row(line, Look.SHEET_STRONG) for line in word_rows(self._words, width)]
        return [*said([*told, *head], width), Row(""), *words, Row(""), *said(tail, width)]

    def deeds(self, house: House) -> list[Deed]:
        return [Deed("print", house.words.say("Print"), house.words.say("Print"))]

    def do(self, house: House, action: str) -> Step:
        return PrintSlips(KEY, (envelope_slip(house, self._words),))

    def tell(self, sentence: str, *, again: bool) -> None:
        self._told, self.at = sentence, 0


def word_rows(words: tuple[str, ...], width: int) -> list[str]:
    """Numbered words, four in a row where there is room for them, else two or one."""
    told = [f"{place:2} {word}" for place, word in enumerate(words, 1)]
    cell = max(map(len, told)) + 2
    across = next((count for count in (ROW, 2) if count * cell <= width + 2), 1)
    return ["".join(word.ljust(cell) for word in told[at : at + across]).rstrip() for at in range(0, len(told), across)]


def words_asked(house: House) -> Step:
    """New words at once where there are none, else after a question."""
    if not Recovery(desk_of(house).folder).ready:
        return _made(house, Open)
    _ = house.words.say
    return Open(Ask("words", _("New recovery words?"), _consequences, _("Make new words"), lambda h: _made(h, Swap)))


def _consequences(house: House, width: int) -> list[Row]:
    _ = house.words.say
    sentences = [
        _("New words take the place of those in the envelope."),
        _("Backups made until now go on needing the old words."),
        _("So keep the old envelope as long as these backups."),
    ]
    return said(sentences, width)


def _made(house: House, shown: type[Open] | type[Swap]) -> Step:
    desk, title = desk_of(house), house.words.say("Recovery words")
    assert desk.data_key is not None
    try:
        words = Recovery(desk.folder).make(desk.data_key)
        with desk.ledger.change():
            desk.ledger.journal.note("recovery words made", staff=desk.me)
    except Unstorable as error:
        return shown(Told("words", title, [platform_trouble(house.words, error.reason, error.facts)]))
    return shown(WordsPage(words))
