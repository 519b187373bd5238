"""The clock: whether its time can be relied on (R10, R11)."""

from kiosk.check.finding import Fact, Finding, State, iso
from kiosk.check.readings.hours import Hours
from kiosk.papers.booking_facts import whole_day
from kiosk.words import Words
from sync.clock import Trust


def clockwork(words: Words, hours: Hours) -> Finding:
    """A clock that is behind what was stored has lost its time; nothing is then deleted or called "today"."""
    _ = words.say
    trust = Trust.STAFF if hours.trust is Trust.UNTRUSTED and hours.vouched else hours.trust
    facts: dict[str, Fact] = {"now": iso(hours.now), "trust": trust.value, "behind": hours.behind}
    todo = _("Connect the network: then the clock sets itself. Or set the date under “The device”.")
    if hours.behind:
        return Finding("clock", State.BAD, facts, _("The clock has lost its time."), todo)
    day = whole_day(words, hours.now.date())
    match trust:
        case Trust.UNTRUSTED:
            sentence = _("Nobody knows whether the date is right: {day}.").format(day=day)
            return Finding("clock", State.WATCH, facts, sentence, todo)
        case Trust.STAFF:
            return Finding("clock", State.GOOD, facts, _("The office says that the date is right."))
        case Trust.RTC:
            return Finding("clock", State.GOOD, facts, _("The clock has a battery and goes on without power."))
        case Trust.NTP:
            return Finding("clock", State.GOOD, facts, _("The clock gets its time from the network."))
