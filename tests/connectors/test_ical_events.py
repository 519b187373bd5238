"""What one event tells: its words, whose eyes it is for, who it is, and that a broken one harms no other."""

import pytest

from tests.connectors.calendars import calendar, event, items, only, read


@pytest.mark.parametrize(
    "lines",
    [
        ("DTEND:morgen",),
        ("DURATION:P1X",),
        ("RRULE:FREQ=OFT",),
        ("RRULE:BYDAY=MO",),
        ("EXDATE:nie",),
        ("RDATE:immer",),
        ("RECURRENCE-ID:damals",),
    ],
)
def test_r7_an_event_with_a_broken_time_is_skipped_and_counted(lines: tuple[str, ...]) -> None:
    found, skipped = read(calendar(event(uid="a@x"), event(*lines, uid="b@x"), event(uid="c@x")))
    assert ([item.remote for item in found], skipped) == (["a@x", "c@x"], 1)


@pytest.mark.parametrize(
    "start", ["", "VALUE=DATE:gestern", "X-A=b:20261399T990000", "VALUE=PERIOD:20261201T100000Z/PT1H"]
)
def test_r7_an_event_without_a_readable_start_is_skipped_and_counted(start: str) -> None:
    found, skipped = read(calendar(event(uid="a@x"), event(uid="b@x", start=start)))
    assert ([item.remote for item in found], skipped) == (["a@x"], 1)


@pytest.mark.parametrize("line", ["CREATED:früher", "LAST-MODIFIED:x", "SEQUENCE:viele", "GEO:hier", "PRIORITY:hoch"])
def test_r7_other_broken_properties_take_nothing_away(line: str) -> None:
    item = only(event(line))
    assert (item.title, item.published, item.changed) == ("Treff", None, None)


def test_d5_escapes_and_line_breaks() -> None:
    item = only(event("SUMMARY:Kaffee\\, Kuchen\\; Tee", "DESCRIPTION:Eins\\nZwei\\N\\NDrei \\\\ vier"))
    assert (item.title, item.text) == ("Kaffee, Kuchen; Tee", "Eins\nZwei\n\nDrei \\ vier")


def test_html_in_a_description_becomes_plain_text_and_entities_are_read_once() -> None:
    item = only(event("SUMMARY:Kaffee &#038; Kuchen", "DESCRIPTION:<p>Eins &amp; zwei</p><p>Drei</p>"))
    assert (item.title, item.text) == ("Kaffee & Kuchen", "Eins & zwei\n\nDrei")


def test_an_address_in_angle_brackets_is_no_tag() -> None:
    assert (
        only(event("DESCRIPTION:Mehr: <https://x.example/a?b=1&copy=2>")).text
        == "Mehr: <https://x.example/a?b=1&copy=2>"
    )


def test_the_html_description_counts_only_where_there_is_no_other() -> None:
    html = "X-ALT-DESC;FMTTYPE=text/html:<p>Aus <b>HTML</b></p>"
    assert only(event(html)).text == "Aus HTML"
    assert only(event(html, "DESCRIPTION:Schlicht")).text == "Schlicht"


def test_words_around_the_event() -> None:
    item = only(
        event(
            "LOCATION:Saal\\, 1. Stock\\nHinterhaus",
            "CATEGORIES:Musik,Fest",
            "CATEGORIES:Fest,Kinder \\& mehr",
            "URL:https://x.example/ü",
            "CREATED:20261101T120000Z",
            "LAST-MODIFIED:20261102T120000Z",
        )
    )
    assert (item.place, item.categories) == ("Saal, 1. Stock Hinterhaus", ("Musik", "Fest", "Kinder \\& mehr"))
    assert item.url == "https://x.example/%C3%BC"
    assert (item.published, item.changed) == ("2026-11-01T13:00:00+01:00", "2026-11-02T13:00:00+01:00")


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ('ORGANIZER;CN="Stadtteiltreff%20Sonnenberg%20e.%20V.":MAILTO:x@y.example', "Stadtteiltreff Sonnenberg e. V."),
        ("ORGANIZER;CN=Rabatt 50% Team:mailto:x@y.example", "Rabatt 50% Team"),
        ("ORGANIZER;CN=x@y.example:mailto:x@y.example", None),
        ("ORGANIZER:mailto:x@y.example", None),
    ],
)
def test_the_contact_is_a_name_and_never_a_mail_address(line: str, contact: str | None) -> None:
    assert only(event(line)).contact == contact


@pytest.mark.parametrize(
    ("line", "image"),
    [
        ("ATTACH;FMTTYPE=image/png:https://x.example/a.png", "https://x.example/a.png"),
        ("IMAGE;VALUE=URI;DISPLAY=BADGE:https://x.example/b.jpg", "https://x.example/b.jpg"),
        ("ATTACH;FMTTYPE=application/pdf:https://x.example/a.pdf", None),
        ("ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY:AAAA", None),
        ("ATTACH;FMTTYPE=image/png:file:///etc/passwd", None),
    ],
)
def test_pictures_lie_at_web_addresses(line: str, image: str | None) -> None:
    assert only(event(line)).image == image


def test_addresses_of_other_kinds_are_dropped() -> None:
    assert only(event("URL:javascript:alert(1)")).url is None


def test_an_event_without_title_is_called_by_its_text() -> None:
    assert only(event("SUMMARY:", "DESCRIPTION:Wir treffen uns im Hof.")).title == "Wir treffen uns im Hof."


def test_a_cancelled_event_is_told_and_not_hidden() -> None:
    assert [only(event(line)).cancelled for line in ("STATUS:CANCELLED", "STATUS:CONFIRMED")] == [True, False]


@pytest.mark.parametrize("word", ["PRIVATE", "CONFIDENTIAL", "private", "X-INTERN"])
def test_private_events_are_never_mirrored(word: str) -> None:
    assert items(event(f"CLASS:{word}")) == []


def test_duplicate_uids_the_highest_sequence_then_the_last_modified_holds() -> None:
    versions = (
        event("SEQUENCE:2", "LAST-MODIFIED:20261101T000000Z", "SUMMARY:alt"),
        event("SEQUENCE:2", "LAST-MODIFIED:20261103T000000Z", "SUMMARY:gilt"),
        event("SEQUENCE:1", "LAST-MODIFIED:20261109T000000Z", "SUMMARY:älter"),
        event("SUMMARY:ohne"),
    )
    assert only(*versions).title == only(*reversed(versions)).title == "gilt"


def test_a_newer_private_version_hides_the_older_public_one() -> None:
    assert items(event("SEQUENCE:1"), event("SEQUENCE:2", "CLASS:PRIVATE")) == []


def test_identity_of_a_single_event_survives_being_moved() -> None:
    assert only(event()).remote == only(event(start="X-A=b:20261215T080000")).remote == "a@x"


def test_tec_identity_survives_being_moved_although_its_uid_does_not() -> None:
    before = only(event(uid="127-1800104400-1800118800@treff.example"))
    after = only(event(uid="127-1800190800-1800205200@treff.example"))
    assert before.remote == after.remote == "127@treff.example"


def test_tec_occurrences_of_one_post_stay_apart() -> None:
    uids = ("127-1800104400-1800118800@x.example", "127-1800709200-1800723600@x.example")
    assert len({item.remote for item in items(*(event(uid=uid) for uid in uids))}) == 2


def test_events_without_uid_are_told_apart_by_title_and_start() -> None:
    found = items(event("SUMMARY:Eins", uid=""), event("SUMMARY:Zwei", uid=""), event("SUMMARY:Eins", uid=""))
    assert len({item.remote for item in found}) == len(found) == 2


@pytest.mark.parametrize("uid", ["x" * 5_000, "a/b", "a\u202eb", "ä" * 130])
def test_awkward_uids_make_short_plain_identities(uid: str) -> None:
    remote = only(event(uid=uid)).remote
    assert remote == only(event(uid=uid)).remote
    assert len(remote) < 130
    assert remote.isprintable()
