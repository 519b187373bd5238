"""`kiosk check-settings`: all problems at once, each with the line to write instead."""

from kiosk.font import in_use, unknown
from kiosk.output import put
from kiosk.screen_settings import ScreenSettings, screen_notes
from kiosk.session import DONE, WRONG, Session, Stop
from kiosk.toml_lines import toml_line
from kiosk.voice.installed import unheard
from kiosk.words import Words


def check_settings(session: Session) -> int:
    """Problems and warnings on stdout, for they are what was asked for; exit 2 when there is a problem."""
    try:
        settings = session.settings
    except Stop as stop:
        put(session.words.say("{path} needs fixing:").format(path=session.place.settings))
        for sentence in stop.sentences:
            put(f"  - {sentence}")
        return WRONG
    if settings.demo:
        put(session.words.say("There is no {path}. The demo runs without one.").format(path=session.place.settings))
        return DONE
    for warning in (
        *settings.warnings,
        *unheard(session.words, settings.sound),
        *screen_notes(session.words, settings.screen),
        *font_notes(session.words, settings.screen),
    ):
        put(f"  - {warning}")
    for key in settings.learned:
        line = toml_line(key, getattr(settings.printer, key))
        put(
            session.words.say("[printer] {line} is from the test print: {path}").format(
                line=line, path=session.place.learned
            )
        )
    put(session.words.say("The settings can be used."))
    return DONE


def font_notes(words: Words, screen: ScreenSettings) -> list[str]:
    """Font files on which nobody held I, l and 1 apart (A5); where no panel is set, this is no terminal on a wall."""
    sentence = words.say("[screen] The font {path} was not tried. Install Debian's: apt-get install fonts-dejavu-core")
    return [sentence.format(path=path) for path in unknown(in_use())] if screen.panel else []
