"""What a picture shows, as platforms describe it: clean, in one line, and no name of a file."""

from collections.abc import Iterator
from typing import Any

import pytest

from sync.text import description_of
from tests.connectors import portal as portals
from tests.connectors.portal import Portal
from tests.connectors.ring import Ring, ad, neighbourhood, pulled

URL = "http://portal.example/plakat.png"
NASTY = "Ein\x1b[31m Fest\u202e\n<b>im</b>\u200b Hof &amp; Garten<script>x</script>"


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


def alt_of(portal: Portal, monkeypatch: pytest.MonkeyPatch, **media: Any) -> str | None:
    """The description of the recorded post's picture."""
    monkeypatch.setattr(portals, "MEDIA", [{"id": 14, "source_url": URL} | media])
    (item,) = (item for item in portal.pull().items if item.image)
    return item.image_alt


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ({"alt_text": "Ein Plakat mit Ballons"}, "Ein Plakat mit Ballons"),
        ({"alt_text": "", "caption": {"rendered": "<p>Das Plakat &amp; mehr</p>\n"}}, "Das Plakat & mehr"),
        ({"alt_text": "Alt", "caption": {"rendered": "<p>Unten</p>"}, "title": {"rendered": "Titel"}}, "Alt"),
        ({"title": {"rendered": "Kinder im Hof"}}, "Kinder im Hof"),
        ({"title": {"rendered": "IMG_2034"}}, None),
        ({"title": {"rendered": "sommerfest-plakat-2"}}, None),
        ({"title": {"rendered": "WhatsApp Bild 2026-05-06 um 12.33"}}, None),
        ({"alt_text": None, "caption": None, "title": None}, None),
        ({}, None),
        ({"alt_text": NASTY}, "Ein[31m Fest im Hof & Garten"),
    ],
)
def test_wordpress_describes_a_picture(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, media: dict[str, Any], words: str | None
) -> None:
    assert alt_of(portal, monkeypatch, **media) == words


@pytest.mark.parametrize(("number", "words"), [(14, "Ein Plakat"), ("14", "Ein Plakat"), (15, None), (None, None)])
def test_an_event_s_picture_is_described_in_the_media_library(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, number: object, words: str | None
) -> None:
    monkeypatch.setattr(portals, "MEDIA", [{"id": 14, "source_url": URL, "alt_text": "Ein Plakat"}])
    portal.events[0] = portal.events[0] | {"image": {"url": URL, "id": number}}
    (item,) = (item for item in portal.pull().items if item.image and item.remote.startswith("event:"))
    assert (item.image, item.image_alt) == (URL, words)


def test_a_long_description_is_cut_like_any_line(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    words = alt_of(portal, monkeypatch, alt_text="Fest " * 5_000)
    assert words is not None
    assert len(words) <= 200


@pytest.mark.parametrize(
    ("name", "words"),
    [("Frau Meier beim Backen", "Frau Meier beim Backen"), ("kuchen_2.jpg", None), (None, None), ("Kuchen.jpg", None)],
)
def test_cyclos_pictures_bear_a_name_that_somebody_gave_them(name: str | None, words: str | None) -> None:
    image = {"id": "8", "url": "https://ring.example/api/images/content/8", "name": name}
    with Ring([*neighbourhood(), ad(55, "Torten backen", image=image)]) as ring:
        assert [item.image_alt for item in pulled(ring).items if item.title == "Torten backen"] == [words]


def test_a_description_goes_before_a_name_and_one_word_is_none() -> None:
    assert description_of("Hund", "Ein Hund rennt") == "Hund"
    assert description_of(None, None, "Hund", "Ein Hund rennt") == "Ein Hund rennt"
    assert description_of(None, "Ein Hund/rennt", "a b", "hund@example rennt") is None
