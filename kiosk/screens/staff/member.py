"""One member: how to reach them and what they agreed to; the balance only when asked for, and not for long (A24)."""

from datetime import date

from kiosk.amounts import balance_words
from kiosk.booking import unit_of
from kiosk.dates import day_words
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.sheet import Row, labelled
from kiosk.screens.staff.accounts import read_words
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, Stay, Step
from kiosk.widgets.view import Look, View
from kiosk.widgets.wrap import wrap
from sync.ledger.records import Account, Member

SHOWN_S = 15.0
"""How long a balance stays on the screen, seconds (A24)."""


class MemberPage(DeedPage):
    """Read anew for each view; a member who left is not there any more."""

    def __init__(self, number: str) -> None:
        self.name = f"member:{number}"
        self.number = number

    def title(self, house: House) -> str:
        return house.words.say("Member {number}").format(number=self.number)

    def view(self, house: House, frame: Frame) -> View:
        if self.expires_at is not None and house.clock.monotonic() >= self.expires_at:
            self.expires_at = None
        return super().view(house, frame)

    def rows(self, house: House, width: int) -> list[Row]:
        member = self._member(house)
        if member is None:
            return [Row(line) for line in wrap(house.words.say("This is no longer there."), width)]
        head = [Row(line, Look.SHEET_STRONG) for line in wrap(member.name, width)]
        facts = labelled([*self._balance(house, member), *_facts(house, member)], width)
        return [*head, Row(""), *facts]

    def deeds(self, house: House) -> list[Deed]:
        _, member = house.words.say, self._member(house)
        if member is None:
            return []
        privacy = Deed("privacy", _("Data protection"))
        if member.account is None:
            return [privacy]
        if self.expires_at is not None:
            return [Deed("hide", _("Hide the balance"), _("Hide")), privacy]
        return [Deed("show", _("Show the balance"), _("Show")), privacy]

    def do(self, house: House, action: str) -> Step:
        if action == "privacy":
            from kiosk.screens.staff.privacy import PrivacyPage

            return Open(PrivacyPage(self.number))
        self.expires_at = house.clock.monotonic() + SHOWN_S if action == "show" else None
        self.at = 0
        return Stay()

    def _member(self, house: House) -> Member | None:
        return desk_of(house).ledger.people.get(self.number)

    def _balance(self, house: House, member: Member) -> list[tuple[str, str]]:
        _ = house.words.say
        if member.account is None:
            return [(_("Balance"), _("not known"))]
        if self.expires_at is None:
            return [(_("Balance"), _("hidden"))]
        return _shown(house, member, member.account)


def _shown(house: House, member: Member, account: Account) -> list[tuple[str, str]]:
    """What the platform last said, its age, and what is booked here and not in it yet."""
    _, unit = house.words.say, unit_of(desk_of(house))
    told = [(_("Balance"), balance_words(house.words, account.balance, unit)), (_("Read"), read_words(house, account))]
    pending = desk_of(house).ledger.open_sum(member.number, unit, account.read_ms)
    if pending:
        told.append((_("Not yet in it"), balance_words(house.words, pending, unit)))
    bounds = ((_("Not below"), account.floor), (_("Not above"), account.ceiling))
    return [*told, *((label, balance_words(house.words, bound, unit)) for label, bound in bounds if bound is not None)]


def _facts(house: House, member: Member) -> list[tuple[str, str]]:
    _ = house.words.say
    joined = day_words(house.words, date.fromisoformat(member.joined), house.today) if member.joined else ""
    yes, no = _("yes"), _("no")
    told = [
        (_("Number"), member.number),
        (_("Phone"), member.phone or ""),
        (_("Mail"), member.email or ""),
        (_("No internet"), yes if member.offline else ""),
        (_("Name in print"), yes if member.print else no),
        (_("Name in public"), yes if member.public else no),
        (_("Short name"), member.short),
        (_("Joined"), joined),
        (_("Known from"), _("a file") if member.source == "csv" else member.source),
    ]
    return [(label, value) for label, value in told if value]
