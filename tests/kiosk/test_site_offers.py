"""Addresses as people type, scan and carry them, and what becomes of what a site offers."""

from pathlib import Path

import pytest

from kiosk.screens.setup.site_stick import ADDRESSES, BYTES_MOST, SETTINGS, OnSticks, on_sticks
from kiosk.settings import Settings
from kiosk.site_offers import ADDRESSES_MOST, address_of, addresses_in, host_of_address, offers
from kiosk.sticks import Stick
from kiosk.words import Words
from sync.candidates import Calendar
from sync.discover import Category, Discovery
from sync.records import Source

DE = Words("de")
SITE = "https://www.unser-quartier.de/koeln-riehl/?a=1&b=2_x"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (SITE, SITE),
        ("www.unser-quartier.de", "https://www.unser-quartier.de"),
        ("  https://example.org \n", "https://example.org"),
        (f"https://{SITE}", SITE),
        ("webcal://example.org/a.ics", "webcal://example.org/a.ics"),
        ("http://localhost:8080/riehl", "http://localhost:8080/riehl"),
        ("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
    ],
)
def test_an_address_is_made_whole(typed: str, address: str) -> None:
    assert address_of(typed) == address


@pytest.mark.parametrize(
    "typed", ["", "https://", "unser quartier.de", "quartier", "https://.", f"https://a.de/{'x' * 300}"]
)
def test_what_is_no_address_is_none(typed: str) -> None:
    assert address_of(typed) is None


def test_a_scanner_strikes_american_keys_on_a_german_keyboard() -> None:
    """Keys by their place: what stands on them in America, and in Germany."""
    american, german = ":;/-_?&yzYZ", "Öö-ß?_/zyZY"
    scanned = SITE.translate(str.maketrans(american, german))
    assert scanned.startswith("httpsÖ--www.unserßquartier.de-")
    assert address_of(scanned) == SITE
    assert address_of(f"https://{scanned}") == SITE


def test_a_list_on_a_stick_has_an_address_a_line() -> None:
    rows = ["# Riehl", "", "www.unser-quartier.de", "kein Text", "https://example.org/a.ics", "www.unser-quartier.de"]
    assert list(addresses_in("\r\n".join(rows))) == ["https://www.unser-quartier.de", "https://example.org/a.ics"]
    assert len(list(addresses_in("\n".join(f"a{at}.de" for at in range(99))))) == ADDRESSES_MOST


def test_sticks_are_read_for_two_files_and_nothing_else(tmp_path: Path) -> None:
    one, two = tmp_path / "EINS", tmp_path / "ZWEI"
    for folder in (one, two):
        folder.mkdir()
    (one / ADDRESSES).write_bytes("\ufeffa.de\n".encode())
    (one / "fotos.txt").write_text("b.de\n")
    (two / ADDRESSES).write_bytes(b"c.de\n" + b"x" * BYTES_MOST)
    (two / SETTINGS).write_bytes(b"[centre]\n")
    found = on_sticks([Stick("EINS", one), Stick("ZWEI", two)])
    assert found == OnSticks(True, ("https://a.de",), (("ZWEI", b"[centre]\n"),))
    assert on_sticks([]) == OnSticks(False)


def test_a_site_is_offered_with_its_calendars_under_names_that_are_free() -> None:
    found = Discovery(
        url="https://unser-quartier.de/riehl/",
        kind="wordpress",
        name="Riehl & Umgebung",
        categories=(Category("Biete", "biete", 3),),
        calendars=(Calendar("https://unser-quartier.de/a.ics", 3),),
    )
    taken = Settings(platforms=(Source(name="riehl", kind="ical", url="https://example.org/"),))
    site, calendar = offers(DE, found, taken)
    assert (site.name, site.label) == ("riehl-2", "Seite: Riehl & Umgebung")
    assert site.values["posts"] == {"Biete": "offers", "*": "notices"}
    assert (calendar.name, calendar.label) == ("riehl-kalender", "Kalender: unser-quartier.de/a.ics")


def test_an_address_that_is_read_already_keeps_its_name() -> None:
    found = Discovery(url="https://ring.example/", kind="cyclos")
    taken = Settings(platforms=(Source(name="tauschring", kind="cyclos", url="https://ring.example/"),))
    [offer] = offers(DE, found, taken)
    assert (offer.name, offer.label) == ("tauschring", "Tauschring: ring.example")
    assert offer.values == {"kind": "cyclos", "url": "https://ring.example/"}


def test_an_address_is_said_without_its_beginning() -> None:
    assert host_of_address("https://www.unser-quartier.de/riehl/") == "unser-quartier.de/riehl"
