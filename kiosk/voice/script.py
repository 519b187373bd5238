"""What is said about a page: all its words in reading order, and what its buttons are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse, groupby

import msgspec

from kiosk.frame import TEXT_W
from kiosk.voice.alphabets import voices
from kiosk.voice.blocks import blocks, codes
from kiosk.voice.joining import flowing, paragraphs
from kiosk.voice.signs import has_words, worded
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, View
from kiosk.widgets.wrap import plain
from kiosk.words import Words

CHOSEN = "✓"
_CLOCK = re.compile(r"\d\d:\d\d")
_ENDS = ".,:;!?…"


class Utterance(msgspec.Struct, frozen=True):
    """What is said in one breath."""

    text: str
    """The words of the page, plus what `script` adds to them."""
    language: str
    """Code of `kiosk.words.LANGUAGES`."""
    rows: tuple[int, ...] = ()
    """Rows of the grid on which it stands."""
    action: str | None = None
    """The button that it belongs to."""


def script(view: View, words: Words) -> tuple[Utterance, ...]:
    """Title, content from top to bottom, then the buttons; exactly the words of the page.

    Added are only: what is a button ("Knopf: …") and which one is chosen, that keys are keys, that a QR code stands
    there, and words for signs (`kiosk.voice.signs`).
    """
    way = -1 if view.leftward else 1
    said: list[tuple[tuple[bool, int, int], list[Utterance]]] = []
    for block in blocks(view.texts):
        told = Utterance(worded(words, block.text), _voice(words, block.language), block.rows)
        said.append(((block.look is not Look.TITLE, block.rows[0], way * block.x), [told]))
    for card in filter(_is_card, view.buttons):
        middle = card.rect.y + (card.rect.h - 1) // 2
        said.append(((True, middle, way * card.rect.x), announced(words, card)))
    for y, x in codes(view.texts):
        said.append(((True, y, way * x), [Utterance(words.say("Here is a QR code."), words.language, (y,))]))
    said.sort(key=lambda one: one[0])
    content = [utterance for _, several in said for utterance in several]
    return tuple(_by_alphabet((*content, *_buttons(words, _in_order(view)))))


def news(view: View, words: Words, before: Iterable[Utterance]) -> tuple[Utterance, ...]:
    """What was not said of a page before; the clock and the age of the content are no news."""
    known = {utterance.text for utterance in before}
    lasting = tuple(text for text in view.texts if text.look is not Look.QUIET and not _CLOCK.fullmatch(text.text))
    now = script(msgspec.structs.replace(view, texts=lasting), words)
    return tuple(utterance for utterance in now if utterance.text not in known)


def announced(words: Words, button: Button) -> list[Utterance]:
    """One button: what it is, what stands on it, and whether it is chosen. Words of a platform get their own voice."""
    label, language = _label(words, button), _voice(words, button.lang)
    rows = tuple(range(button.rect.y, button.rect.bottom))
    chosen = button.on or any(CHOSEN in line for line in button.lines)
    sentence = words.say("Button: {label}, chosen") if chosen else words.say("Button: {label}")
    if language == words.language:
        return list(_by_alphabet([Utterance(sentence.format(label=label), language, rows, button.action)]))
    lead = Utterance(sentence.format(label="").strip(" ,"), words.language, rows, button.action)
    return list(_by_alphabet((lead, Utterance(label, language, rows, button.action))))


def _by_alphabet(utterances: Iterable[Utterance]) -> Iterator[Utterance]:
    """Each in as many parts as it needs voices; what has no words in it is left out."""
    for one in utterances:
        for text, language in voices(one.text, one.language):
            if has_words(text):
                yield Utterance(text, language, one.rows, one.action)


def _voice(words: Words, own: str | None) -> str:
    """The language of the voice: Leichte Sprache and what platforms wrote in German need no two."""
    return words.language if own is None or words.language.partition("@")[0] == own.partition("@")[0] else own


def _in_order(view: View) -> list[Button]:
    """As they are read; keys go from left to right in every language, as `kiosk.widgets.mirror` leaves them."""
    if not view.leftward:
        return view.in_order
    rows = groupby(view.in_order, lambda one: (one.rect.y, one.action.startswith(("key:", "range:"))))
    return [button for (_, keys), row in rows for button in (reversed(list(row)) if keys else row)]


def _is_card(button: Button) -> bool:
    return button.look is Look.CARD


def _label(words: Words, button: Button) -> str:
    """What stands on a button, wrapped lines joined again: its title, then its facts."""
    margin = button.edge is not None or button.align != "center"
    width = min(TEXT_W, inner_width(button.rect, margin=margin))
    lines = [plain(line) for line in button.lines]
    title, facts = lines[: button.strong], lines[button.strong :]
    told = [title, *([facts[at] for at in part] for part in paragraphs(facts, width))]
    joined = [flowing(rows, width) for rows in told if rows]
    return _listed(worded(words, part.replace(CHOSEN, "").strip()) for part in joined)


def _buttons(words: Words, buttons: Sequence[Button]) -> Iterator[Utterance]:
    """All but cards in their places; keys beside each other in one breath."""
    others = filterfalse(_is_card, buttons)
    for is_key, several in groupby(others, lambda one: one.look is Look.KEY):
        if is_key:
            yield _keys(words, list(several))
        else:
            yield from (said for one in several for said in announced(words, one))


def _keys(words: Words, keys: Sequence[Button]) -> Utterance:
    rows = {y for key in keys for y in range(key.rect.y, key.rect.bottom)}
    labels = ", ".join(_label(words, key) for key in keys)
    return Utterance(words.say("Keys: {labels}").format(labels=labels), words.language, tuple(sorted(rows)))


def _listed(parts: Iterable[str]) -> str:
    """Parts with a pause between."""
    told = ""
    for part in filter(None, parts):
        told += part if not told else f" {part}" if told[-1] in _ENDS else f", {part}"
    return told
