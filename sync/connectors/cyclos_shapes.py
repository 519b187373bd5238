"""Shapes of Cyclos 4.16 marketplace answers: only what is read here enters the program (R30)."""

from urllib.parse import quote

import msgspec

Id = str | int
"""Ids are strings of digits that may exceed 2^53; a server that sends numbers is understood too."""


class Named(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Anything that Cyclos calls by id and, if the ring gave one, by an internal name."""

    id: Id | None = None
    name: str | None = None
    internal_name: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """All that settings may call it by, in small letters."""
        return frozenset(str(name).casefold() for name in (self.id, self.name, self.internal_name) if name)


class Category(Named, frozen=True, kw_only=True):
    """A category and those under it."""

    children: list["Category"] = []


class Currency(Named, frozen=True, kw_only=True):
    """What a price is counted in: hours, talents, points. `decimal_digits` None: as the price comes."""

    symbol: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    decimal_digits: int | None = None


class SearchData(msgspec.Struct, frozen=True, rename="camel"):
    """`GET /marketplace/data-for-search`: the words behind ids, and what the ring hides from guests."""

    categories: list[Category] = []
    currencies: list[Currency] = []
    hide_price: bool = False
    hide_owner: bool = False


class Owner(msgspec.Struct, frozen=True):
    """Of a user only the name that the ring shows."""

    display: str | None = None


class Period(msgspec.Struct, frozen=True):
    """A publication period; RFC 3339."""

    begin: str | None = None


class Picture(msgspec.Struct, frozen=True):
    """An image; its name is that of the file unless somebody gave it another."""

    url: str | None = None
    name: str | None = None


class AdId(msgspec.Struct, frozen=True, kw_only=True):
    """The part of an ad that can be read when the rest is broken."""

    id: Id

    @property
    def remote(self) -> str:
        """The identity in the replica."""
        return f"ad:{self.id}"

    @property
    def step(self) -> str:
        """The id as one step of an address."""
        return quote(str(self.id), safe="")


class Ad(AdId, frozen=True, kw_only=True, rename="camel"):
    """`AdResult`: name is plain, description HTML, price a number in a string, categories ids or internal names."""

    name: str | None = None
    description: str | None = None
    status: str = "active"
    price: str | float | None = None
    currency: Id | None = None
    user: Owner | None = None
    publication_period: Period | None = None
    creation_date: str | None = None
    categories: list[Id] = []
    image: Picture | None = None


AD_FIELDS = (
    "id,name,description,status,price,currency,user.display,publicationPeriod.begin,creationDate,categories,"
    "image.url,image.name"
)
"""What is asked of each ad; one parameter, separated by commas (platforms reference, A.4)."""


class Possible(Named, frozen=True, kw_only=True):
    """One choice of a custom field: people see `value`, or `label` when the field is dynamic."""

    value: str | None = None
    label: str | None = None


class FieldValue(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """`CustomFieldValue`: which property holds the value depends on the field's type."""

    field: Named = Named()
    string_value: str | None = None
    boolean_value: bool | None = None
    integer_value: int | None = None
    decimal_value: str | float | None = None
    enumerated_values: list[Possible] = []
    dynamic_values: list[Possible] = []

    @property
    def words(self) -> frozenset[str]:
        """Everything that the value may be called, in small letters."""
        plain = [self.string_value, self.boolean_value, self.integer_value, self.decimal_value]
        for choice in (*self.enumerated_values, *self.dynamic_values):
            plain += [choice.value, choice.label, *choice.names]
        return frozenset(str(word).strip().casefold() for word in plain if word is not None)


class Details(msgspec.Struct, frozen=True, rename="camel"):
    """`AdView`, of which only the custom field values are read."""

    custom_values: list[FieldValue] = []


class Auth(msgspec.Struct, frozen=True):
    """`GET /auth`: who the platform takes the terminal for; with 401 the reason's `code`."""

    user: Named | None = None
    code: str | None = None
