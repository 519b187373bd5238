"""When one event is: every form in which calendars write times, and the window of what is mirrored."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sync.records import Item
from tests.connectors.calendars import event, items, only

MIDNIGHT, SEVEN = "2026-12-24T00:00:00+01:00", "2026-12-01T19:00:00+01:00"
EVENING = (SEVEN, None, False)
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Unser Haus
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
""".replace("\n", "\r\n")


def times(item: Item) -> tuple[str | None, str | None, bool]:
    return item.starts, item.ends, item.all_day


@pytest.mark.parametrize(
    "start",
    [
        "X-A=b:20261201T190000",
        "TZID=Europe/Berlin:20261201T190000",
        "X-A=b:20261201T180000Z",
        "TZID=America/New_York:20261201T130000",
        'TZID="W. Europe Standard Time":20261201T190000',
        "TZID=Eastern Standard Time:20261201T130000",
        "TZID=/freeassociation.sourceforge.net/Europe/Berlin:20261201T190000",
        "TZID=Niemandsland:20261201T190000",
        "TZID=../../etc/passwd:20261201T190000",
        "TZID=Europe:20261201T190000",
        "TZID=America/New_York:20261201T180000Z",
        "VALUE=DATE-TIME;TZID=Europe/Berlin:20261201T190000",
    ],
)
def test_d5_every_way_to_name_a_zone_gives_the_time_of_the_centre(start: str) -> None:
    assert times(only(event(start=start))) == EVENING


def test_d5_floating_time_is_that_of_the_centre() -> None:
    (item,) = items(event(start="X-A=b:20261201T190000"), zone=ZoneInfo("Europe/London"))
    assert item.starts == "2026-12-01T19:00:00+00:00"


def test_d5_a_zone_of_the_feeds_own_counts_wherever_it_stands() -> None:
    summer = event(start="TZID=Unser Haus:20270701T190000")
    for parts in ((OWN_ZONE, summer), (summer, OWN_ZONE)):
        (item,) = items(*parts, zone=ZoneInfo("America/New_York"))
        assert item.starts == "2027-07-01T13:00:00-04:00"


def test_zones_of_the_same_name_in_two_feeds_do_not_mix() -> None:
    other = OWN_ZONE.replace("+0200", "+0900").replace("+0100", "+0900")
    late = event(start="TZID=Unser Haus:20261201T190000")
    assert only(OWN_ZONE, late).starts == "2026-12-01T19:00:00+01:00"
    assert only(other, late).starts == "2026-12-01T11:00:00+01:00"
    assert only(OWN_ZONE, late).starts == "2026-12-01T19:00:00+01:00"


@pytest.mark.parametrize(("found", "put"), [("YEARLY", "SECONDLY"), ("16010101T020000", "gestern"), ("+0200", "viel")])
def test_a_broken_or_endless_zone_is_that_of_the_centre(found: str, put: str) -> None:
    zone = OWN_ZONE.replace(found, put)
    assert only(zone, event(start="TZID=Unser Haus:20261201T190000")).starts == "2026-12-01T19:00:00+01:00"


def test_known_names_win_over_the_rules_that_a_feed_gives_them() -> None:
    wrong = OWN_ZONE.replace("Unser Haus", "Europe/Berlin").replace("+0100", "-0500")
    assert times(only(wrong, event())) == EVENING


@pytest.mark.parametrize(
    ("start", "lines", "expected"),
    [
        ("VALUE=DATE:20261224", ("DTEND;VALUE=DATE:20261227",), ("2026-12-24", "2026-12-26", True)),
        ("VALUE=DATE:20261224", ("DTEND;VALUE=DATE:20261225",), ("2026-12-24", "2026-12-24", True)),
        ("VALUE=DATE:20261224", (), ("2026-12-24", None, True)),
        ("VALUE=DATE:20261224", ("DTEND;VALUE=DATE:20261224",), ("2026-12-24", None, True)),
        ("VALUE=DATE:20261224", ("DURATION:P2D",), ("2026-12-24", "2026-12-25", True)),
        ("VALUE=DATE:20261224", ("DURATION:PT3H",), ("2026-12-24", "2026-12-24", True)),
        ("X-A=b:20261224", (), ("2026-12-24", None, True)),
        ("VALUE=DATE:20261224", ("DTEND:20261226T120000",), ("2026-12-24", "2026-12-26", True)),
        ("TZID=Europe/Berlin:20261224T000000", ("DTEND:20261225T235959",), ("2026-12-24", "2026-12-25", True)),
        ("TZID=Europe/Berlin:20261224T000000", ("DTEND:20261226T000000",), ("2026-12-24", "2026-12-25", True)),
        ("X-A=b:20261223T230000Z", ("DTEND:20261224T230000Z",), ("2026-12-24", "2026-12-24", True)),
        ("X-A=b:20261224T000000", (), ("2026-12-24T00:00:00+01:00", None, False)),
        ("X-A=b:20261224T000000", ("DTEND:20261224T020000",), (MIDNIGHT, "2026-12-24T02:00:00+01:00", False)),
        ("X-A=b:20261201T190000", ("DTEND:20261201T210000",), (SEVEN, "2026-12-01T21:00:00+01:00", False)),
        ("X-A=b:20261201T190000", ("DURATION:PT1H30M",), (SEVEN, "2026-12-01T20:30:00+01:00", False)),
        ("X-A=b:20261201T190000", ("DTEND:20261201T190000",), EVENING),
        ("X-A=b:20261201T190000", ("DTEND:20261201T180000",), EVENING),
        ("X-A=b:20261201T190000", ("DURATION:-PT1H",), EVENING),
        ("X-A=b:20261201T190000", ("DTEND;VALUE=DATE:20261203",), (SEVEN, "2026-12-03T00:00:00+01:00", False)),
    ],
)  # fmt: skip
def test_d5_starts_and_ends(start: str, lines: tuple[str, ...], expected: tuple[str, str | None, bool]) -> None:
    assert times(only(event(*lines, start=start))) == expected


@pytest.mark.parametrize(
    ("start", "lines", "expected"),
    [
        ("20270328T013000", ("DURATION:PT3H",), ("2027-03-28T01:30:00+01:00", "2027-03-28T05:30:00+02:00")),
        ("20270327T233000", ("DURATION:P1D",), ("2027-03-27T23:30:00+01:00", "2027-03-28T23:30:00+02:00")),
        ("20270328T023000", ("DTEND:20270328T040000",), ("2027-03-28T03:30:00+02:00", "2027-03-28T04:00:00+02:00")),
        ("20271031T023000", ("DURATION:PT30M",), ("2027-10-31T02:30:00+02:00", "2027-10-31T02:00:00+01:00")),
        ("20271031T023000", ("DTEND:20271031T040000",), ("2027-10-31T02:30:00+02:00", "2027-10-31T04:00:00+01:00")),
    ],
)
def test_nights_of_the_time_change(start: str, lines: tuple[str, ...], expected: tuple[str, str]) -> None:
    item = only(event(*lines, start=f"TZID=Europe/Berlin:{start}"))
    assert (item.starts, item.ends) == expected


@pytest.mark.parametrize(
    ("start", "lines", "inside"),
    [
        ("20261122T235959", (), False),
        ("20261123T000000", (), True),
        ("20261120T100000", ("DTEND:20261123T000000",), False),
        ("20261120T100000", ("DTEND:20261123T000001",), True),
        ("20271123T235959", (), True),
        ("20271124T000000", (), False),
        ("20200101T000000", ("DTEND:20300101T000000",), True),
    ],
)
def test_the_window_goes_from_yesterday_to_the_same_date_in_12_months(
    start: str, lines: tuple[str, ...], inside: bool
) -> None:
    assert len(items(event(*lines, start=f"X-A=b:{start}"))) == inside


@pytest.mark.parametrize(
    ("day", "inside"), [("20261122", False), ("20261123", True), ("20271123", True), ("20271124", False)]
)
def test_the_window_holds_whole_days(day: str, inside: bool) -> None:
    assert len(items(event(start=f"VALUE=DATE:{day}"))) == inside


def test_the_window_of_a_leap_day_ends_on_the_28th() -> None:
    leap = datetime(2028, 2, 29).date()  # noqa: DTZ001
    days = [event(uid=day, start=f"VALUE=DATE:{day}") for day in ("20290227", "20290228")]
    assert [item.starts for item in items(*days, today=leap)] == ["2029-02-27"]
