"""What people are told about backups: why one is not good or cannot be restored, and when the last good one was."""

from datetime import datetime

from kiosk.backup_number import number_words
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.words import Words
from sync.backup.errors import BackupError, Why
from sync.backup.log import Copy
from sync.backup.stick import Keep
from sync.backup.words import COUNT, NotTheWords, WordsMissing, WordsMistaken, WordUnknown
from sync.clock import Trust


def why_words(words: Words, error: BackupError) -> str:
    """What is wrong, and what to do."""
    return reason_words(words, error.why)


def reason_words(words: Words, why: Why) -> str:
    """The sentence of a reason."""
    _ = words.say
    sentences = {
        Why.NO_WORDS: _("There are no recovery words yet. Without them nobody can open a backup. Make them first."),
        Why.NO_LEDGER: _("Nobody works here yet. There is nothing to back up."),
        Why.STICK_GONE: _("The stick cannot be written or read. Plug it in again, or take another one."),
        Why.STICK_FULL: _("The stick is full. Delete other files from it, or take another one."),
        Why.DIFFERENT: _("The stick did not keep what was written. It is broken. Take another one."),
        Why.LEDGER_DAMAGED: _("The bookings are damaged. The older backups stay as they are. Use the last good one."),
        Why.LEDGER_BUSY: _("Another program uses the bookings at the moment. Try again in a minute."),
        Why.DISK: _("The card of the terminal cannot be written or read."),
        Why.RUNNING: _("Another backup is being made at the moment."),
        Why.NO_BACKUP: _("This file is no backup of a kiosk."),
        Why.SPOILED: _("This backup is damaged. Take an older one, or the other stick."),
        Why.WRONG_WORDS: _("These words do not open this backup. Maybe it is older than the envelope."),
        Why.TOO_NEW: _("A newer program made this backup. Update this terminal first."),
        Why.NOT_BLANK: _("Somebody works with this terminal already. A backup needs an empty terminal."),
    }
    return sentences[why]


def kept_words(words: Words, keep: Keep) -> str:
    """Of how many days, weeks and months a stick keeps backups."""
    n_ = words.count
    days, weeks = n_("{n} day", "{n} days", keep.daily), n_("{n} week", "{n} weeks", keep.weekly)
    return ", ".join((days, weeks, n_("{n} month", "{n} months", keep.monthly)))


def typed_words(words: Words, error: NotTheWords) -> str:
    """What is wrong with the recovery words, as far as that can be told."""
    _ = words.say
    match error:
        case WordsMissing(count=count):
            return _("The envelope has {all} words; these are {count}.").format(all=COUNT, count=count)
        case WordUnknown(place=place, near=near):
            told = _("Word {place} is not on the list.").format(place=place)
            asked = _("Is it “{word}”?").format(word=near[0]) if near else ""
            return f"{told} {asked}".rstrip()
        case WordsMistaken(place=int(place), word=word):
            return _("Word {place} is wrong. Is it “{word}”?").format(place=place, word=word)
    return _("At least one word is wrong, or two are in the wrong order. Compare them with the envelope.")


def moment(house: House, at: datetime) -> str:
    """A day and an hour, as people say it."""
    here = at.astimezone(house.zone)
    hour = f"{here:%H:%M}"
    if here.date() == house.today:
        return house.words.say("today at {hour}").format(hour=hour)
    return house.words.say("on {day} at {hour}").format(day=whole_day(house.words, here.date()), hour=hour)


def last_good_words(house: House, copy: Copy | None) -> list[str]:
    """When the last good backup was, and how long ago that is."""
    _ = house.words.say
    if copy is None:
        return [_("There is no good backup yet.")]
    told = [
        _("The last good backup was made {when}, on {stick}.").format(when=moment(house, copy.at), stick=copy.stick)
    ]
    if copy.trust == Trust.UNTRUSTED.value:
        told.append(_("The clock was not sure at that time."))
    days = (house.today - copy.at.astimezone(house.zone).date()).days
    if days > 1:
        told.append(house.words.count("That is {n} day ago.", "That is {n} days ago.", days))
    if copy.ledger_hash is None:
        told.append(_("Nobody had signed in. So the copy was compared, and not summed up again."))
    else:
        told.append(number_words(house.words, copy.ledger_hash))
    return told
