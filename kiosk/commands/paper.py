"""`kiosk paper`: the newspaper and the other papers for A4, as PDF into a file."""

import sys
from pathlib import Path

from kiosk.commands.days import day_of
from kiosk.commands.signing import signed_in
from kiosk.notices import cause_of
from kiosk.output import put_whole
from kiosk.papers.made import Made, NotMade, Paper, Wishes
from kiosk.papers.making import make, printed
from kiosk.saving import NoPdf, check_target, save
from kiosk.session import DONE, OPEN, REFUSED, WRONG, Session, Stop, warn

STDOUT = Path("-")
"""As a file name it means standard output."""


def paper(session: Session, wanted: Paper, out: Path, wishes: Wishes, *, draft: bool = False) -> int:
    """Compose it and write it whole or not at all; of a `draft` nothing is remembered."""
    _look_at(session, out)
    with signed_in(session) as desk:
        try:
            made = make(wanted, session.house, desk, wishes)
        except NotMade as error:
            raise Stop(REFUSED, str(error)) from error
        _write(session, out, made.pdf)
        if not draft:
            printed(made, desk)
    warn(told(session, made))
    return DONE


def since_of(session: Session, text: str | None) -> Wishes:
    """Wishes with a day as it was typed; one to come would leave everything out. Raises Stop."""
    since = None if text is None else day_of(session, "--since", text)
    if since and since > session.house.today:
        raise Stop(WRONG, session.words.say("{day} is still to come. Choose an earlier day.").format(day=since))
    return Wishes(since=since)


def told(session: Session, made: Made) -> str:
    """What was made, and how often it is to be printed."""
    n_ = session.words.count
    sheets, copies = n_("{n} sheet", "{n} sheets", made.sheets), n_("print {n} time", "print {n} times", made.copies)
    return f"{made.title}: {sheets}, {copies}"


def _look_at(session: Session, out: Path) -> None:
    """Before anything is composed: numbers of vouchers must not be lost for a mistyped name."""
    if out != STDOUT:
        filed(session, out, None)
    elif sys.stdout is not None and sys.stdout.isatty():
        raise Stop(WRONG, session.words.say("A PDF cannot be shown here. Write for example: --out paper.pdf"))


def _write(session: Session, out: Path, pdf: bytes) -> None:
    if out == STDOUT:
        put_whole(pdf)
    else:
        filed(session, out, pdf)


def filed(session: Session, out: Path, pdf: bytes | None) -> None:
    """Save it, or with None only look whether that is possible; a wrong name is wrong use, a full disk is not."""
    say = session.words.say
    try:
        check_target(out) if pdf is None else save(out, pdf)
    except NoPdf as error:
        sentence = say("{path} is there already and is no PDF. Choose another name.")
        raise Stop(WRONG, sentence.format(path=out)) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Stop(WRONG, say("There is no folder {path}.").format(path=out.parent)) from error
    except OSError as error:
        sentence = say("The file {path} cannot be written: {cause}.")
        code = WRONG if pdf is None else OPEN
        raise Stop(code, sentence.format(path=out, cause=cause_of(session.words, error))) from error
