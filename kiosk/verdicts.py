"""Every sentence about what became of a booking: what happened first, then what to do."""

from kiosk.amounts import amount_words
from kiosk.words import Words
from sync.couriers.base import Why
from sync.ledger.records import Job, Payment, Reversal, Seat, State, What


def why_words(words: Words, why: str, detail: str | None, platform: str) -> str:
    """The reason of a booking for staff; `detail` is what the platform itself said, None where it said nothing.

    `why` is a `Why` as the ledger keeps it; a word that is none is told like `OTHER`.
    """
    sentence = _reason(words, Why(why) if why in list(Why) else Why.OTHER).format(platform=platform)
    if not detail:
        return sentence
    return words.say("{sentence} ({platform} says: {detail})").format(
        sentence=sentence, platform=platform, detail=detail
    )


def state_words(words: Words, state: State) -> str:
    """How far a booking got, in a word or two."""
    _ = words.say
    match state:
        case State.WAITING:
            return _("waiting")
        case State.UNCERTAIN:
            return _("being checked")
        case State.CONFIRMED:
            return _("confirmed")
        case State.REFUSED:
            return _("to be settled")
        case State.CANCELLED:
            return _("taken back")


def what_words(words: Words, what: What) -> str:
    """A booking in one line: `Zahlung 2 Stunden von 1042 an 17: Garten`."""
    _ = words.say
    match what:
        case Payment():
            sentence = _("Payment of {amount} from {payer} to {payee}: {text}")
            amount = amount_words(words, what.amount, what.unit)
            return sentence.format(amount=amount, payer=what.payer, payee=what.payee, text=what.text)
        case Seat():
            seats = words.count("{n} seat", "{n} seats", what.seats)
            who = what.member or what.name
            return _("Registration of {who}, {seats}: {title}").format(who=who, seats=seats, title=what.title)
        case Job():
            return _("Job for {who}: {title}").format(who=what.member, title=what.title)
        case Reversal():
            return _("Storno: {what}").format(what=what_words(words, what.what))


def _reason(words: Words, why: Why) -> str:
    _ = words.say
    sentences = {
        Why.BALANCE: _(
            "Refused by {platform}: the balance of the member who gives is too low. "
            "Talk to the member, then send it again or take it back."
        ),
        Why.CEILING: _(
            "Refused by {platform}: the balance of the member who gets it would be too high. "
            "Talk to the member, then send it again or take it back."
        ),
        Why.AMOUNT: _("Refused by {platform}: the amount is larger than allowed. Book it in smaller parts."),
        Why.TOO_MANY: _(
            "Refused by {platform}: too many payments for this period. Send it again in a few days, or take it back."
        ),
        Why.TOO_SOON: _("Refused by {platform}: too soon after the last payment. Send it again in an hour."),
        Why.FORBIDDEN: _(
            "Refused by {platform}: the terminal may not do this. Ask whoever runs it, then send it again."
        ),
        Why.UNKNOWN: _(
            "Refused by {platform}: the member, the event or the booking is not known there. Check it and correct it."
        ),
        Why.INVALID: _("Refused by {platform}: it is not taken in this form. Correct it and book it anew."),
        Why.SOLD_OUT: _("Refused by {platform}: sold out. Tell the person, and take it back."),
        Why.CLOSED: _(
            "Refused by {platform}: it is over, or nobody can register any more. Tell the person, and take it back."
        ),
        Why.ADDRESS: _("Refused by {platform}: the organiser's mail address is wrong. Hand over a note on paper."),
        Why.NO_RETURN: _("Refused by {platform}: this cannot be taken back there. Ask whoever runs it."),
        Why.CHANGED: _("Somebody changed this booking on {platform}. Look there what is right now."),
        Why.UNCLEAR: _("Unclear: please look on {platform} whether it has arrived. Never send it again before that."),
        Why.OTHER: _("Refused by {platform}, and no reason is known. Ask whoever runs it."),
        Why.PENDING: _("It has arrived on {platform}. Somebody there still has to release it."),
        Why.SETTLED: _("Settled on paper."),
        Why.UNPAID: _("The seat is booked on {platform}. It is still to be paid to the organiser."),
    }
    return sentences[why]
