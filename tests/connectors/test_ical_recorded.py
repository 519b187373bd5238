"""Recorded calendars of real programs, read whole."""

from datetime import date

import pytest

from sync.errors import Reason, Unreachable
from tests.connectors.calendars import RECORDED, read


@pytest.mark.parametrize(
    ("name", "count"),
    [("tec", 5), ("gancio", 5), ("pretix", 1), ("radicale", 20), ("outlook", 4), ("events-manager", 2)],
)
def test_every_recording_is_read_without_loss(name: str, count: int) -> None:
    found, skipped = read((RECORDED / f"{name}.ics").read_bytes())
    assert (len(found), skipped) == (count, 0)


def test_r6_a_calendar_that_was_cut_between_two_events_is_not_taken_for_whole() -> None:
    with pytest.raises(Unreachable) as caught:
        read((RECORDED / "pretix-cut.ics").read_bytes())
    assert caught.value.reason is Reason.CUT


def test_the_events_calendar_writes_all_day_as_times_and_names_in_percent() -> None:
    found = {item.remote: item for item in read((RECORDED / "tec.ics").read_bytes())[0]}
    feast = found["129@127.0.0.1"]
    assert (feast.starts, feast.ends, feast.all_day) == ("2027-06-12", "2027-06-13", True)
    assert feast.contact == "Stadtteiltreff Sonnenberg e. V."
    night = found["130@127.0.0.1"]
    assert (night.starts, night.ends) == ("2027-03-27T22:00:00+01:00", "2027-03-28T04:00:00+02:00")


def test_gancio_prefers_its_plain_description_and_may_have_no_end() -> None:
    found = {item.remote: item for item in read((RECORDED / "gancio.ics").read_bytes())[0]}
    assert found["1@127.0.0.1"].text == "Vegan, gegen Spende. Bringt Dosen mit! Infos [https://kuefa.example]"
    assert (found["2@127.0.0.1"].ends, found["2@127.0.0.1"].categories) == (None, ("Tauschen", "umsonst"))


def test_radicale_a_series_with_one_gap_one_move_and_the_change_of_the_clock() -> None:
    found = {item.remote: item for item in read((RECORDED / "radicale.ics").read_bytes())[0]}
    evenings = {key: item for key, item in found.items() if key.startswith("stammtisch")}
    assert len(evenings) == 16
    moved = evenings["stammtisch-2027@buergertreff.example/20270309T173000Z"]
    assert (moved.starts, moved.title) == ("2027-03-10T19:00:00+01:00", "Spieleabend (verlegt auf Mittwoch)")
    assert "stammtisch-2027@buergertreff.example/20270216T173000Z" not in evenings
    assert found["lesung-0212@buergertreff.example"].cancelled
    assert found["flohmarkt-2027@buergertreff.example"].ends == "2027-05-09"
    assert found["beratung-migration@buergertreff.example"].contact == "Caritasverband"


def test_outlook_windows_zones_a_zone_of_its_own_long_uids_and_no_private_talk() -> None:
    found = read((RECORDED / "outlook.ics").read_bytes())[0]
    assert [item.starts for item in found] == [
        "2027-01-07T18:00:00+01:00",
        "2027-01-14T18:00:00+01:00",
        "2027-01-21T18:00:00+01:00",
        "2027-07-01T15:00:00+02:00",
    ]
    assert found[0].text == "Bitte Matte mitbringen.\nAnmeldung: <https://kurse.example/yoga>"
    assert found[3].text == "Mit Grill\n\n– Salat"


def test_events_manager_zone_at_the_end_and_html_in_the_description() -> None:
    found = read((RECORDED / "events-manager.ics").read_bytes(), date(2026, 12, 5))[0]
    assert (found[0].starts, found[0].title) == ("2026-12-05T15:00:00+01:00", "Adventskaffee & Lieder")
    assert found[0].text == "Kuchen willkommen!\n\nInfos hier (https://nachbarschaft.example/advent)"
    assert found[0].image == "https://nachbarschaft.example/bilder/advent.jpg"
    assert (found[1].starts, found[1].ends) == ("2026-12-24", "2026-12-26")
