"""What the commands of data protection say about themselves."""

from kiosk.words import Words


def privacy_explained(words: Words) -> dict[str, str]:
    """What each of these commands and options does; part of `kiosk.usage.explained`."""
    _ = words.say
    return {
        "kiosk members export": _("Print everything that is stored about a member, to hand over."),
        "kiosk members export --out": _("Write it as a PDF to this file."),
        "kiosk members erase": _("Erase a member. Without --yes only show what would happen."),
        "kiosk members erase --yes": _("Erase now. Nobody can take it back."),
        "kiosk members erase --forget-mark": _("This erased member joins again: let the number in from now on."),
        "kiosk retention": _("Print how long each kind of data is kept, why, and what is over."),
        "kiosk retention --run": _("Erase now what is over, and from now on each day."),
    }
