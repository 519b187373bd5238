from datetime import date, timedelta
from itertools import pairwise

import pytest

from kiosk.demo.days import Rule

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Rule(), []),
        (Rule(day=2), ["2026-11-26"]),
        (Rule(day=0, times=2), ["2026-11-24", "2026-11-25"]),
        (Rule(weekday="Di"), ["2026-11-24"]),
        (Rule(weekday="Mo", week=1), ["2026-12-07"]),
        (Rule(weekday="Do", times=2), ["2026-11-26", "2026-12-03"]),
        (Rule(weekday="Do", nth=-1, times=2), ["2026-11-26", "2026-12-31"]),
        (Rule(weekday="So", nth=1, months=(2,)), ["2027-02-07"]),
        (Rule(yearly="11-23"), ["2027-11-23"]),
        (Rule(yearly="11-24"), ["2026-11-24"]),
    ],
)
def test_a_rule_gives_the_days_from_today_on(rule: Rule, days: list[str]) -> None:
    assert [day.isoformat() for day in rule.days(TODAY)] == days


def test_a_fortnightly_group_keeps_its_weeks() -> None:
    rule = Rule(weekday="So", every_weeks=2, times=4)
    first = rule.days(TODAY)
    assert {(later - earlier).days for earlier, later in pairwise(first)} == {14}
    assert set(rule.days(TODAY + timedelta(weeks=1))) & set(first)


def test_the_year_ahead_of_a_leap_day_ends_with_february() -> None:
    assert Rule(yearly="02-28").days(date(2028, 2, 29)) == []
    assert Rule(yearly="02-27").days(date(2028, 2, 29)) == [date(2029, 2, 27)]
