"""What the ledger knows of a member."""

import msgspec

from sync.clock import Trust


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What the platform last said about a member's account; amounts in hundredths."""

    balance: int
    floor: int | None = None
    ceiling: int | None = None
    read_ms: int
    """When that was, milliseconds since 1970."""
    trust: Trust


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Someone of the ring."""

    number: str
    name: str
    """The whole name; staff only."""
    short: str
    """`Erika M.`: what may stand on paper."""
    email: str | None = None
    phone: str | None = None
    joined: str | None = None
    """ISO date."""
    print: bool = False
    """Consent: may be named in print."""
    public: bool = False
    """Consent: may be named in public."""
    offline: bool = False
    """Has no internet."""
    source: str = "csv"
    """`csv`, or the name of the platform that knows them."""
    remote: str | None = None
    """The platform's own id."""
    account: Account | None = None
