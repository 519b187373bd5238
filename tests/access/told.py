"""What is said and in which language: A17 time, A24 names, A25 PINs, A27 and A29 reading aloud, A32 dates, A33, A35."""

import re
from collections.abc import Iterator
from functools import cache

from kiosk.screens.public.detail import Detail
from kiosk.screens.public.languages import Languages
from kiosk.screens.staff.door import Door
from kiosk.voice.script import script
from kiosk.words import LANGUAGES
from tests.access.catalogue import catalogue
from tests.access.layout import tried
from tests.access.result import Tried
from tests.access.scenes import Scene
from tests.kiosk.staff_house import CANARIES
from tests.kiosk.voice_rules import differences

FIGURES = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?!\d\b)|\b\d{1,2}/\d{1,2}/\d{2}|\b\d{4}-\d{2}-\d{2}\b")
"""Dates. The three numbers of a version, the last of one digit, are none."""
BAR = re.compile("^[█░]+$")
SENTENCE = 12
"""Letters from which a sentence of one language is hardly ever one of another by chance."""


def own(scene: Scene) -> Iterator[str]:
    """Rows and labels that the terminal says itself; a label in several rows is one."""
    yield from (text.text for text in scene.view.texts if text.lang is None)
    yield from (" ".join(button.lines) for button in scene.view.buttons if button.lang is None)


def everything(scene: Scene) -> str:
    """All that stands there."""
    lines = [line for button in scene.view.buttons for line in button.lines]
    return "\n".join([*(text.text for text in scene.view.texts), *lines])


def time_left(scene: Scene) -> Tried:
    """the time that is left stands there in words and as a bar, with one large button to stay"""
    if scene.page.name != "covered":
        return tried()
    bars = [text.text for text in scene.view.texts if BAR.match(text.text)]
    numbers = re.findall(r"\d+", " ".join(text.text for text in scene.view.texts))
    one = len(scene.view.buttons) == 1 and scene.view.buttons[0].rect.w >= min(60, scene.frame.w // 2)
    there = {"bar": bars, "words": numbers, "button": one}
    return tried(*("" if found else f"{scene}: no {what}" for what, found in there.items()))


def nobody_named(scene: Scene) -> Tried:
    """without sign-in no screen shows the name of a member, of staff or of whoever left a letter"""
    if scene.inner:
        return tried()
    seen = [name for name in CANARIES if name in everything(scene)]
    return tried(f"{scene}: {seen}" if seen or scene.page.staff else "")


def masked(scene: Scene) -> Tried:
    """of a PIN there are dots only, the last digit too, and its page is not read aloud"""
    page = scene.page
    if not isinstance(page, Door):
        return tried()
    typed = page.pad.text
    shown = "".join(text.text for text in scene.view.texts)
    return tried(f"{scene}: {typed} is shown" if typed and page.secret and typed in shown else "")


def said_aloud(scene: Scene) -> Tried:
    """what is read aloud holds every word of the page and no other"""
    if scene.inner:
        return tried()
    missing, surplus = differences(scene.view, scene.house.words, script(scene.view, scene.house.words))
    return tried(f"{scene}: unsaid {missing!r}, invented {surplus!r}" if missing or surplus else "")


def heard_and_seen(scene: Scene) -> Tried:
    """while the page is read, its button says "Stopp": the sound's twin on the screen; no row has a BEL"""
    rung = "\a" in everything(scene)
    listen = scene.view.button_for("listen")
    word = scene.house.words.say("Stop" if scene.house.visitor.listening else "Listen")
    twin = listen is None or listen.lines == (word,)
    return tried("" if twin and not rung else f"{scene}: {listen}")


def dates_in_words(scene: Scene) -> Tried:
    """no date in figures alone in what the terminal says"""
    return tried(*(f"{scene}: {line!r}" if FIGURES.search(line) else "" for line in own(scene)))


def one_language(scene: Scene) -> Tried:
    """no sentence of another language in what the terminal says; only names of languages stand in their own"""
    if isinstance(scene.page, Languages):
        return tried()
    spoken = scene.house.words.language
    foreign = _foreign(spoken)
    return tried(*(f"{scene}: {line!r} in {foreign[line]}" if line in foreign else "" for line in own(scene)))


@cache
def _foreign(spoken: str) -> dict[str, str]:
    """Sentence → a language that says so and is not spoken."""
    own_sentences = {form for forms in catalogue(spoken).values() for form in forms}
    related = spoken.partition("@")[0]
    return {
        form: code
        for code in LANGUAGES
        if code.partition("@")[0] != related
        for forms in catalogue(code).values()
        for form in forms
        if form not in own_sentences and len(form) >= SENTENCE
    }


def platforms_marked(scene: Scene) -> Tried:
    """what a platform wrote bears its language, and a page in another one says which that is"""
    house, page = scene.house, scene.page
    item = house.replica.item(page.item) if isinstance(page, Detail) else None
    if item is None:
        return tried()
    marked = {text.lang for text in scene.view.texts if text.text and text.text in (item.title, item.text)}
    unmarked = f"{scene}: {item.title!r} bears no language" if None in marked else ""
    other = house.words.language.partition("@")[0] != house.language
    told = page.at > 0 or not other or LANGUAGES[house.language] in everything(scene)
    return tried(unmarked, "" if told else f"{scene}: it does not say {LANGUAGES[house.language]}")
