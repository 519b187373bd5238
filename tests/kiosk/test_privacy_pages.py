"""R31, R32: a member's data on the desk: handed over, erased after two questions, and periods that staff agree to."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import msgspec
import pytest

from kiosk.deliveries import DeliverWorker
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.posting import Posting
from kiosk.press import preview_text
from kiosk.retention import AGREED, GAP_MAX, Agreed, daily, last_run
from kiosk.screens.page import Page
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.member import MemberPage
from kiosk.screens.staff.privacy import PrivacyPage
from kiosk.screens.staff.retention import RetentionPage
from kiosk.screens.staff.settings_menu import OurHousePage
from kiosk.screens.steps import Back, Chore, PrintSlips, Several, Step
from kiosk.settings import PrinterSettings
from kiosk.words import Words
from sync.clock import Trust
from sync.ledger.bare import is_pseudonym
from sync.ledger.ledger import Ledger
from sync.ledger.letters import Letters
from sync.ledger.records import Payment, State
from sync.ledger.retention import Kind
from sync.replica import Replica
from tests.kiosk.letter_pages import with_box
from tests.kiosk.page_rules import (
    back_and_start_stay,
    buttons_are_apart,
    buttons_are_large,
    buttons_differ,
    labels_fit,
    nothing_overlaps,
    ten_words_once,
    texts_fit,
)
from tests.kiosk.pages import GRIDS, LANGUAGES, house_of, turned
from tests.kiosk.privacy_pages import chore_of, page_of, privacy_pages
from tests.kiosk.staff_house import STAFF, staffed
from tests.sync.clocks import TUESDAY, FakeClock

LARGE = Frame(80, 24)
NAME = "Erika Zeisig"


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    """Somebody is signed in; Erika (1042) gave two hours to Kemal (17)."""
    clock = FakeClock(TUESDAY)
    house = with_box(house_of(replicas["demo"], clock), tmp_path, clock, open_=False)
    house.desk = staffed(tmp_path, replicas["demo"], clock)
    pay(house)
    yield house
    house.desk.close()


def ledger_of(house: House) -> Ledger:
    assert house.desk
    return house.desk.ledger


def pay(house: House, *, settled: bool = True) -> int:
    what = Payment(payer="1042", payee="17", amount=200, unit="Stunden", text="Garten")
    receipt = ledger_of(house).book(what, staff=STAFF, platform="ring").receipt
    if settled:
        ledger_of(house).outbox.confirm(receipt, "r1")
    return receipt


def done(house: House, page: Page, step: Step) -> Step:
    """The chore of a step, done at once."""
    chore = chore_of(step)
    return page.finished(house, chore, chore.work(house))


def said(house: House, page: Page) -> str:
    """All that "Weiter" shows, from the first sheet on."""
    page.at = 0
    shown = turned(page, house, LARGE)
    return " ".join(text.text for one in shown for text in one.view.texts)


def first_question(house: House, page: PrivacyPage) -> Page:
    return page_of(done(house, page, page.act(house, LARGE, "erase")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_every_page_of_data_protection_keeps_the_rules(house: House, language: str, grid: tuple[int, int]) -> None:
    house.words = Words(language)
    for page in privacy_pages(house):
        for one in turned(page, house, Frame(*grid)):
            for rule in (texts_fit, labels_fit, nothing_overlaps, buttons_are_large, buttons_are_apart):
                rule(one)
            back_and_start_stay(one)
            buttons_differ(one)
            ten_words_once(one, language)


def test_the_way_leads_from_the_member_to_what_is_stored(house: House) -> None:
    page = page_of(MemberPage("1042").act(house, LARGE, "privacy"))
    assert isinstance(page, PrivacyPage)
    step = page.act(house, LARGE, "export")
    made = chore_of(step).work(house)
    paper = page_of(step)
    paper.finished(house, chore_of(step), made)
    told = said(house, paper)
    assert NAME in told
    assert "Garten" in told
    assert "Stieglitz" not in told, "the name of the other side"


def test_r31_two_questions_stand_before_an_erasure_and_enter_alone_does_nothing(house: House) -> None:
    page = PrivacyPage("1042")
    first = first_question(house, page)
    assert "Name und Text verschwinden" in said(house, first)
    assert "31. Dezember 2036" in said(house, first)
    second = page_of(first.act(house, LARGE, "yes"))
    assert "Mitglied 1042 löschen?" in said(house, second)
    for question in (first, second):
        assert question.view(house, LARGE).focus == "back"
        assert isinstance(question.act(house, LARGE, "back"), Back)
    assert ledger_of(house).people.get("1042")


def test_r31_after_the_second_yes_the_member_is_gone_and_two_receipts_come_out(house: House) -> None:
    page = PrivacyPage("1042")
    second = page_of(first_question(house, page).act(house, LARGE, "yes"))
    step = done(house, page, second.act(house, LARGE, "yes"))
    assert isinstance(step, Several)
    told = page_of(step)
    assert isinstance(told, Told)
    (slips,) = [one for one in step.steps if isinstance(one, PrintSlips)]
    assert told.waits_for == slips.key
    paper = preview_text(slips.slips[0], PrinterSettings())
    assert len(slips.slips) == 2
    for text in (paper, said(house, told)):
        assert "QK1-L00001" in text
        assert "31. Dezember" in text
        assert "1042" not in text
        assert "Zeisig" not in text
    assert ledger_of(house).people.get("1042") is None
    assert is_pseudonym(ledger_of(house).by_receipt(1).booking.what.members[0])
    assert "Das gibt es nicht mehr" in said(house, MemberPage("1042"))
    ledger_of(house).prove()


def test_r31_an_open_booking_is_named_and_nothing_is_asked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk import chores
    from kiosk.messages import ChoreDone

    receipt = pay(house, settled=False)
    page = PrivacyPage("1042")
    chore = chore_of(page.act(house, LARGE, "erase"))
    posted: list[object] = []
    chores._run(house, chore, posted.append)
    (answer,) = [one.answer for one in posted if isinstance(one, ChoreDone)]
    page.finished(house, chore, answer)
    assert f"Beleg {receipt}" in said(house, page)
    assert ledger_of(house).outbox.sending(receipt).state is State.WAITING


def later(house: House, year: int, month: int = 1, day: int = 1) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.wall = datetime(year, month, day, 12, tzinfo=UTC)


def test_r32_the_periods_stand_among_the_settings_of_the_house_and_at_each_member(house: House) -> None:
    for step in (OurHousePage().opened(house, "retention"), PrivacyPage("1042").act(house, LARGE, "retention")):
        page = page_of(step)
        assert isinstance(page, RetentionPage)
        assert chore_of(step).page is page


def test_r32_nothing_goes_by_itself_before_staff_said_yes_once(house: House) -> None:
    later(house, 2037)
    assert daily(ledger_of(house), house.zone) is None
    page = RetentionPage()
    done(house, page, page.begin(house))
    assert "Zahlungen: Text, auch die Nummer nach dem Austritt: 1" in said(house, page)
    assert "Noch löscht das Gerät nichts von selbst" in said(house, page)
    question = page_of(page.act(house, LARGE, "run"))
    assert question.view(house, LARGE).focus == "back"
    done(house, page, question.act(house, LARGE, "yes"))
    assert "Das Gerät löscht jeden Tag" in said(house, page)
    what = ledger_of(house).by_receipt(1).booking.what
    assert isinstance(what, Payment)
    assert (what.text, what.payer) == ("", "1042")


@pytest.fixture
def agreed(house: House) -> Callable[[], dict[Kind, int] | None]:
    """Staff said yes on this Tuesday."""
    page = RetentionPage()
    done(house, page, page.begin(house))
    done(house, page, page_of(page.act(house, LARGE, "run")).act(house, LARGE, "yes"))
    return lambda: daily(ledger_of(house), house.zone)


def test_r32_from_then_on_it_goes_once_a_day(house: House, agreed: Callable[[], dict[Kind, int] | None]) -> None:
    assert agreed() is None
    later(house, 2026, 11, 25)
    assert agreed() == {
        **dict.fromkeys((Kind.PAYMENT, Kind.REGISTRATION, Kind.WISH, Kind.OPINION, Kind.DRAFT, Kind.STATEMENT), 0)
    }
    assert agreed() is None
    assert last_run(ledger_of(house)) == house.today


@pytest.mark.parametrize(("days", "goes"), [(GAP_MAX.days, True), (GAP_MAX.days + 1, False), (-1, False)])
def test_r11_a_leap_of_the_clock_asks_staff_anew(
    house: House, agreed: Callable[[], dict[Kind, int] | None], days: int, goes: bool
) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.later(days=days)
    assert (agreed() is not None) is goes
    if not goes:
        page = RetentionPage()
        done(house, page, page.begin(house))
        assert "machte lange Pause" in said(house, page)


def test_r11_no_run_by_a_clock_that_may_be_wrong(house: House, agreed: Callable[[], dict[Kind, int] | None]) -> None:
    later(house, 2026, 12, 1)
    assert isinstance(house.clock, FakeClock)
    house.clock.trust = Trust.UNTRUSTED
    assert agreed() is None
    page = RetentionPage()
    done(house, page, page.begin(house))
    assert "Das Datum ist nicht sicher" in said(house, page)
    assert page.deeds(house) == []


def test_a_chore_of_another_page_changes_nothing(house: House) -> None:
    for page in (PrivacyPage("1042"), RetentionPage()):
        before = page.view(house, LARGE)
        page.finished(house, Chore(page, lambda _: None), "anything")
        assert page.view(house, LARGE) == before


def test_a_letter_in_the_box_is_erased_too(house: House) -> None:
    from kiosk.screens.staff.letter_news import collect
    from sync.letters.letter import Interest

    collect(house)
    assert house.letters
    house.letters.drop(house.letters.letter(Interest(item="abcd", kind="offer", title="Kuchen", member="1042")))
    page = PrivacyPage("1042")
    second = page_of(first_question(house, page).act(house, LARGE, "yes"))
    done(house, page, second.act(house, LARGE, "yes"))
    assert house.letters.waiting() == []
    assert Letters(ledger_of(house)).wishes() == []


def test_r32_the_thread_that_delivers_takes_away_what_is_over(
    house: House, agreed: Callable[[], dict[Kind, int] | None]
) -> None:
    """Its first round after power-up is enough; nobody has to touch the terminal."""
    assert house.desk
    later(house, 2037)
    ledger_of(house).kept.put(AGREED, msgspec.json.encode(Agreed(date(2036, 12, 31))))
    ran = Event()

    class OneRound(DeliverWorker):
        """Ends after its first round."""

        def _round(self, ledger: Ledger, posting: Posting) -> float:
            try:
                return super()._round(ledger, posting)
            finally:
                self.stop()
                ran.set()

    worker = OneRound(house.desk, house.words, lambda message: None)
    worker.start()
    assert ran.wait(30)
    worker._thread.join(30)
    what = ledger_of(house).by_receipt(1).booking.what
    assert isinstance(what, Payment)
    assert what.text == ""
    assert last_run(ledger_of(house)) == date(2037, 1, 1)
