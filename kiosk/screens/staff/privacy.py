"""Data protection for one member: what is stored, on paper; and erasing, asked twice, with a receipt."""

from datetime import date

from kiosk.forgetting import Outlook, forget_member, outlook
from kiosk.house import House
from kiosk.papers.erasure import erasure_slip
from kiosk.papers.made import Paper, Wishes
from kiosk.privacy_words import by_hand, gone, stays, would_go
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Back, Chore, Open, PrintSlips, Several, Stay, Step, Swap
from sync.ledger.erasing import Erased


class PrivacyPage(DeedPage):
    """What a member may ask for."""

    def __init__(self, number: str) -> None:
        self.name = f"privacy:{number}"
        self._number = number
        self._told = ""
        self.chore: Chore | None = None
        """What is being done for this page at the moment."""

    def title(self, house: House) -> str:
        return house.words.say("Data protection")

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        if self._told:
            return said([self._told], width)
        who = _("Member {number}").format(number=self._number)
        return said(
            [
                who,
                _("What is stored: on paper or on a stick, to hand over."),
                _("Erase: you see first what goes and what stays."),
            ],
            width,
        )

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        if self.chore:
            return []
        ways = [Deed("export", _("What is stored")), Deed("erase", _("Erase …"))]
        return [*ways, Deed("retention", _("Retention"))]

    def do(self, house: House, action: str) -> Step:
        if action == "export":
            from kiosk.screens.staff.paper import PaperPage

            return PaperPage(Paper.EXPORT, Wishes(members=(self._number,))).begin(house)
        if action == "retention":
            from kiosk.screens.staff.retention import RetentionPage

            return RetentionPage().begin(house)
        return self._work(house, Chore(self, self._look))

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        self.chore, self._told = None, answer if isinstance(answer, str) else ""
        match answer:
            case Outlook():
                return Open(self._first(house, answer))
            case (Erased() as erased, date() | None as until):
                return self._receipt(house, erased, until)
        return Stay()

    def _work(self, house: House, chore: Chore) -> Step:
        self.chore, self._told, self.at = chore, house.words.say("One moment please …"), 0
        return chore

    def _look(self, house: House) -> Outlook:
        return outlook(desk_of(house).ledger, house.letters, self._number, house.zone)

    def _erase(self, house: House) -> tuple[Erased, date | None]:
        desk = desk_of(house)
        return forget_member(desk.ledger, house.letters, self._number, house.zone, desk.me)

    def _first(self, house: House, found: Outlook) -> Ask:
        """What goes and what stays."""
        _, words = house.words.say, house.words
        kept = stays(house, len(found.traces.bookings), found.until)
        sentences = [*would_go(words, found.traces), *kept, *by_hand(words)]
        return Ask(
            f"erase:{self._number}",
            _("What is erased"),
            lambda _house, width: said(sentences, width),
            _("Go on to erasing"),
            self._second,
        )

    def _second(self, house: House) -> Step:
        """And once more, for nobody can take it back."""
        _ = house.words.say
        asked = [
            _("Erase member {number}?").format(number=self._number),
            _("Nobody can take that back. Name and contact are gone for good."),
        ]
        sure = Ask(
            f"erase-sure:{self._number}",
            _("Careful"),
            lambda _house, width: said(asked, width),
            _("Yes, erase"),
            self._third,
        )
        return Swap(sure)

    def _third(self, house: House) -> Step:
        return Several((Back(), self._work(house, Chore(self, self._erase))))

    def _receipt(self, house: House, erased: Erased, until: date | None) -> Step:
        """The receipt twice: for whoever asked for it, and for the file."""
        _, words = house.words.say, house.words
        slip = erasure_slip(house, erased, until, desk_of(house).me)
        head = _("Erased. Number {number}.").format(number=erased.number)
        sentences = [head, *gone(words, erased), *stays(house, len(erased.bookings), until), *by_hand(words)]
        slips = PrintSlips(f"erased:{erased.number}", (slip, slip))
        return Several((Swap(Told("erased", _("Done"), sentences, slips)), slips))
