"""`kiosk print-test`: the slip with samples, and on a terminal the questions that make the printer's profile."""

import sys

import msgspec

from kiosk.commands.slip import press_of
from kiosk.notices import platform_trouble, slip_outcome
from kiosk.output import flush, put
from kiosk.papers.test_slip import slip_of_test
from kiosk.printer_answers import Question, advice, learned, next_question, questions
from kiosk.printer_learned import KEYS, lines_of, store
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn
from kiosk.words import Words
from printing.printer import NotStarted, Printed
from sync.errors import Unstorable


def print_test(session: Session, device: str | None) -> int:
    """Print the samples, ask what can be seen and store it; without a terminal say what to look at.

    The lines that were found out go to stdout. Exit 3 when nothing may have come out.
    """
    words, printer = session.words, session.settings.printer
    if device is not None:
        printer = msgspec.structs.replace(printer, device=device)
    if printer.device == "none":
        sentence = words.say("No printer is set. See: kiosk printers, then: kiosk print-test --device URL")
        raise Stop(WRONG, sentence)
    outcome = press_of(session, printer).print(slip_of_test(words))
    warn(slip_outcome(words, outcome))
    if isinstance(outcome, NotStarted):
        return OPEN
    if _can_ask():
        _ask(session, printer.device)
    else:
        warn(*_to_look_at(words))
    return DONE if isinstance(outcome, Printed) else OPEN


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stderr is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _ask(session: Session, device: str) -> None:
    """Question by question, until all is known or the terminal is closed."""
    words, answers = session.words, dict[str, str]()
    while question := next_question(words, answers):
        chosen = _answered(words, question)
        if chosen is None:
            return
        answers[question.key] = chosen
    tips = advice(words, answers)
    if tips:
        warn(words.say("What to try:"), *(f"  {tip}" for tip in tips))
        return
    _keep(session, device, answers)


def _answered(words: Words, question: Question) -> str | None:
    """The key of the answer whose number was typed; None when nobody answers any more."""
    while True:
        warn("", question.text, *(f"  {at}  {answer.label}" for at, answer in enumerate(question.answers, 1)))
        typed = sys.stdin.readline()
        if not typed:
            return None
        number = typed.strip()
        if number.isascii() and number.isdecimal() and 0 < int(number[:3]) <= len(question.answers):
            return question.answers[int(number) - 1].key
        warn(words.say("Type one of the numbers, then Enter."))


def _keep(session: Session, device: str, answers: dict[str, str]) -> None:
    found = learned(answers, device)
    session.prepare()
    try:
        store(session.place.data, device, found)
    except Unstorable as error:
        raise Stop(OPEN, platform_trouble(session.words, error.reason, error.facts)) from error
    for line in lines_of(found):
        put(line)
    flush()
    sentence = session.words.say("Stored in {path}. Lines in kiosk.toml still come first.")
    warn(sentence.format(path=session.place.learned))


def _to_look_at(words: Words) -> list[str]:
    """The questions, and the keys that answer them, for who has no terminal here."""
    _ = words.say
    return [
        _("Look at the slip:"),
        *(f"  {question.text}" for question in questions(words)),
        _("Then write into [printer]: {keys}. See docs/settings.md.").format(keys=", ".join(KEYS)),
        _("On a terminal, kiosk print-test asks these questions and stores the answers."),
    ]
