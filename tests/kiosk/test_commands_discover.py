"""`kiosk discover`: what a site offers, in words and in JSON, with lines that the settings take."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.connectors.portal import Portal, html
from tests.kiosk.command import Kiosk
from tests.kiosk.settings_file import CENTRE
from tests.sync.servers import Reply, Server, json_reply

ICS = "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Treff\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20991224T170000Z\r\nEND:VEVENT\r\n"
CALENDAR = Reply(headers={"Content-Type": "text/calendar"}, body=(ICS + "END:VCALENDAR\r\n").encode())


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path)


def test_a_wordpress_site_is_described_and_its_lines_can_be_used_as_they_are(portal: Portal, kiosk: Kiosk) -> None:
    portal.categories[0]["name"] = portal.categories[1]["name"] = "Suche \\ „Hilfe“ \x1b[31m"
    ran = kiosk.run("discover", portal.server.url("/riehl"))
    assert (ran.code, ran.err) == (0, "")
    assert "Riehl & Umgebung" in ran.out
    assert "\x1b" not in ran.out
    _, _, lines = ran.out.partition("\n\n")
    kiosk.settings.write_text(CENTRE + lines)
    assert kiosk.run("check-settings").out.splitlines()[-1] == "Die Einstellungen sind in Ordnung."
    assert kiosk.run("sync", "--json").code == 0


def test_json_has_every_key_and_the_same_lines(portal: Portal, kiosk: Kiosk) -> None:
    [row] = kiosk.run("discover", portal.server.url("/riehl"), "--json").rows()
    assert list(row) == [
        *("url", "kind", "name", "wordpress", "namespaces", "events", "jobs", "categories", "calendars", "feeds"),
        *("problems", "settings"),
    ]
    assert isinstance(row["settings"], list)
    assert row["settings"][0] == "[[platform]]"


def test_hostile_names_of_interfaces_are_clean(portal: Portal, kiosk: Kiosk) -> None:
    portal.namespaces.append("evil\x1b]0;x\x07\u202e/v1")
    for words in ([], ["--json"]):
        out = kiosk.run("discover", portal.server.url("/riehl"), *words).out
        assert "evil" in out
        assert not {"\x1b", "\\u001b", "\x07", "\u202e"} & set(out)
        assert "\\u001b" not in out


@pytest.mark.parametrize("path", ["/basic.ics", f"/{'langer-name-' * 8}.ics", "/Über uns.ics", "/_.ics"])
def test_a_calendar_has_lines_whatever_it_is_called(kiosk: Kiosk, path: str) -> None:
    with Server({"*": CALENDAR}) as server:
        ran = kiosk.run("discover", server.url(path).replace(" ", "%20"))
    assert ran.code == 0
    kiosk.settings.write_text(CENTRE + ran.out.partition("\n\n")[2])
    assert kiosk.run("check-settings").code == 0


def test_several_calendars_of_one_site_have_different_names(kiosk: Kiosk) -> None:
    other = Reply(body=CALENDAR.body.replace(b"UID:1", b"UID:2"))
    with Server(
        {
            "*": html(),
            "/ein-sehr-langer-stadtteilname/events.ics": CALENDAR,
            "/ein-sehr-langer-stadtteilname/": lambda asked: other if "ical" in asked.query else Reply(),
        }
    ) as server:
        ran = kiosk.run("discover", server.url("/ein-sehr-langer-stadtteilname/"))
    assert ran.out.count("[[platform]]") == 2
    kiosk.settings.write_text(CENTRE + ran.out.partition("\n\n")[2])
    assert kiosk.run("check-settings").code == 0


def test_a_site_without_anything_to_read_is_said_to_be_one_and_exit_3(kiosk: Kiosk) -> None:
    with Server({"*": html("Willkommen")}) as server:
        ran = kiosk.run("discover", server.url())
        [row] = kiosk.run("discover", server.url(), "--json").rows()
    assert ran.code == 3
    assert "Nichts gefunden" in ran.out
    assert (row["kind"], row["settings"]) == (None, [])


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://[::1", "http://", "", " ", "https:///x", "http://127.0.0.1:99999/", "ä b c"]
)
def test_an_address_that_gives_no_answer_is_one_sentence(kiosk: Kiosk, url: str) -> None:
    ran = kiosk.run("discover", url)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd"])
def test_another_scheme_is_wrong_use(kiosk: Kiosk, url: str) -> None:
    assert kiosk.run("discover", url).code == 2


def test_trouble_on_the_way_is_told_and_does_not_end_the_look(portal: Portal, kiosk: Kiosk) -> None:
    portal.away["/wp/v2/categories"] = 500
    ran = kiosk.run("discover", portal.server.url("/riehl"))
    assert ran.code == 0
    assert "127.0.0.1 meldet einen eigenen Fehler" in ran.out


def test_a_cyclos_network_is_named(kiosk: Kiosk) -> None:
    with Server({"*": html(), "/ring/api/auth": json_reply({}, 401)}) as server:
        [row] = kiosk.run("discover", server.url("/ring"), "--json").rows()
    assert row["kind"] == "cyclos"
