"""What can be asked for: each deed is a function in a file of its own, loaded when it is first asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType

from .answers import Answer, Reason, Refused
from .system import System

Deed = Callable[[Mapping[str, str], System], Answer]
"""Carries it out with these facts; raises `Refused`."""
DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "remount": "remount.remount",
        "set-clock": "clock.set_clock",
        "wifi": "wifi.join",
        "network": "network.look",
        "help-on": "remote_help.switch_on",
        "help-off": "remote_help.switch_off",
        "update": "update.update",
        "keep-update": "update.keep",
        "restart": "power.restart",
        "power-off": "power.power_off",
    }
)
"""Word of a request → file in `deeds/` and function."""


def deed(word: str) -> Deed:
    """Raises `Refused` where there is no such deed here."""
    file, _, function = DEEDS.get(word, "").partition(".")
    if not file or find_spec(f".deeds.{file}", __package__) is None:
        raise Refused(Reason.UNKNOWN_DEED)
    found: Deed = getattr(import_module(f".deeds.{file}", __package__), function)
    return found
