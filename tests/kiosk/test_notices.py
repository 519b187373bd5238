"""Every kind of trouble has its sentence in every language, and the sentence needs no fact that may be missing."""

import errno
import os
from collections.abc import Callable
from string import Formatter

import pytest

from kiosk import notices
from kiosk.printer_settings import device_wanted
from kiosk.words import LANGUAGES, Words
from printing.errors import PrinterSettingsError, SettingsProblem, Trouble
from printing.printer import NotStarted, Printed, Unconfirmed
from sync.errors import Reason

ALL = [Words(language) for language in LANGUAGES if "@" not in language]
"""Leichte Sprache says what residents never read in German words."""
HOST = {"host": "unser-quartier.de", "name": "portal"}


def sentences(say: Callable[[Words], str]) -> list[str]:
    """The same in all languages, each one whole."""
    found = [say(words) for words in ALL]
    assert len(set(found)) == len(found), "a language has no words of its own"
    for sentence in found:
        assert not sentence[0].islower() or sentence.startswith(("{", "unser-quartier.de"))
        assert sentence[-1] in ".?؟" or sentence.endswith("--read-only"), sentence
        assert not list(Formatter().parse(sentence))[-1][1], sentence
    return found


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_for_which_host_and_name_are_enough(reason: Reason) -> None:
    for sentence in sentences(lambda words: notices.platform_trouble(words, reason, HOST)):
        assert "? " not in sentence


@pytest.mark.parametrize("reason", Reason)
def test_no_two_reasons_say_the_same(reason: Reason) -> None:
    others = [notices.platform_trouble(ALL[0], other, HOST) for other in Reason if other is not reason]
    assert notices.platform_trouble(ALL[0], reason, HOST) not in others


@pytest.mark.parametrize("reason", Reason)
def test_missing_facts_and_facts_with_braces_break_no_sentence(reason: Reason) -> None:
    usual = notices.platform_trouble(ALL[0], reason, HOST)
    odd = notices.platform_trouble(ALL[0], reason, HOST | {"host": "{name}{0}{"})
    assert odd.replace("{name}{0}{", HOST["host"]) == usual
    assert notices.platform_trouble(ALL[0], reason, {}).count("{") == 0


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_of_a_printer_has_a_sentence_alone_and_in_each_outcome(trouble: Trouble) -> None:
    for cause, words in zip(sentences(lambda words: notices.printer_trouble(words, trouble)), ALL, strict=True):
        for outcome in (NotStarted(trouble), Unconfirmed(trouble)):
            assert notices.slip_outcome(words, outcome).endswith(cause)


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_printed_slip_is_said_to_be(confirmed: bool) -> None:
    assert sentences(lambda words: notices.slip_outcome(words, Printed(confirmed)))


@pytest.mark.parametrize("problem", SettingsProblem)
def test_every_problem_of_a_device_says_what_should_stand_there(problem: SettingsProblem) -> None:
    wanted = {device_wanted(PrinterSettingsError(problem, device="x"), words.say) for words in ALL}
    assert all(wanted)


def test_a_crash_and_a_held_loss_have_words() -> None:
    assert sentences(notices.crashed)
    assert all(notices.held(words, "portal").endswith("kiosk sync --accept portal") for words in ALL)


@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.EROFS, errno.ENOSPC, errno.EIO]
)
def test_causes_of_the_operating_system_are_said_in_the_centres_language(number: int) -> None:
    error = OSError(number, os.strerror(number))
    found = [notices.cause_of(words, error) for words in ALL]
    assert len(set(found)) == len(ALL)
    assert os.strerror(number) not in found


def test_an_address_names_its_host_and_a_broken_one_nothing() -> None:
    assert notices.host_of("https://unser-quartier.de:8443/koeln") == {"host": "unser-quartier.de"}
    assert notices.host_of("webcal://example.org/a.ics") == {"host": "example.org"}
    assert notices.host_of("https://[::1") == {}
    assert notices.host_of("") == {}
