"""What must be said about a view, reckoned from the view alone: its words, and the few that reading aloud adds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from kiosk.voice.script import Utterance
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.view import Button, Look, View
from kiosk.widgets.wrap import fit, plain
from kiosk.words import Words

WORD = re.compile(r"\w+")


def words_of(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text))


def on_the_page(view: View) -> Counter[str]:
    """Every word in every cell, codes apart."""
    return words_of(_cells(view))


def added(view: View, words: Words) -> Counter[str]:
    """The declared additions: what is a button, a key, a code, and words for signs."""
    return words_of(_additions(view, words))


def differences(view: View, words: Words, said: Iterable[Utterance]) -> tuple[str, str]:
    """Letters of the page that are not said, and letters that are said and not there; words that were cut over two
    rows may be whole again."""
    wanted = on_the_page(view) + added(view, words)
    spoken = words_of(utterance.text for utterance in said)
    return _letters(wanted - spoken, spoken - wanted), _letters(spoken - wanted, wanted - spoken)


def _letters(more: Counter[str], less: Counter[str]) -> str:
    left = Counter("".join(more.elements())) - Counter("".join(less.elements()))
    return "".join(sorted(left.elements()))


def _cells(view: View) -> Iterator[str]:
    for text in view.texts:
        if text.look is not Look.CODE:
            yield fit(plain(text.text), text.w)
    for button in view.buttons:
        yield from (plain(line) for line in button.lines)


def _additions(view: View, words: Words) -> Iterator[str]:
    _ = words.say
    for button in view.buttons:
        if button.look is not Look.KEY:
            chosen = button.on or "✓" in "".join(button.lines)
            yield _("Button: {label}, chosen" if chosen else "Button: {label}").format(label="")
    straight = mirrored(view) if view.leftward else view
    plates = [button.look is Look.KEY for button in straight.in_order if button.look is not Look.CARD]
    yield from (_("Keys: {labels}").format(labels="") for is_key, _run in groupby(plates) if is_key)
    rows = {text.y for text in view.texts if text.look is Look.CODE}
    yield from (_("Here is a QR code.") for y in rows if y - 1 not in rows)
    for cell in _cells(view):
        yield from _for_signs(cell.strip(), words)


def _for_signs(cell: str, words: Words) -> Iterator[str]:
    _ = words.say
    yield from (_("Delete") for _sign in range(cell.count("⌫")))
    yield from (_("Blank") for _sign in range(cell.count("␣")))
    for number in re.findall(r"● ?(\d+)", cell):
        yield words.count("{n} event", "{n} events", int(number)).replace(number, "")
    if re.search(r"\d/\d+$", cell):
        yield _("{at} of {all}").format(at="", all="")


def dropped(view: View) -> Iterator[View]:
    """The view without each of its texts and buttons that say something."""
    import msgspec

    for text in view.texts:
        if text.look is not Look.CODE and WORD.search(text.text):
            yield msgspec.structs.replace(view, texts=tuple(one for one in view.texts if one is not text))
    for button in view.buttons:
        yield msgspec.structs.replace(view, buttons=tuple(one for one in view.buttons if one is not button))


def button(view: View, action: str) -> Button:
    found = view.button_for(action)
    assert found is not None, action
    return found
