"""Pages are asked here, and what breaks in them becomes a page, so that the terminal goes on."""

from collections.abc import Callable
from typing import TypeVar

from kiosk.screens.page import Page
from kiosk.screens.public.stumbled import Stumbled
from kiosk.words import Words
from kiosk.workers import PAGE, guarded

Answer = TypeVar("Answer")


def private(page: Page) -> bool:
    """Whether only staff, or only whoever stands there, may see it."""
    return page.staff or page.private


def asked(words: Words, page: Page, ask: Callable[[], Answer]) -> Answer | Page:
    """What a page answers, or the page that comes instead: what is wrong with the ledger, or `Stumbled`."""
    answers: list[Answer | Page] = []
    guarded(PAGE, lambda: answers.append(_attempted(words, page, ask)), lambda _: None)
    return answers[0] if answers else Stumbled()


def _attempted(words: Words, page: Page, ask: Callable[[], Answer]) -> Answer | Page:
    """Trouble with the ledger is foreseen on the pages that touch it."""
    if not private(page):
        return ask()
    from kiosk.screens.staff.trouble import Failed, attempt, trouble

    done = attempt(words, ask)
    return trouble(words, done, staff=page.staff) if isinstance(done, Failed) else done
