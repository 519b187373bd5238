"""The words of the envelope, typed one after the other; three or four letters are enough for each."""

from collections.abc import Callable

from kiosk.backup_words import typed_words
from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.letter_keys import LetterKeys
from kiosk.screens.page import Page
from kiosk.screens.sheet import message
from kiosk.screens.staff.notice import say
from kiosk.screens.steps import Stay, Step
from kiosk.widgets.view import View
from sync.backup.words import COUNT, NotTheWords, WordsMistaken, WordUnknown, beginning, entropy_of

LETTERS_MOST = 9
"""The longest word of the list has nine."""
OFFERED = 4
"""Words that are shown of those that may be meant: more are not read while one types."""


class WordPage(Page):
    """Word by word; "Zurück" leads to the word before, and nothing that was typed is lost."""

    private = True
    secret = True

    def __init__(self, done: Callable[[House, str], Step]) -> None:
        self._done = done
        self._words: list[str] = [""] * COUNT
        self._place, self._problem = 0, ""
        self._letters = LetterKeys(LETTERS_MOST)

    @property
    def name(self) -> str:  # type: ignore[override]  # each word is a page of its own for the guard against tap-through
        """Which word is on the screen."""
        return f"restore-word:{'problem' if self._problem else self._place}"

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        if self._problem:
            self.at = say(build, _("Recovery words"), [self._problem], self.at, _("Again"))
            return build.view()
        build.way_back()
        room = self._letters.show(build, _("OK"))
        text, meant = self._letters.text.upper(), self._meant()
        found = " · ".join(word.title() for word in meant)
        facts = {"at": house.words.number(self._place + 1), "all": house.words.number(COUNT)}
        title = _("Word {at} of {all}").format(**facts)
        if room.h < BUTTON_H:
            short = f"{facts['at']}: {text}▏ {found}"
            build.title(f"{title}: {text}▏ {found}", short, short[: frame.w], reading=room.h > 0)
            return build.view()
        build.title(title, facts["at"], reading=True)
        message(build, room, [f"{text}▏", found or _("Type the first letters, then OK.")])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self._problem:
            if action == "ok":
                self._problem, self.at = "", 0
                return Stay()
            return super().act(house, frame, action)
        if self._letters.press(action):
            return Stay()
        if action == "back" and self._place:
            self._go(self._place - 1)
            return Stay()
        return self._taken(house) if action == "ok" else super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        if not self._problem:
            self._letters.typed(letter)
        return Stay()

    def _meant(self) -> tuple[str, ...]:
        return beginning(self._letters.text, OFFERED) if self._letters.text else ()

    def _taken(self, house: House) -> Step:
        """A word that is clear by now; else nothing happens until more letters are typed."""
        typed = self._letters.text.lower()
        meant = beginning(typed, 2) if typed else ()
        word = typed if typed in meant else meant[0] if len(meant) == 1 else ""
        if typed and not meant:
            self._problem = house.words.say("No word begins like this. Look at the envelope again.")
        if not word:
            return Stay()
        self._words[self._place] = word
        if self._place + 1 < COUNT:
            self._go(self._place + 1)
            return Stay()
        return self._checked(house)

    def _checked(self, house: House) -> Step:
        text = " ".join(self._words)
        try:
            entropy_of(text)
        except NotTheWords as error:
            self._problem = typed_words(house.words, error)
            self._go((error.place or 1) - 1 if isinstance(error, WordsMistaken | WordUnknown) else 0)
            return Stay()
        return self._done(house, text)

    def _go(self, place: int) -> None:
        self._place, self.at = place, 0
        self._letters = LetterKeys(LETTERS_MOST, self._words[place])
