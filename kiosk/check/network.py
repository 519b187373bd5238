"""The network: whether a cable or a Wi-Fi is there and leads anywhere."""

import msgspec

from kiosk.check.finding import Fact, Finding, State
from kiosk.check.readings.link import Link
from kiosk.words import Words


def network(words: Words, link: Link | None, *, needed: bool) -> Finding:
    """`needed`: whether there is a platform to be read; a terminal without one needs no network."""
    _ = words.say
    facts: dict[str, Fact] = dict.fromkeys(("cable", "wifi", "routed"))
    if link is None:
        return Finding("network", State.UNKNOWN, facts, _("This machine does not tell whether a network is there."))
    facts |= msgspec.structs.asdict(link)
    if not (link.cable or link.wifi):
        if not needed:
            return Finding("network", State.GOOD, facts, _("No network is there. None is needed."))
        todo = _("Is the cable in? Is the Wi-Fi on? Please look there first.")
        return Finding("network", State.BAD, facts, _("No network is there."), todo)
    if not link.routed:
        sentence, todo = _("The network leads nowhere."), _("Switch the router off and on again.")
        return Finding("network", State.WATCH, facts, sentence, todo)
    cable = _("The network is there, by cable.")
    return Finding("network", State.GOOD, facts, cable if link.cable else _("The network is there, by Wi-Fi."))
