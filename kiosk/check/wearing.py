"""How worn the card is (R17)."""

from kiosk.check.finding import MEGABYTE, Fact, Finding, State, judged
from kiosk.check.readings.wear import Count, Wear
from kiosk.words import Words

LIFE_WATCH, LIFE_BAD = 80, 100
"""Percent of its life, as an eMMC tells it."""
SPARE_WATCH, SPARE_BAD = 2, 3
"""What it says of its spare blocks."""
FILLINGS = 100
"""How often a card may be filled: its cells take 500 to 1,000 (3D TLC), and small synced writes cost cheap cards up to
ten times what was written. 3.2 TB with 32 GB: 400 years of the budget of 20 MB a day (R17): only a fault gets there."""
FILLED_WATCH, FILLED_BAD = 50, 100
"""Percent of these fillings."""
DAILY_MB = 100
"""Five times the budget of R17: then something writes that should not."""
DAY_S = 86_400


def wearing(words: Words, wear: Wear) -> Finding:
    """By what the card tells of itself, else by what was written."""
    _ = words.say
    used, daily = _used(wear), daily_mb(wear.count)
    facts: dict[str, Fact] = {
        "life": wear.life,
        "spare": wear.spare,
        "written": wear.count.written if wear.count else None,
        "filled": used if wear.life is None else None,
        "mb_a_day": daily,
    }
    share = wear.life if wear.life is not None else used
    if share is None:
        return Finding("wear", State.UNKNOWN, facts, _("This card does not tell how worn it is."))
    limits = (LIFE_WATCH, LIFE_BAD) if wear.life is not None else (FILLED_WATCH, FILLED_BAD)
    state = judged(share, *limits)
    if wear.spare is not None and wear.spare >= SPARE_WATCH:
        state = State.BAD if wear.spare >= SPARE_BAD else state if state is State.BAD else State.WATCH
    if state is not State.GOOD:
        todo = _("Get a new card. Make a backup, and restore it on the new card.")
        sentence = _("The card is worn out.") if state is State.BAD else _("The card gets old.")
        return Finding("wear", state, facts, sentence, todo)
    if daily is not None and daily > DAILY_MB:
        sentence = _("Too much is written to the card: {n} MB a day.").format(n=words.number(daily))
        return Finding("wear", State.WATCH, facts, sentence, _("Please tell whoever looks after this terminal."))
    return Finding("wear", State.GOOD, facts, _("The card is hardly worn."))


def daily_mb(count: Count | None) -> int | None:
    """Megabytes a day of being on; None before a whole day was counted."""
    if count is None or count.powered_s < DAY_S:
        return None
    return round(count.written / MEGABYTE / (count.powered_s / DAY_S))


def _used(wear: Wear) -> int | None:
    """Percent of the fillings that a card is given."""
    if wear.count is None or not wear.size:
        return None
    return round(wear.count.written * 100 / (wear.size * FILLINGS))
