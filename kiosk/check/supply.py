"""The power supply."""

from kiosk.check.finding import Fact, Finding, State
from kiosk.check.readings.power import Power
from kiosk.words import Words


def supply(words: Words, power: Power | None) -> Finding:
    """Too little voltage spoils cards: what is being written then may be lost."""
    _ = words.say
    facts: dict[str, Fact] = {"low": power.low if power else None, "was_low": power.was_low if power else None}
    todo = _("Use the power supply that belongs to the terminal, without a longer cable.")
    if power is None:
        return Finding("power", State.UNKNOWN, facts, _("This machine does not tell how good its power is."))
    if power.low:
        return Finding("power", State.BAD, facts, _("The power supply is too weak."), todo)
    if power.was_low:
        return Finding("power", State.WATCH, facts, _("The power supply was too weak since the last start."), todo)
    return Finding("power", State.GOOD, facts, _("The power supply is strong enough."))
