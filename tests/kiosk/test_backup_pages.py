"""The pages about backups keep the rules of all pages, and do what they say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.backup_room import belongings
from kiosk.chores import _done
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.place import Place
from kiosk.screens.setup.restore import RestorePage, Restoring, found_backups, label
from kiosk.screens.setup.word_page import WordPage
from kiosk.screens.staff.backup import BackupPage, DamagePage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.recovery import WordsPage, word_rows
from kiosk.screens.steps import PrintSlips, Several, Start, Swap
from kiosk.settings import Settings
from kiosk.steward import Steward
from kiosk.sticks import Stick
from printing.slip import Paragraph
from sync.backup.log import BackupLog
from sync.backup.recovery import Recovery
from sync.backup.words import entropy_of
from sync.replica import Replica
from tests.kiosk import page_rules
from tests.kiosk.backup_pages import WIDE, WORDS, backup_pages, opened, restore_pages, type_words
from tests.kiosk.pages import GRIDS, LANGUAGES, house_of, turned
from tests.kiosk.staff_house import PIN, new_desk, staffed
from tests.sync.clocks import TUESDAY, FakeClock

SETTINGS = Settings()


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    """Somebody is signed in, and the terminal knows what to back up."""
    clock = FakeClock(TUESDAY)
    house = house_of(replicas["demo"], clock)
    house.desk, house.steward = staffed(tmp_path / "data", replicas["demo"], clock), Steward(tmp_path / "none")
    house.desk.belongings = belongings(Place(tmp_path / "kiosk.toml", tmp_path / "data"), SETTINGS)
    yield house
    house.desk.close()


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_about_backups_is_whole_on_every_grid(
    replicas: dict[str, Replica], tmp_path: Path, language: str, grid: tuple[int, int]
) -> None:
    clock, frame = FakeClock(TUESDAY), Frame(*grid)
    house = house_of(replicas["demo"], clock, language)
    house.desk = staffed(tmp_path / "one", replicas["demo"], clock)
    shown = [one for page in backup_pages(house) for one in turned(page, house, frame)]
    house.desk.close()
    house.desk = new_desk(tmp_path / "two", replicas["demo"], clock)
    shown += [one for page in restore_pages(house) for one in turned(page, house, frame)]
    assert len(shown) > 20
    for one in shown:
        for rule in (*page_rules.EVERY_PAGE, page_rules.buttons_differ):
            rule(one)
        page_rules.ten_words_once(one, language)


def test_r37_words_then_a_backup_then_everything_back_on_a_blank_terminal(
    house: House, replicas: dict[str, Replica], tmp_path: Path
) -> None:
    """From the desk's page to the first start of the next terminal, by what the screens offer alone."""
    stick = tmp_path / "stick"
    stick.mkdir()
    page = BackupPage(lambda: [Stick("KIOSK", stick)])
    assert [deed.action for deed in page.deeds(house)] == ["words"]
    shown = opened(page.do(house, "words"))
    assert isinstance(shown, WordsPage)
    slip = shown.do(house, "print")
    assert isinstance(slip, PrintSlips)
    printed = " ".join(block.text for block in slip.slips[0].blocks if isinstance(block, Paragraph))
    words = tuple(re.findall(r"\d+\. ([a-z]+)", printed))
    (tmp_path / "kiosk.toml").write_text("# of the backup\n")
    page.do(house, "backup")
    assert page.chore
    page.finished(house, page.chore, _done(house, page.chore))
    assert BackupLog(desk_of(house).folder).last_good() is not None

    other = replace(house, desk=new_desk(tmp_path / "new", replicas["demo"], FakeClock(TUESDAY)))
    assert other.desk
    other.desk.belongings = belongings(Place(tmp_path / "new.toml", tmp_path / "new"), SETTINGS)
    (tmp_path / "new.toml").write_text("# begun\n")
    choice = opened(RestorePage(lambda: list(stick.glob("*.kioskbackup"))).do(other, "choose"))
    chosen = choice.act(other, WIDE, "do:0")
    assert isinstance(chosen, Swap)
    typing = chosen.page
    assert isinstance(typing, WordPage)
    step = type_words(typing, other, words)
    assert isinstance(step, Several)
    assert isinstance(step.steps[0], Swap)
    restoring = step.steps[0].page
    assert isinstance(restoring, Restoring)
    assert restoring.chore
    restoring.finished(other, restoring.chore, _done(other, restoring.chore))
    assert [deed.action for deed in restoring.deeds(other)] == ["renew"]
    assert (tmp_path / "new.toml").read_text() == "# of the backup\n"
    assert (tmp_path / "new.toml.replaced").read_text() == "# begun\n"
    other.desk.sign_in(PIN)
    assert len(other.desk.ledger.people.find("erika")) == 1
    other.desk.close()


def test_r13_of_damaged_bookings_the_page_still_copies_the_file(house: House, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = DamagePage(lambda: [Stick("KIOSK", stick)])
    assert page.deeds(house) == []
    Recovery(desk_of(house).folder).make(desk_of(house).data_key or b"")
    assert [deed.action for deed in page.deeds(house)] == ["damaged"]
    page.do(house, "damaged")
    assert page.chore
    page.finished(house, page.chore, _done(house, page.chore))
    [copy] = stick.glob("*.kioskbackup")
    assert copy.stem.endswith("-damaged")
    assert BackupLog(desk_of(house).folder).last_good() is None


def test_new_words_are_asked_about_once_more(house: House) -> None:
    first = Recovery(desk_of(house).folder).make(desk_of(house).data_key or b"")
    page = opened(BackupPage(list).do(house, "words"))
    assert page.name == "ask:words"
    assert Recovery(desk_of(house).folder).data_key(" ".join(first))
    step = page.act(house, WIDE, "yes")
    assert isinstance(step, Swap)
    assert isinstance(step.page, WordsPage)


def test_words_are_told_by_their_places_in_rows_of_four_two_or_one() -> None:
    assert len(word_rows(WORDS, 60)) == 4
    assert len(word_rows(WORDS, 28)) == 8
    assert len(word_rows(WORDS, 14)) == 16
    assert word_rows(WORDS, 60)[0].split()[:2] == ["1", WORDS[0]]


def test_four_letters_and_ok_are_enough_for_each_word(house: House) -> None:
    told: list[str] = []

    def done(_house: House, words: str) -> Start:
        told.append(words)
        return Start()

    page = WordPage(done)
    assert isinstance(type_words(page, house, WORDS), Start)
    assert entropy_of(told[0]) == bytes(range(16))


def test_a_wrong_word_leads_back_to_its_place_and_the_others_stay(house: House) -> None:
    page = WordPage(lambda _house, _words: Start())
    wrong = (*WORDS[:4], "zebra" if WORDS[4] != "zebra" else "affe", *WORDS[5:])
    from sync.backup.words import word_list

    wrong = tuple(word if word in word_list() else word_list()[7] for word in wrong)
    type_words(page, house, wrong)
    assert page.name == "restore-word:problem"
    page.act(house, WIDE, "ok")
    assert page.name == "restore-word:4"
    assert page._letters.text.lower() == wrong[4]


def test_back_leads_to_the_word_before_and_keeps_it(house: House) -> None:
    page = WordPage(lambda _house, _words: Start())
    type_words(page, house, WORDS[:2])
    page.act(house, WIDE, "back")
    assert page.name == "restore-word:1"
    assert page._letters.text.lower() == WORDS[1]


def test_a_backup_is_called_by_its_day_hour_terminal_and_stick(house: House) -> None:
    path = Path("/media/kiosk/STICK/kiosk-QK1-2026-11-22-0300-2.kioskbackup")
    assert label(house, path) == "22. November, 03:00 · QK1 · STICK"


def test_without_any_stick_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.screens.setup.restore.sticks", list)
    assert found_backups() == []
