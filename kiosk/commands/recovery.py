"""`kiosk recovery new`: new words for the envelope, shown this once."""

from pathlib import Path

from kiosk.commands.signing import signed_in, spoken
from kiosk.notices import cause_of
from kiosk.output import put
from kiosk.session import DONE, OPEN, REFUSED, Session, Stop, warn
from sync.backup.recovery import Recovery


def new(session: Session, out: Path | None, *, again: bool) -> int:
    """The words on stdout, or on a sheet for the envelope (`--out`); where there are some already, `--again`."""
    say = session.words.say
    with signed_in(session) as desk:
        recovery = Recovery(desk.folder)
        with spoken(session):
            if recovery.ready and not again:
                told = say("There are recovery words already. With --again new ones take their place.")
                raise Stop(REFUSED, told, say("Backups made until now go on needing the old words."))
            assert desk.data_key is not None
            if out:
                _check(session, out)
            words = recovery.make(desk.data_key)
            with desk.ledger.change():
                desk.ledger.journal.note("recovery words made", staff=desk.me)
        if out is None:
            put(" ".join(words))
        else:
            _save(session, out, words)
    warn(say("These words are stored nowhere. Put them into an envelope, close it, and keep it apart from the sticks."))
    return DONE


def _check(session: Session, out: Path) -> None:
    """Before old words lose their worth: whether the sheet can be written at all."""
    from kiosk.saving import NoPdf, check_target

    say = session.words.say
    try:
        check_target(out)
    except NoPdf as error:
        raise Stop(REFUSED, say("{path} is no PDF and is not overwritten.").format(path=out)) from error
    except OSError as error:
        raise Stop(OPEN, _not_saved(session, out, error)) from error


def _save(session: Session, out: Path, words: tuple[str, ...]) -> None:
    from kiosk.papers.envelope import envelope_pdf
    from kiosk.saving import save

    try:
        save(out, envelope_pdf(session.house, words))
    except OSError as error:
        put(" ".join(words))  # they are in force: without a sheet they must at least be seen
        raise Stop(OPEN, _not_saved(session, out, error)) from error


def _not_saved(session: Session, out: Path, error: OSError) -> str:
    sentence = session.words.say("{path} cannot be written: {cause}.")
    return sentence.format(path=out, cause=cause_of(session.words, error))
