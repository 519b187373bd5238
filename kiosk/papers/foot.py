"""The foot of a slip: when it was printed, and how old that is which stands on it (A37)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.dates import day_words, time_words
from kiosk.house import House
from kiosk.notices import freshness
from printing.slip import Small


def printed_on(house: House) -> Small:
    """Day and time of this moment."""
    return Small(house.words.say("Printed on {day}, {time}").format(**_moment(house, house.now())))


def data_age(house: House, platforms: Sequence[str]) -> Small:
    """When these platforms were read; of several, the one that was read longest ago."""
    last = None if house.demo else house.replica.last_good(tuple(platforms))
    if last is None:
        return Small(freshness(replace(house, platforms=tuple(platforms))))
    return Small(house.words.say("As of {day}, {time}").format(**_moment(house, last)))


def _moment(house: House, moment: datetime) -> dict[str, str]:
    local = moment.astimezone(house.zone)
    return {"day": day_words(house.words, local.date(), house.today), "time": time_words(house.words, local)}
