"""Every page about backups in every state that looks different: on the desk, and on a terminal that is blank."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.backup_room import belongings
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.place import Place
from kiosk.screens.page import Page
from kiosk.screens.setup.restore import RestorePage, Restoring
from kiosk.screens.setup.word_page import WordPage
from kiosk.screens.staff.backup import BackupPage, DamagePage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.recovery import WordsPage, words_asked
from kiosk.screens.steps import Open, Start
from kiosk.settings import Settings
from kiosk.sticks import Stick
from sync.backup.errors import Why
from sync.backup.log import BackupLog, Copy
from sync.backup.recovery import Recovery
from sync.backup.words import word_list, words_of

WIDE = Frame(60, 20)
LONGEST = tuple(sorted(word_list(), key=len)[-16:])
WORDS = words_of(bytes(range(16)))
FILES = [Path(f"/media/kiosk/STICK/kiosk-QK1-2026-11-{day}-0300.kioskbackup") for day in (10, 22)]


def backup_pages(house: House) -> Iterator[Page]:
    """The desk's."""
    folder = desk_of(house).folder
    yield BackupPage(list)
    Recovery(folder).make(bytes(32))
    yield BackupPage(list)
    at, log = house.clock.now(), BackupLog(folder)
    good = Copy(at=at, trust="ntp", stick="Stick 1", stick_id="a", file="x", good=True, ledger_hash="0")
    log.add(good)
    yield BackupPage(list)
    log.add(msgspec.structs.replace(good, stick="Stick 2", stick_id="b", ledger_hash=None, trust="untrusted"))
    yield BackupPage(list)
    for why in (Why.STICK_FULL, Why.DIFFERENT, Why.LEDGER_DAMAGED):
        log.add(msgspec.structs.replace(good, good=False, reason=why.value))
        yield BackupPage(list)
    yield from _busy(house)
    page = BackupPage(lambda: [Stick("KIOSK", Path("/a")), Stick("STICK-DER-VOLKSHOCHSCHULE", Path("/b"))])
    yield opened(page.do(house, "backup"))
    yield WordsPage(LONGEST)
    yield DamagePage()
    desk_of(house).belongings = belongings(Place(folder / "kiosk.toml", folder), Settings())
    yield DamagePage()
    yield opened(words_asked(house))


def _busy(house: House) -> Iterator[Page]:
    page = BackupPage(lambda: [Stick("KIOSK", Path("/nowhere"))])
    page.do(house, "backup")
    yield page
    for answer in ("Der Stick ist voll.", BackupLog(desk_of(house).folder).last_good()):
        page.do(house, "backup")
        assert page.chore
        page.finished(house, page.chore, answer)
        yield page
    empty = BackupPage(list)
    empty.do(house, "backup")
    yield empty


def restore_pages(house: House) -> Iterator[Page]:
    """Those of a blank terminal."""
    yield RestorePage(list)
    page = RestorePage(lambda: FILES)
    yield page
    yield opened(page.do(house, "choose"))
    yield from word_pages(house)
    restoring = Restoring(FILES[0], "")
    yield restoring
    assert restoring.chore
    restoring.finished(house, restoring.chore, "Diese Sicherung ist beschädigt.")
    yield restoring


def word_pages(house: House) -> Iterator[Page]:
    """Empty, begun, clear, without any such word, and with words that are wrong together."""
    for letters in ("", "s", "schm", "kart", "qqq"):
        page = WordPage(lambda _house, _words: Start())
        for letter in letters:
            page.typed(house, letter)
        yield page
        page.act(house, WIDE, "ok")
        yield page
    page = WordPage(lambda _house, _words: Start())
    type_words(page, house, WORDS[::-1])
    yield page


def type_words(page: WordPage, house: House, words: tuple[str, ...]) -> object:
    """The first four letters of each, and OK; what the last OK led to."""
    step: object = None
    for word in words:
        for letter in word[:4]:
            page.typed(house, letter)
        step = page.act(house, WIDE, "ok")
    return step


def opened(step: object) -> Page:
    assert isinstance(step, Open)
    return step.page
