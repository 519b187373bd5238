"""What the kiosk knows of a neighbourhood: the item, and which platform it came from."""

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """The five kinds of content; the value stands in JSON and in the replica."""

    EVENT = "event"
    OFFER = "offer"
    REQUEST = "request"
    JOB = "job"
    NOTICE = "notice"

    @property
    def plural(self) -> str:
        """The word used in settings and on the command line (`events`)."""
        return f"{self.value}s"

    @classmethod
    def from_plural(cls, word: str) -> "Kind":
        """The kind for `events`, `offers`, …; raises ValueError for any other word."""
        return cls(word.removesuffix("s")) if word.endswith("s") else cls("")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing as a platform published it, cleaned by `sync.text`, before it has an id of ours.

    Strings are clean text; one-line fields hold no line break. Times are ISO 8601 in the centre's
    time zone with offset (`2026-11-24T14:30:00+01:00`), or dates alone when `all_day`; then `ends`
    is the last day, inclusive. URLs are http or https.
    """

    remote: str
    """Identity on the platform, stable when the content changes (`post:12`); unique in its stream."""
    kind: Kind
    title: str
    text: str | None = None
    starts: str | None = None
    ends: str | None = None
    all_day: bool = False
    cancelled: bool = False
    place: str | None = None
    price: str | None = None
    categories: tuple[str, ...] = ()
    contact: str | None = None
    url: str | None = None
    image: str | None = None
    image_alt: str | None = None
    """What the picture shows, in one line, as the platform describes it for who cannot see it."""
    published: str | None = None
    changed: str | None = None
    revision: str | None = None
    """The platform's own mark of this version, for id sweeps; never shown."""


class StoredItem(Item, frozen=True, kw_only=True):
    """An item as it lies in the replica."""

    id: str
    """4 to 12 characters of a–z and 2–9, first one a letter; stable across pulls and replicas."""
    platform: str
    pulled: str
    """When this version was first read, ISO 8601 in the centre's time zone."""


PUBLIC_KEYS = (
    *("id", "kind", "platform", "title", "text", "starts", "ends", "all_day", "cancelled", "place", "price"),
    *("categories", "contact", "url", "image", "published", "changed", "pulled"),
)
"""The keys of an item in `kiosk items --json`, in this order, all of them always there."""


class RequestRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an exchange ring marks a request (Gesuch); all other ads are offers. Exactly one is set."""

    title_prefix: str | None = None
    category: tuple[str, ...] | None = None
    custom_field: str | None = None
    """`field=value` by internal names."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One `[[platform]]` of the settings, checked: everything that a connector may know."""

    name: str
    kind: str
    url: str
    posts: tuple[tuple[str, Kind], ...] | None = None
    """Category name or slug → kind, first match wins, `*` for the rest; None: all posts are notices."""
    events: bool = True
    jobs: bool = True
    requests: RequestRule | None = None
    secret: str | None = None
    """What the platform wants to see: `user:password` (wordpress) or an access-client token (cyclos)."""
    timezone: str = "Europe/Berlin"
    timeout_s: float = 20.0
    """Longest silence of the server, seconds."""
    answer_s: float = 120.0
    """Longest time for one whole answer, seconds."""
    max_mb: float = 50.0
    """Largest body, unpacked, in units of 1,000,000 bytes."""
    pause_ms: int | None = None
    """Pause between two requests; None: 0 towards loopback, else 200."""
    books: tuple[str, ...] = ()
    """Which bookings it takes: `payment`, `seat`, `job`."""
    payment_type: str | None = None
    """Cyclos: the payment type, as id or `account.type`; None where only one is possible."""
    reference_field: str | None = None
    """Cyclos: the payment's custom field that holds our reference."""
    unit: str = "Stunden"
    """What one whole of the ring's unit is called."""
    smallest: int | None = None
    """Smallest amount that may be booked, and every amount is a multiple of it; hundredths."""
    floor: int | None = None
    """The ring's lowest and highest balance, hundredths; the platform has the last word."""
    ceiling: int | None = None
    product: str | None = None
    """pretix: name of the product that a seat is booked as; None: the event's first."""
    sender: str | None = None
    """mail: the address that messages come from."""
    recipient: str | None = None
    """mail: who gets messages for organisers without an address of their own."""
    look_again_s: float = 60.0
    """Between two look-ups that do not find a booking, and before the first of them, seconds."""
    hold_off_s: float = 30.0
    """How long a platform that did not answer is left alone first, doubled each time up to an hour, seconds."""
    tries: int = 20
    """Rounds after which an uncertain booking is set aside for staff."""
