"""Who may be named on paper: without consent nobody's name, number or address is printed, wherever it stands."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

import msgspec

from kiosk.papers.chiffre import chiffre
from kiosk.papers.known_names import KnownNames, name_key
from kiosk.papers.known_numbers import KnownNumbers, every_number
from kiosk.words import Words
from sync.records import Kind, StoredItem

if TYPE_CHECKING:
    from sync.ledger.ledger import Ledger
    from sync.ledger.member import Member

RING_KINDS = (Kind.OFFER, Kind.REQUEST)
"""What members of an exchange ring place: private people, who are named by consent only."""
_BETWEEN = " \n,;:/()–-·"
"""What stands between a name and its number: both go as one."""


class Contact(msgspec.Struct, frozen=True):
    """Whom to ask, as it may be printed."""

    kind: Literal["named", "chiffre"]
    text: str
    """The contact (`Erika M., 0221 11 12 13`), or the bare chiffre (`K7Q2`); empty where no organiser is published."""


class Consents:
    """What the members allow; `members` None: nobody knows, so the strictest holds.

    An offer or request is named only when its published contact is one member, known and with print consent.
    Everything else prints the contact that its organiser published, unless that names or reaches a member without
    print consent. Without a ledger every contact is by chiffre, and no number or address stays in a text.
    """

    def __init__(self, words: Words, members: "Iterable[Member] | None") -> None:
        self._name, self._contact = words.say("[name not printed]"), words.say("[contact by chiffre]")
        self._strict = members is None
        known = list(members or ())
        hidden = [member for member in known if not member.print]
        self._names = KnownNames(name for member in hidden for name in (member.name, member.short))
        phones, mails = (member.phone for member in hidden), (member.email for member in hidden)
        self._numbers = KnownNumbers(filter(None, phones), filter(None, mails))
        self._called: defaultdict[tuple[str, ...], list[Member]] = defaultdict(list)
        for member in known:
            for called in {name_key(name) for name in (member.name, member.short)}:
                self._called[called].append(member)

    def contact(self, item: StoredItem) -> Contact:
        """Whom the paper names for an item."""
        by_chiffre = Contact("chiffre", chiffre(item))
        if self._strict:
            return by_chiffre
        if item.kind in RING_KINDS:
            return self._of_member(item.contact or "") or by_chiffre
        published = item.contact or ""
        return by_chiffre if self._reaches_hidden(published) else Contact("named", published)

    def clean(self, text: str, kind: Kind | None = None) -> str:
        """A text without names, numbers and addresses of members who may not be named in print.

        Of an offer or request without any number or address: chiffre means that. Other kinds keep what an
        organiser published.
        """
        spans = [(*span, self._name) for span in self._names.spans(text)]
        spans += [(*span, self._contact) for span in self._numbers.spans(text)]
        if self._strict or kind in RING_KINDS:
            spans += [(*span, self._contact) for span in every_number(text)]
        return _blanked(text, spans, self._contact)

    def cleaned(self, item: StoredItem) -> StoredItem:
        """An item with every text of it clean, its contact as it may be printed, and no address that tells a name."""
        told = {
            field: value and self.clean(value, item.kind)
            for field, value in (
                ("title", item.title),
                ("text", item.text),
                ("place", item.place),
                ("price", item.price),
            )
        }
        contact, categories = self.contact(item), tuple(map(self.clean, item.categories))
        named = contact.text or None if contact.kind == "named" else None
        return msgspec.structs.replace(item, **told, contact=named, categories=categories, url=self._link(item.url))

    def _link(self, url: str | None) -> str | None:
        """The address, unless it tells whom it leads to."""
        plain = unquote(url or "")
        return url if url and not any((*self._names.spans(plain), *self._numbers.spans(plain))) else None

    def _of_member(self, published: str) -> Contact | None:
        """The one member who is published, where that is clear and allowed."""
        found = self._called.get(key, []) if (key := name_key(published)) else []
        if len(found) != 1 or not found[0].print:
            return None
        return Contact("named", ", ".join(filter(None, (found[0].short, found[0].phone))))

    def _reaches_hidden(self, published: str) -> bool:
        pieces = published.replace(";", ",").replace("/", ",").replace(" und ", ",").split(",")
        return self.clean(published) != published or any(map(self._names.is_one, pieces))


def consents(ledger: "Ledger | None", words: Words) -> Consents:
    """What the members of the ledger allow; None: nobody is asked, as in front of visitors."""
    return Consents(words, ledger.people.all() if ledger else None)


def _blanked(text: str, spans: list[tuple[int, int, str]], contact: str) -> str:
    """The text with a short word in place of each span; spans that touch or nearly touch become one."""
    merged: list[tuple[int, int, str]] = []
    for start, end, word in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip(_BETWEEN):
            begun, ended, before = merged.pop()
            start, end, word = begun, max(ended, end), before if before == word else contact
        merged.append((start, end, word))
    told, at = [], 0
    for start, end, word in merged:
        told += [text[at:start], word]
        at = end
    return "".join((*told, text[at:]))
