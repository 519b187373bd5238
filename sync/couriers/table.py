"""Which class books on which kind of platform, and which reads its members; each is imported when first needed."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from sync.clock import BootClock, Clock
from sync.couriers.base import Courier, Roster
from sync.ledger.records import What
from sync.records import Source

COURIERS = {
    "cyclos": "sync.couriers.cyclos:CyclosCourier",
    "pretix": "sync.couriers.pretix:PretixCourier",
    "mail": "sync.couriers.mail:MailCourier",
}
"""Kind in the settings → module and class."""
ROSTERS = {"cyclos": "sync.couriers.cyclos_roster:CyclosRoster"}
"""The same for platforms that know members."""


Compose = Callable[[What, str], tuple[str, str]]
"""A booking and its reference → subject and text of a message: sentences are the kiosk's."""


def connect_courier(source: Source, clock: Clock, secret: str | None, compose: Compose | None = None) -> Courier:
    """The courier for a source, nothing asked yet; raises KeyError for an unknown kind."""
    spoken = (compose,) if source.kind == "mail" else ()
    courier: Courier = _class(COURIERS[source.kind])(source, clock, secret, *spoken)
    return courier


def connect_roster(source: Source, clock: BootClock, secret: str | None) -> Roster:
    """The roster for a source, nothing asked yet; raises KeyError for a kind that knows no members."""
    roster: Roster = _class(ROSTERS[source.kind])(source, clock, secret)
    return roster


def _class(name: str) -> Any:
    module, _, inner = name.partition(":")
    return getattr(import_module(module), inner)
