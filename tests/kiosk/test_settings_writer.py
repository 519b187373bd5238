"""`kiosk.toml` as the program changes it: never half, never broken, and with everything that somebody wrote there."""

from itertools import count
from pathlib import Path
from stat import S_IMODE

import pytest

from kiosk import settings_writer
from kiosk.settings import SettingsError
from kiosk.settings_text import NotByProgram, Tables, edited
from kiosk.settings_writer import ChangedMeanwhile, SettingsWriter
from kiosk.words import Words
from tests.kiosk.pulled import called, dies_at
from tests.kiosk.settings_file import CALENDAR, CENTRE, PORTAL

DE = Words("de")
RENAMED: Tables = {"centre": {"name": "Treff am Markt"}}
WRITTEN = """\
# Lindenhof, seit 2019

[centre]  # das sind wir
name = "Quartierstreff Lindenhof"   # steht auf jedem Zettel
hours = [
    "Mo 9 bis 12",  # nicht in den Ferien
    "Di 14 bis 17",
]

[[platform]]
name = "portal"
kind = "wordpress"
url = "https://unser-quartier.de/koeln-riehl/"
posts = { "Biete" = "offers", "*" = "notices" }  # vom Ortsverein

[printer]
device = "none"
"""


def writer(folder: Path, text: str | None = None) -> SettingsWriter:
    """One for this file."""
    path = folder / "kiosk.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    return SettingsWriter(path, folder / "secrets")


def test_a_change_touches_its_own_line_and_no_other() -> None:
    """Comments, order, quotation marks and blank lines are the hand's that wrote them."""
    new = edited(DE, WRITTEN, {"centre": {"name": "Treff", "phone": "0221 1"}, "printer": {"device": "cups://bon"}})
    assert new == WRITTEN.replace("Quartierstreff Lindenhof", "Treff").replace('"none"', '"cups://bon"').replace(
        '17",\n]\n', '17",\n]\nphone = "0221 1"\n'
    )


def test_an_equal_value_changes_nothing_at_all() -> None:
    assert edited(DE, WRITTEN, {"centre": {"hours": ["Mo 9 bis 12", "Di 14 bis 17"]}}) == WRITTEN


def test_a_new_table_comes_last_with_one_comment_in_the_language_of_the_centre() -> None:
    new = edited(DE, WRITTEN, {"screen": {"panel": "10in 1280x800"}})
    assert new == f'{WRITTEN}\n# Wie groß die Buchstaben sind.\n[screen]\npanel = "10in 1280x800"\n'
    assert edited(DE, new, {"screen": {"panel": "7in 800x480"}}).count("#") == new.count("#")


def test_platforms_are_added_changed_and_taken_away_by_name() -> None:
    calendar = {"kind": "ical", "url": "https://example.org/basic.ics"}
    both = edited(DE, WRITTEN, platforms={"kalender": calendar})
    assert both == f"{WRITTEN}\n{CALENDAR}"
    moved = edited(DE, both, platforms={"portal": {"url": "https://example.org/", "posts": {"*": "events"}}})
    assert 'posts = {"*" = "events"}  # vom Ortsverein' in moved
    assert edited(DE, both, platforms={"kalender": None}).rstrip() == WRITTEN.rstrip()


def test_a_key_or_table_with_nothing_in_it_is_taken_away() -> None:
    new = edited(DE, WRITTEN, {"centre": {"hours": None}, "printer": {"device": None}})
    assert "hours" not in new
    assert "[printer]" not in new


def test_what_a_program_cannot_change_without_harm_is_left_to_a_person() -> None:
    with pytest.raises(NotByProgram):
        edited(DE, "centre = 3\n", RENAMED)
    with pytest.raises(NotByProgram):
        edited(DE, 'platform = ["portal"]\n', platforms={"portal": None})


def test_the_first_file_is_readable_and_can_be_used(tmp_path: Path) -> None:
    new = writer(tmp_path)
    assert new.change(RENAMED, words=DE).centre == "Treff am Markt"
    assert new.path.read_text("utf-8").startswith("# Wer wir sind")
    assert S_IMODE(new.path.stat().st_mode) == 0o644


def test_what_the_checker_refuses_is_never_written(tmp_path: Path) -> None:
    old = writer(tmp_path, WRITTEN)
    with pytest.raises(SettingsError, match="'panel' muss"):
        old.change({"screen": {"panel": "groß"}}, words=DE)
    assert old.path.read_text("utf-8") == WRITTEN
    assert not (tmp_path / "kiosk.toml.bak").exists()


@pytest.mark.parametrize("broken", ["[centre\n", "name = Riehl\n", '[centre]\nname = "A"\nnmae = 3\n', "\x00"])
def test_a_file_that_somebody_broke_is_not_touched_and_its_trouble_is_said(tmp_path: Path, broken: str) -> None:
    old = writer(tmp_path, broken)
    with pytest.raises(SettingsError, match=r"kiosk\.toml|nmae"):
        old.change(RENAMED, words=DE)
    assert old.path.read_text("utf-8") == broken


def test_a_change_may_mend_a_file_and_keeps_no_broken_one_to_come_back_to(tmp_path: Path) -> None:
    old = writer(tmp_path, '[centre]\nlanguage = "de"\n')
    assert old.change(RENAMED, words=DE).centre == "Treff am Markt"
    assert old.before() is None


def test_the_file_before_is_kept_with_its_mode(tmp_path: Path) -> None:
    old = writer(tmp_path, WRITTEN)
    old.path.chmod(0o640)
    old.change(RENAMED, words=DE)
    before = tmp_path / "kiosk.toml.bak"
    assert before.read_text("utf-8") == WRITTEN
    assert [S_IMODE(path.stat().st_mode) for path in (old.path, before)] == [0o640, 0o640]


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real = writer(tmp_path, WRITTEN)
    (tmp_path / "etc").mkdir()
    link = tmp_path / "etc" / "kiosk.toml"
    link.symlink_to(real.path)
    SettingsWriter(link, tmp_path / "secrets").change(RENAMED, words=DE)
    assert link.is_symlink()
    assert "Treff am Markt" in real.path.read_text("utf-8")


def test_what_somebody_changed_by_hand_since_it_was_shown_is_noticed(tmp_path: Path) -> None:
    old = writer(tmp_path, WRITTEN)
    seen, by_hand = old.seen, f"{WRITTEN}paper_mm = 58\n"
    old.path.write_text(by_hand, "utf-8")
    with pytest.raises(ChangedMeanwhile):
        old.change(RENAMED, words=DE, seen=seen)
    assert old.path.read_text("utf-8") == by_hand
    old.change(RENAMED, words=DE)
    assert old.read().printer.paper_mm == 58


def test_an_editor_that_saves_in_the_very_moment_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = writer(tmp_path, CENTRE)

    def saves(path: Path, content: bytes, mode: int) -> None:
        fill(path, content, mode)
        old.path.write_text(CENTRE + PORTAL, "utf-8")

    fill = settings_writer._fill
    monkeypatch.setattr("kiosk.settings_writer._fill", saves)
    with pytest.raises(ChangedMeanwhile):
        old.change(RENAMED, words=DE)
    assert old.path.read_text("utf-8") == CENTRE + PORTAL


def test_r14_a_plug_pulled_at_any_call_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    new = edited(DE, WRITTEN, RENAMED)
    for call in count(1):
        folder = tmp_path / str(call)
        folder.mkdir()
        one = writer(folder, WRITTEN)
        pulled = dies_at(call, lambda one=one: one.change(RENAMED, words=DE))  # type: ignore[misc]
        assert one.path.read_text("utf-8") in ((WRITTEN, new) if pulled else (new,))
        assert (one.before() or one.read()).centre == "Quartierstreff Lindenhof"
        assert one.change(RENAMED, words=DE).centre == "Treff am Markt", "what was left behind is in nobody's way"
        if not pulled:
            break
    assert call > 15


def test_r14_a_file_is_on_the_disk_before_its_name_and_the_name_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, calls = writer(tmp_path, WRITTEN), called(monkeypatch)
    old.change(RENAMED, words=DE)
    order = [call for call in calls if call in ("write", "fsync", "replace")]
    assert order == ["write", "fsync", "replace", "fsync"] * 2


def test_the_last_settings_that_worked_come_back_and_the_broken_ones_are_kept(tmp_path: Path) -> None:
    old = writer(tmp_path, WRITTEN)
    old.keep()
    old.path.write_text("[centre\n", "utf-8")
    restored = old.go_back()
    assert restored is not None
    assert restored.centre == "Quartierstreff Lindenhof"
    assert old.path.read_text("utf-8") == WRITTEN
    assert (tmp_path / "kiosk.toml.broken").read_text("utf-8") == "[centre\n"


def test_nothing_comes_back_where_nothing_worked_before(tmp_path: Path) -> None:
    old = writer(tmp_path, "[centre\n")
    assert old.go_back() is None
    (tmp_path / "kiosk.toml.bak").write_text("[centre\n", "utf-8")
    assert old.go_back() is None
    assert old.path.read_text("utf-8") == "[centre\n"
