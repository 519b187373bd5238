"""Why something was not booked, and why the key ring says no: one sentence each, what is wrong and what to do."""

from math import ceil

from kiosk.amounts import number_words
from kiosk.words import Words
from sync.ledger.keyring import NAME_MAX, PIN_MIN
from sync.ledger.keyring_errors import (
    DeviceKeyMissing,
    KeyRingError,
    LastOne,
    LockedOut,
    NameTaken,
    NameUnknown,
    NameUnusable,
    NotEmpty,
    PinNotDigits,
    PinTaken,
    PinTooEasy,
    PinTooShort,
    RingDamaged,
    RingMissing,
    SignInRefused,
    Stranger,
)
from sync.ledger.rules import AMOUNT_MAX, NotBooked, Rule


def refusal_words(words: Words, error: NotBooked) -> str:
    """Why a rule of the centre refused; nothing was written."""
    facts = error.facts
    amounts = {name: number_words(words, int(facts[name])) for name in ("amount", "smallest") if name in facts}
    return _refusal(words, error.rule).format_map(facts | amounts | {"most": number_words(words, AMOUNT_MAX)})


def ring_words(words: Words, error: KeyRingError) -> str:
    """Why somebody cannot sign in, or the staff cannot be changed like this."""
    _ = words.say
    if isinstance(error, SignInRefused):
        return _sign_in(words, error)
    sentences: dict[type[KeyRingError], str] = {
        NameUnusable: _("A name of at most {letters} letters is needed.").format(letters=NAME_MAX),
        NameTaken: _("Somebody of the staff has this name already. Choose another one."),
        PinNotDigits: _("A PIN is made of digits alone. Choose another one."),
        PinTooShort: _("A PIN needs at least {digits} digits. Choose a longer one.").format(digits=PIN_MIN),
        PinTooEasy: _("This PIN is easy to guess. Choose another one."),
        PinTaken: _("This PIN cannot be used. Choose another one."),
        NotEmpty: _("There is staff already. Somebody of them has to sign in for this."),
        NameUnknown: _("Nobody of the staff has this name. See: kiosk staff list"),
        LastOne: _("The last staff member has to stay: nobody could open the bookings any more."),
        Stranger: _("You are no longer one of the staff. Ask a colleague."),
        RingDamaged: _("The file staff.json is damaged, so nobody can sign in. Restore it from the last backup."),
        RingMissing: _("The file staff.json is missing, so nobody can sign in. Restore it from the last backup."),
        DeviceKeyMissing: _(
            "The file device.key is missing or is another one, so nobody can sign in. Restore it from the last backup."
        ),
    }
    return sentences[type(error)]


def wait_words(words: Words, wait_s: float) -> str:
    """`45 Sekunden`, `2 Minuten`: never less than it takes."""
    seconds = ceil(wait_s)
    if seconds < 60:
        return words.count("{n} second", "{n} seconds", seconds)
    return words.count("{n} minute", "{n} minutes", ceil(seconds / 60))


def _sign_in(words: Words, error: SignInRefused) -> str:
    _ = words.say
    if error.wait_s <= 0:
        return _("This PIN is wrong. Please try again.")
    wait = wait_words(words, error.wait_s)
    if isinstance(error, LockedOut):
        return _("There were too many wrong PINs. Please wait {wait}.").format(wait=wait)
    return _("This PIN is wrong. Please wait {wait}.").format(wait=wait)


def _refusal(words: Words, rule: Rule) -> str:
    _ = words.say
    sentences = {
        Rule.AMOUNT: _("The amount must be more than 0 and at most {most}."),
        Rule.SMALLEST: _("The amount must be a multiple of {smallest}."),
        Rule.SAME_MEMBER: _("Member {number} cannot give something to themselves. Name two members."),
        Rule.UNKNOWN_MEMBER: _('There is no member "{number}". Look it up in the list of members.'),
        Rule.UNKNOWN_ITEM: _('There is no such entry "{item}" any more. Look it up again.'),
        Rule.SEATS: _("A booking has 1 to {limit} seats. For more, ask the organiser."),
        Rule.TEXT: _("The text is longer than {limit} letters. Write it shorter."),
        Rule.PAPER_TAKEN: _("The signed slip {paper} was booked before, with receipt {receipt}. Look there first."),
        Rule.VOUCHER_CHECK: _("The number {paper} is mistyped. Type it once more, just as it stands on the slip."),
        Rule.VOUCHER_FOREIGN: _("Slip {paper} belongs to terminal {terminal}. Enter it there."),
        Rule.VOUCHER_UNKNOWN: _("Slip {paper} was never printed here. Compare the number with the slip."),
        Rule.VOUCHER_VOID: _("Slip {paper} was declared void. Take a new slip, and have it signed."),
        Rule.VOUCHER_COUNT: _("Choose 1 to {limit} slips. For more, print a second time."),
        Rule.UNKNOWN_RECEIPT: _("There is no receipt {receipt}. Look at the number on the receipt."),
        Rule.CANCELLED: _("Receipt {receipt} was taken back before. There is nothing more to do."),
        Rule.RETURNING: _("Receipt {receipt} is being taken back, with receipt {storno}. Look how far that is."),
        Rule.REVERSAL: _("Receipt {receipt} is itself a Storno. Book anew what shall hold."),
        Rule.UNCERTAIN: _("Nobody knows yet whether receipt {receipt} has arrived. Try again when it has been sent."),
        Rule.UNCLEAR: _(
            "Look on the platform whether receipt {receipt} has arrived, and say so at the terminal under Clarify."
        ),
        Rule.STILL_OPEN: _("Member {number} still has open bookings: receipt {receipts}. Settle them first."),
        Rule.ERASED: _("The people of receipt {receipt} were erased. It cannot be taken back any more."),
        Rule.CLOSED: _("Receipt {receipt} has moved on meanwhile. Look how far it is now."),
    }
    return sentences[rule]
