"""What `kiosk update` says about itself, in the centre's language."""

from kiosk.words import Words


def updates_explained(words: Words) -> dict[str, str]:
    """The command and its options."""
    _ = words.say
    return {
        "kiosk update": _("Install a new version of the program: from FILE, a stick or the net."),
        "kiosk update --check": _("Only look which versions there are."),
        "kiosk update --weekly": _("With --check: ask the net only when it was not asked for a week."),
        "kiosk update --older": _("Install FILE although it is older than the version that runs."),
    }
