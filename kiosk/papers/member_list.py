"""The list of members who may be named in print: an insert for members, never to be laid out."""

from collections.abc import Iterable

import msgspec

from kiosk.house import House
from kiosk.papers.columns import in_pieces, wide
from kiosk.papers.known_names import folded
from sync.ledger.records import Member


class Named(msgspec.Struct, frozen=True):
    """One line."""

    number: str
    name: str
    phone: str


class MemberList(msgspec.Struct, frozen=True):
    """What stands on the list."""

    title: str
    warning: str
    headings: tuple[str, str, str]
    wide: bool
    """Whether some number needs several lines."""
    members: tuple[Named, ...]
    others: str
    """How many do not want to be named; empty where all do."""


def member_list(house: House, members: Iterable[Member]) -> MemberList | None:
    """Short names with their telephones, by name; whoever has not consented is only counted. None: nobody has."""
    words, every = house.words, list(members)
    named = sorted((one for one in every if one.print), key=lambda one: (folded(one.short), one.number))
    if not named:
        return None
    _, others = words.say, len(every) - len(named)
    counted = words.count("{n} other member is not named.", "{n} other members are not named.", others)
    return MemberList(
        title=_("Who is with us"),
        warning=_("For members only. Please do not pass it on."),
        headings=(_("Number"), _("Name"), _("Phone")),
        wide=wide(one.number for one in named),
        members=tuple(Named(in_pieces(one.number), one.short, one.phone or "–") for one in named),
        others=counted if others else "",
    )
