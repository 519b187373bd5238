"""Every sentence about trouble and about how old things are; what is safe first, then what to do."""

import errno
from urllib.parse import urlsplit

from kiosk.dates import age_words, date_words, day_words, time_words
from kiosk.house import House
from kiosk.voice.engine import Trouble as Unheard
from kiosk.words import Words
from printing.errors import Trouble
from printing.printer import NotStarted, Outcome, Printed
from sync.errors import Reason
from sync.records import Kind


def cause_of(words: Words, error: BaseException | None) -> str:
    """Why a file or folder could not be used, in words for whoever typed its name."""
    _ = words.say
    causes = {
        errno.ENOENT: _("it does not exist"),
        errno.ENOTDIR: _("it is no folder"),
        errno.EEXIST: _("it is no folder"),
        errno.EISDIR: _("it is a folder"),
        errno.EACCES: _("permission is missing"),
        errno.EPERM: _("permission is missing"),
        errno.EROFS: _("nothing may be written there"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.ENAMETOOLONG: _("the name is too long"),
    }
    number = error.errno if isinstance(error, OSError) else None
    return causes.get(number or 0) or _("the disk does not answer")


def freshness(house: House) -> str:
    """How old the content is, in one short line for every page."""
    _ = house.words.say
    if house.demo:
        return _("Made-up example")
    last = house.last_good()
    if last is None:
        return _("No connection yet")
    if not house.clock.trusted:
        return _("As of {day}").format(day=date_words(house.words, last.astimezone(house.zone).date(), house.today))
    return _("As of {age}").format(age=age_words(house.words, house.now() - last))


def freshness_long(house: House) -> str:
    """The same for the help page, with date and time."""
    _ = house.words.say
    if house.demo:
        return _("This neighbourhood is made up. It shows what the terminal can do.")
    last = house.last_good()
    if last is None:
        return _("There was no connection yet. Nothing could be loaded.")
    local = last.astimezone(house.zone)
    day, time = day_words(house.words, local.date(), house.today), time_words(house.words, local)
    return _("All content was read on {day}, {time}.").format(day=day, time=time)


def nothing_here(house: House, kind: Kind) -> str:
    """Why a list is empty: nothing published, or nothing could be read yet."""
    _ = house.words.say
    if house.unread:
        return _("No connection. Nothing could be loaded yet. Please ask in the office.")
    if kind is Kind.EVENT:
        return _("Nothing is planned here at the moment.")
    return _("Nobody has put up anything here at the moment.")


def platform_trouble(words: Words, reason: Reason, facts: dict[str, str]) -> str:
    """One sentence for staff: what happened, and what to do. `facts` should name `host` and platform `name`."""
    return _reason(words, reason).format_map({"host": "?", "name": "NAME"} | facts)


def host_of(url: str) -> dict[str, str]:
    """The fact `host` for errors that do not know it themselves."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    return {"host": host} if host else {}


def _reason(words: Words, reason: Reason) -> str:
    _ = words.say
    sentences = {
        Reason.NO_NETWORK: _("There is no network. Check the cable or the Wi-Fi."),
        Reason.NAME_UNKNOWN: _("The name {host} is not known. Check the address, and whether there is a network."),
        Reason.REFUSED: _("{host} does not answer: nothing listens there. Try again later, or check the address."),
        Reason.SILENT: _("{host} stopped answering. Try again later."),
        Reason.TOO_SLOW: _("The answer of {host} took too long. Try again later, or set answer_s higher."),
        Reason.CUT: _("The answer of {host} broke off in the middle. Try again later."),
        Reason.TOO_LARGE: _("The answer of {host} is larger than allowed. If that is right, set max_mb higher."),
        Reason.CERTIFICATE: _("The certificate of {host} is not valid. Ask whoever runs the site."),
        Reason.CLOCK: _("The terminal's clock is probably wrong, so {host} cannot be trusted. Set date and time."),
        Reason.REDIRECTS: _("{host} sends us in circles. Check the address."),
        Reason.UNSAFE_REDIRECT: _("{host} sends us to an unsafe address. Check the address."),
        Reason.LOGIN_PAGE: _("{host} shows a web page to sign in instead of data. Does the Wi-Fi ask for a sign-in?"),
        Reason.NOT_UNDERSTOOD: _("The answer of {host} is not what was expected. Check the address and the kind."),
        Reason.SERVER_ERROR: _("{host} reports a fault of its own. Try again later."),
        Reason.BUSY: _("{host} is busy. It is asked again later."),
        Reason.NOT_FOUND: _("There is nothing at this address on {host}. Check the address."),
        Reason.FORBIDDEN: _("{host} refuses to show this. Ask whoever runs the site."),
        Reason.KEY_REFUSED: _(
            "{host} no longer accepts the terminal's key. Set a new one: kiosk secret set {name} --read-only"
        ),
        Reason.CHANGED_WHILE_READING: _("{host} changed while it was read. It is read again later."),
        Reason.PARTIAL: _("{host} says that its answer is not whole. It is asked again later."),
        Reason.NOTHING_OFFERED: _("{host} offers nothing that the terminal can read. Try: kiosk discover."),
        Reason.UNENCRYPTED: _("The key for {host} must not go over http. Write https:// into the settings."),
        Reason.DISK_FULL: _("The disk is full. Make room, or ask for help."),
        Reason.DISK: _("The disk cannot be read or written. Ask for help soon."),
        Reason.LEDGER_DAMAGED: _(
            "The file of the bookings is damaged. Nothing was deleted. Book on paper and restore the last backup."
        ),
        Reason.LOCKED: _("Another program holds the data. Try again in a minute."),
        Reason.TOO_MANY: _("{host} has more than the terminal can hold. Choose fewer categories."),
    }
    return sentences[reason]


def held(words: Words, name: str) -> str:
    """A large loss waits for a second look."""
    _ = words.say
    return _(
        "More than 30 percent would vanish at once, so it still shows. If that is right: kiosk sync --accept {name}"
    ).format(name=name)


def held_members(words: Words, name: str, count: int) -> str:
    """Many members would leave at once; nothing else knows their consents."""
    _ = words.say
    sentence = _("{name} no longer names {count} members. They stay. If that is right: kiosk members --accept {name}")
    return sentence.format(name=name, count=words.number(count))


def slip_outcome(words: Words, outcome: Outcome) -> str:
    """What became of a slip, for the person who waits for it."""
    _ = words.say
    if isinstance(outcome, Printed):
        return (
            _("Your slip is printed. Please take it.") if outcome.confirmed else _("Your slip was sent to the printer.")
        )
    cause = printer_trouble(words, outcome.trouble)
    if isinstance(outcome, NotStarted):
        return _("The slip was not printed. {cause}").format(cause=cause)
    return _("Maybe the slip did not come out whole. {cause}").format(cause=cause)


def printer_trouble(words: Words, trouble: Trouble) -> str:
    """What is wrong with the printer, and what to do."""
    _ = words.say
    sentences = {
        Trouble.NO_PRINTER: _("No printer is connected here."),
        Trouble.UNREACHABLE: _("The printer is off or not connected. Please tell the office."),
        Trouble.REFUSED: _("The printer is not ready. Please wait a minute."),
        Trouble.NAME_UNKNOWN: _("The printer's name is not known. Please tell the office."),
        Trouble.BUSY: _("The printer is busy. Please wait a minute."),
        Trouble.NO_DEVICE_FILE: _("The printer is not plugged in. Please tell the office."),
        Trouble.NO_PERMISSION: _("The terminal may not use the printer. Please tell the office."),
        Trouble.SEVERAL_ALIKE: _("Several printers of this kind are plugged in. Please tell the office."),
        Trouble.NOT_A_PRINTER: _("What is plugged in is no printer. Please tell the office."),
        Trouble.NO_SPOOLER: _("The print service does not answer. Please tell the office."),
        Trouble.NO_QUEUE: _("The print queue does not exist. Please tell the office."),
        Trouble.QUEUE_STOPPED: _("The print queue is paused. Please tell the office."),
        Trouble.NO_SPACE: _("There is no room to store the slip. Please tell the office."),
        Trouble.PAPER_OUT: _("The paper is used up. Please tell the office."),
        Trouble.PAPER_NEAR_END: _("The paper will be used up soon. Please tell the office."),
        Trouble.COVER_OPEN: _("The cover of the printer is open. Please close it."),
        Trouble.OFFLINE: _("The printer is switched to offline. Please tell the office."),
        Trouble.FAULT: _("The printer reports a fault. Please tell the office."),
        Trouble.CUT_OFF: _("The connection to the printer broke. Please tell the office."),
        Trouble.STUCK: _("The printer is stuck. Please tell the office."),
        Trouble.SILENT: _("The printer no longer answers. Please tell the office."),
    }
    return sentences[trouble]


def reading_trouble(words: Words, trouble: Unheard) -> str:
    """Why a page is not read aloud."""
    _ = words.say
    sentences = {
        Unheard.NO_VOICE: _("Reading aloud does not work at the moment. Please tell the office."),
        Unheard.NO_SOUND: _("The loudspeaker does not answer. Please tell the office."),
    }
    return sentences[trouble]


def crashed(words: Words) -> str:
    """Something broke inside; for visitors."""
    return words.say("Something went wrong here, not with you. Please tell the office.")
