"""The last sheet of the handover binder: what was handed over, and both sign."""

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Blanks, Boxes, Sheet, Text


def signing_over(house: House, desk: Desk) -> Sheet:
    """From one to the next; accounts only where there are sites."""
    _ = house.words.say
    accounts = [_("We went through all accounts, and the passwords were changed.")] if desk.settings.platforms else []
    done = (
        _("The new person has a PIN of their own, and signed in with it."),
        _("The old person was taken off the list."),
        _("We looked at the envelope. It is sealed."),
        _("We have both sticks in our hands."),
        *accounts,
        _("The new person made a backup and a monthly page alone."),
        _("Keys to room and case were handed over."),
        _("Both binders were printed anew."),
    )
    lines = (
        _("Handed over by:"),
        _("Taken over by:"),
        _("Day:"),
        _("Signature of the old person:"),
        _("Signature of the new person:"),
    )
    return Sheet(
        _("Handing over"), (Text((_("Go through this sheet together. Then both sign."),)), Boxes(done), Blanks(lines))
    )
