"""The page about updates in every state that looks different."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.before_update import Ended, Lost
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.update import UpdatePage
from kiosk.screens.staff.update_chores import Begun, Seeing
from kiosk.screens.steps import Chore, Open
from kiosk.update_obstacles import Found, Obstacle
from kiosk.update_offers import Offer
from kiosk.update_words import refusal_words, stage_words, why_words
from kiosk.update_work import Stage
from sync.update.installed import Installed, Trial
from sync.update.unusable import Why

WIDE = Frame(60, 20)
NEWS = "Die Liste der Angebote ist schneller, und der Drucker vergisst keine Zeile mehr."
OFFER = Offer("0.2.0", NEWS, "KIOSK-STICK", Path("/media/kiosk/KIOSK-STICK/kiosk-0.2.0-aarch64.kioskupdate"))
LONG = msgspec.structs.replace(OFFER, version="1234.1234.1234.1234", news=f"{NEWS} " * 11, where="W" * 32)
NET = msgspec.structs.replace(OFFER, where=None)
TRIAL = Trial("0.2.0", "0.1.0", 1)
NOTHING = Seeing("0.1.0", Installed(Path("/opt/kiosk"), None, None), None, (), None)


def seeing(**changes: object) -> Seeing:
    return msgspec.structs.replace(NOTHING, **changes)


def update_pages(house: House) -> Iterator[Page]:
    """What was found, what is in the way, what is being done, and how it ended."""
    yield UpdatePage()
    for seen in _seen():
        yield page_of(house, seen)
    yield from _asked(house)
    for stage in Stage:
        page = page_of(house, NOTHING)
        page.chore = Chore(page, lambda _house: None)
        page._tell(stage, 100)
        yield page
    for sentence in _sentences(house):
        page = page_of(house, NOTHING)
        page.chore = Chore(page, lambda _house: None)
        page.finished(house, page.chore, sentence)
        yield page


def page_of(house: House, answer: object) -> UpdatePage:
    """The page after a look that found this."""
    page = UpdatePage()
    page.begin(house)
    assert page.chore
    page.finished(house, page.chore, answer)
    return page


def _seen() -> Iterator[Seeing]:
    yield NOTHING
    for offer in (OFFER, LONG, NET):
        yield seeing(offers=(offer,))
    for what in Obstacle:
        for count in (1, 12345):
            yield seeing(offers=(OFFER,), obstacle=Found(what, count))
    for why in Why:
        facts = {"version": "0.0.9", "least": "0.1.5", "megabytes": "123"}
        yield seeing(offers=(Offer(None, "", "STICK", Path("x"), why, facts),))
    yield seeing(installed=Installed(Path("/opt/kiosk"), TRIAL, None), version="0.2.0")
    failed = Installed(Path("/opt/kiosk"), None, TRIAL)
    for lost in (None, *Lost):
        yield seeing(installed=failed, ended=Ended("0.2.0", lost) if lost else None)
    yield seeing(last="Die neue Version kam nicht auf das Gerät. Alles ist wie vorher.")
    yield seeing(trouble="Das Netz antwortet nicht.")


def _asked(house: House) -> Iterator[Page]:
    for offer in (OFFER, LONG):
        page = page_of(house, seeing(offers=(offer,)))
        step = page.do(house, "install")
        assert isinstance(step, Open)
        yield step.page
        step.page.act(house, WIDE, "yes")
        assert page.chore
        page.finished(house, page.chore, Begun("0.2.0"))
        yield page


def _sentences(house: House) -> Iterator[str]:
    words = house.words
    yield from (why_words(words, why, {}) for why in Why)
    yield from (refusal_words(words, reason) for reason in ("signature", "on-trial", "failed"))
    yield stage_words(words, Stage.STARTING, 0)
