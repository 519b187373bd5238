"""The temperature of the processor."""

from kiosk.check.finding import Finding, State, judged
from kiosk.words import Words

WATCH, BAD = 70.0, 80.0
"""Degrees Celsius. From 80 on a Raspberry Pi slows itself down, at 85 by force (Raspberry Pi, "Frequency management and
thermal control"); 70 is ten before that, as a hot summer's day adds."""


def warmth(words: Words, celsius: float | None) -> Finding:
    """None: nothing measures it."""
    _, facts = words.say, {"celsius": celsius}
    if celsius is None:
        return Finding("temperature", State.UNKNOWN, facts, _("This machine does not tell how warm it is."))
    state, told = judged(celsius, WATCH, BAD), {"n": words.number(round(celsius))}
    todo = _("Give it air: nothing may cover the slits, and no sun may fall on it.")
    match state:
        case State.GOOD:
            cool = _("The terminal is not too warm: {n} degrees.")
            return Finding("temperature", state, facts, cool.format(**told))
        case State.WATCH:
            sentence = _("The terminal is very warm: {n} degrees.")
        case _:
            sentence = _("The terminal is too hot: {n} degrees.")
    return Finding("temperature", state, facts, sentence.format(**told), todo)
