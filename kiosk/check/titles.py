"""The names of findings and of states, for people."""

from kiosk.check.finding import State
from kiosk.words import Words

SIGNS = {State.BAD: "×", State.WATCH: "!", State.UNKNOWN: "?", State.GOOD: "✓"}
"""So that no state is told by colour alone (A7)."""


def title_of(words: Words, name: str) -> str:
    """What a finding is about, in a word or two."""
    _ = words.say
    return {
        "network": _("Network"),
        "sync": _("Contents"),
        "backup": _("Backup"),
        "card": _("Card"),
        "space": _("Free space"),
        "wear": _("Wear"),
        "clock": _("Clock"),
        "paper": _("Printer"),
        "temperature": _("Heat"),
        "power": _("Power"),
        "waiting": _("Outbox"),
        "staff": _("Staff"),
        "active": _("Active people"),
        "sheet": _("Monthly page"),
        "binder": _("Handover binder"),
    }[name]


def state_words(words: Words, state: State) -> str:
    """How it stands, in a few words."""
    _ = words.say
    return {
        State.BAD: _("Please act"),
        State.WATCH: _("Please watch"),
        State.UNKNOWN: _("Not known"),
        State.GOOD: _("All right"),
    }[state]
