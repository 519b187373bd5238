"""How a Cyclos advertisement becomes an item: its kind by the ring's rule, its words by the ring's own names."""

import re
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from sync.connectors.cyclos_shapes import Ad, Currency, Details, SearchData
from sync.html import html_text
from sync.records import Item, Kind, RequestRule
from sync.text import description_of, line, safe_url, title_of

PRICE_DIGITS = 12
"""Digits before and after the comma; no ring counts in more, and `1e999999` is a number too."""

_REACHES_SOMEONE = re.compile(r"@|^[+\d][\d\s()/.-]{5,}$")
"""An e-mail address, or six or more digits and signs of a telephone number."""
_GERMAN = str.maketrans(",.", ".,")


class Lexicon:
    """The ring's own words: categories with what they lie under, currencies by id and internal name."""

    def __init__(self, data: SearchData) -> None:
        self._data = data
        self._currencies = {name: currency for currency in data.currencies for name in currency.names}
        self._names: dict[str, str | None] = {}
        self._lineage: dict[str, frozenset[str]] = {}
        todo = [(category, frozenset[str]()) for category in data.categories]
        while todo:
            category, above = todo.pop()
            lineage = above | category.names
            for key in (category.id, category.internal_name):
                self._names[str(key).casefold()] = line(category.name)
                self._lineage[str(key).casefold()] = lineage
            todo += [(child, lineage) for child in category.children]

    def categories(self, ad: Ad) -> tuple[str, ...]:
        """The names of an ad's categories; those without a known name are left out."""
        names = (self._names.get(str(key).casefold()) for key in ad.categories)
        return tuple(dict.fromkeys(name for name in names if name))

    def lies_in(self, ad: Ad, wanted: Collection[str]) -> bool:
        """Whether an ad lies in one of these categories or below it."""
        words = {word.casefold() for word in wanted}
        keys = (str(key).casefold() for key in ad.categories)
        return any(words & self._lineage.get(key, frozenset((key,))) for key in keys)

    def price(self, ad: Ad) -> str | None:
        """`2,50 Std.`; None without a price, and where the ring hides prices from guests: the public is one."""
        if ad.price is None or self._data.hide_price:
            return None
        return price_line(str(ad.price), self._currencies.get(str(ad.currency).casefold(), Currency()))

    def contact(self, ad: Ad) -> str | None:
        """The owner as the ring shows members, unless hidden from guests; no telephone number, no e-mail (R30)."""
        display = line(ad.user.display) if ad.user and not self._data.hide_owner else None
        return None if display and _REACHES_SOMEONE.search(display) else display


def price_line(price: str, currency: Currency) -> str | None:
    """A number the German way between the currency's prefix and suffix; None for what is no number."""
    try:
        number = Decimal(price)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > PRICE_DIGITS:
        return None
    digits = currency.decimal_digits
    places = "" if digits is None else f".{min(max(digits, 0), PRICE_DIGITS)}"
    amount = f"{number:,{places}f}".translate(_GERMAN)
    if currency.prefix or currency.suffix:
        return line(_spaced(currency.prefix or "", amount, currency.suffix or ""))
    return line(_spaced("", amount, currency.symbol or currency.name or ""))


def _spaced(before: str, amount: str, after: str) -> str:
    """Letters do not touch the number; signs do where the ring wants it (`5%`)."""
    before += " " if before[-1:].isalnum() else ""
    after = (" " if after[:1].isalnum() else "") + after
    return before + amount + after


def is_request(ad: Ad, rule: RequestRule | None, lexicon: Lexicon, details: Details | None = None) -> bool:
    """Whether a ring's rule makes an ad a request; without a rule all are offers, for Cyclos 4 knows no difference.

    Title prefixes and names are compared without regard to capitals. A category counts with those
    below it. `details` are needed for a custom field only.
    """
    if rule is None:
        return False
    if rule.title_prefix is not None:
        return (line(ad.name) or "").casefold().startswith(rule.title_prefix.casefold())
    if rule.category is not None:
        return lexicon.lies_in(ad, rule.category)
    field, _, value = ((rule.custom_field or "").casefold()).partition("=")
    values = details.custom_values if details else []
    return any(field.strip() in one.field.names and value.strip() in one.words for one in values)


def item_of(ad: Ad, kind: Kind, lexicon: Lexicon, site: str, zone: ZoneInfo) -> Item:
    """The item of an ad. Its address is the ad's page in the vendor's own web interface."""
    text = html_text(ad.description)
    begin = ad.publication_period.begin if ad.publication_period else None
    return Item(
        remote=ad.remote,
        kind=kind,
        title=title_of(line(ad.name), text),
        text=text,
        price=lexicon.price(ad),
        categories=lexicon.categories(ad),
        contact=lexicon.contact(ad),
        url=safe_url(f"{site}/ui/marketplace/view/{ad.step}"),
        image=safe_url(ad.image.url) if ad.image else None,
        image_alt=description_of(None, line(ad.image.name)) if ad.image else None,
        published=_local(begin, zone) or _local(ad.creation_date, zone),
    )


def _local(moment: str | None, zone: ZoneInfo) -> str | None:
    """A moment of RFC 3339 in the centre's time zone; one without a zone is taken as the centre's, nonsense is None."""
    try:
        time = datetime.fromisoformat(moment or "")
        aware = time if time.tzinfo else time.replace(tzinfo=zone)
        return aware.astimezone(zone).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None
