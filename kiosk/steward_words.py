"""What the steward answers, and why it could not, in words for the staff."""

from collections.abc import Callable, Mapping
from functools import partial

from kiosk.house import House
from kiosk.steward import Answer, Deed, NoSteward, StewardSilent
from kiosk.words import Words

KEYS = "helpers.keys"
"""The file of helpers' public keys: on a stick, and in the folder of the settings."""


def work(deed: Deed, facts: Mapping[str, str] = {}, *, patience_s: float = 30.0) -> Callable[[House], Answer | str]:
    """The work of a chore: ask the steward; where no answer comes, the sentence that says so."""
    return partial(_asked, deed=deed, facts=dict(facts), patience_s=patience_s)


def _asked(house: House, *, deed: Deed, facts: Mapping[str, str], patience_s: float) -> Answer | str:
    _ = house.words.say
    try:
        return house.steward.ask(deed, facts, patience_s=patience_s)
    except NoSteward:
        return missing_words(house.words)
    except StewardSilent:
        return _("The terminal's computer does not answer. Try again. If that does not help, pull the plug once.")


def missing_words(words: Words) -> str:
    """There is nobody to ask."""
    return words.say("This cannot be done here: it needs a terminal that was set up by install.sh.")


def reason_words(words: Words, reason: str | None) -> str:
    """Why it was not done, and what to do; reasons of a newer steward are told without a cause."""
    _ = words.say
    sentences = {
        "bad-facts": _("That cannot be used like this. Please type it again."),
        "clock-right": _("The time comes from the network and is right. Nothing was changed."),
        "clock-range": _("There is no such day, or it is too far away. Please type it again."),
        "no-stick": _("No stick was found. Plug one in, wait a moment, and try again."),
        "stick-busy": _("The stick is in use. Wait a moment, and try again."),
        "no-wifi": _("This terminal has no Wi-Fi. Use a network cable."),
        "no-network-manager": _("Wi-Fi is not looked after here. Use a network cable."),
        "wifi-not-found": _("This network cannot be received here. Is its name right?"),
        "wifi-refused": _("The network did not take the password. Please type it again."),
        "no-keys": _("Nobody has given a key yet. Helpers bring theirs on a stick, in the file {name}.").format(
            name=KEYS
        ),
    }
    return sentences.get(reason or "", _("It did not work. Try again. If that does not help, restart the terminal."))
