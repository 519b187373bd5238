"""Sheets of the handover binder for when something is wrong: restoring, updating, switching off, going on by hand."""

from collections.abc import Iterator

from kiosk.house import House
from kiosk.papers.binder import Blanks, Boxes, Head, Sheet, Steps, Text


def repair(house: House) -> Iterator[Sheet]:
    """The steps, in the words of the buttons."""
    yield _dead(house)
    yield _restore(house)
    yield _update_and_off(house)


def _dead(house: House) -> Sheet:
    _ = house.words.say
    first = (
        _("Is the screen dark? Look at the plugs of terminal and screen."),
        _("Pull the power plug, wait ten seconds, plug it in. Wait two minutes."),
        _("Does the screen show a telephone number? Call there. The terminal tries again by itself."),
        _("Still nothing? Go on with paper, and call a helper (sheet “Whom to call”)."),
    )
    paper = (
        _("Take the emergency sheet of the month. Write each booking on a line of its own."),
        _("Whoever pays signs. Give nobody a second slip for the same booking."),
        _("When the terminal works again: “More”, “Enter a pile”. Each number is booked once."),
    )
    parts = (
        Steps(first),
        Head(_("Going on by hand")),
        Steps(paper),
        Text((_("Nothing is lost: what the screen called booked is on the card."),)),
        Blanks((_("The emergency sheet lies in:"),)),
    )
    return Sheet(_("When nothing works"), parts)


def _restore(house: House) -> Sheet:
    _ = house.words.say
    needed = (
        _("a blank terminal: a new card with the program, as the newcomers' page of the program says"),
        _("the stick with the newest backup"),
        _("the sealed envelope with the recovery words"),
    )
    steps = (
        _("Put the card in, and switch on. Wait for “Welcome!” on the screen."),
        _("Plug in the stick, and wait a moment."),
        _("Touch “Restore a backup”, then “Choose a backup”. The newest stands on top."),
        _("Open the envelope. Type the sixteen words in their order. Four letters of each are enough."),
        _("Wait until “Everything is back” is there. Then touch “Begin”."),
        _("Sign in with your PIN of before. Bookings that were on their way are checked by themselves."),
        _("Compare the last receipts on paper. Enter what is missing anew."),
        _("Make new recovery words and a backup. Seal a new envelope."),
    )
    tail = Text(
        (
            _("Words wrong? Nothing was changed. Look at the letters, and try again."),
            _("No stick, or no envelope? Then nobody can bring the bookings back. Set up anew."),
        )
    )
    return Sheet(
        _("Bringing everything back"), (Head(_("You need")), Boxes(needed), Head(_("Steps")), Steps(steps), tail)
    )


def _update_and_off(house: House) -> Sheet:
    _ = house.words.say
    update = (
        _("Make a backup: “More”, “The device”, “Backup”."),
        _("Plug in the stick with the update, or let the terminal ask the net."),
        _("Touch “Update”, read what is new, and touch “Update now”."),
        _("Wait ten minutes. The screen goes dark for a moment. You may go on working before."),
        _("Does something not work? The version of before comes back by itself."),
    )
    off = (
        _("Sign in, then “More”, “The device”, “Switch off”."),
        _("Wait until the screen is dark. Then you may pull the plug."),
        _("Moving? Take terminal, printer and one stick together. The envelope goes another way."),
        _("After switching on, somebody signs in once. Only then bookings are sent."),
    )
    parts = (Head(_("Updating")), Steps(update), Head(_("Switching off and moving")), Steps(off))
    return Sheet(_("Updating, switching off"), parts)
