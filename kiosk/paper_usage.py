"""What `kiosk paper` and its options say about themselves."""

from kiosk.words import Words

NAMES = ("newspaper", "statement", "vouchers", "emergency", "distribution", "check", "handover", "privacy")


def papers_explained(words: Words) -> dict[str, str]:
    """What each of these commands and options does; part of `kiosk.usage.explained`."""
    _ = words.say
    out = _("The PDF is written here; a dash writes it to standard output.")
    return {
        "kiosk paper": _("Make a paper for A4: the newspaper, statements, vouchers and lists."),
        "kiosk paper newspaper": _("Everything that residents browse, as a newspaper in large type."),
        "kiosk paper newspaper --since": _("Mark what is new since this day, instead of since the last issue."),
        "kiosk paper newspaper --booklet": _("A small booklet: two pages on a side of A4, to be folded."),
        "kiosk paper newspaper --draft": _("Only to look at: the next issue does not count from this one."),
        "kiosk paper statement": _("The bookings of each member who gets paper, on a sheet of their own."),
        "kiosk paper statement --since": _("Bookings from this day on."),
        "kiosk paper statement --member": _("Only this member; may be written several times."),
        "kiosk paper statement --draft": _("Only to look at: the next statement does not begin where this one ends."),
        "kiosk paper vouchers": _("Blank vouchers with numbers, to be filled in by hand."),
        "kiosk paper vouchers --count": _("How many vouchers."),
        "kiosk paper emergency": _("A sheet to go on with while the terminal is out of order."),
        "kiosk paper emergency --count": _("How many blank vouchers."),
        "kiosk paper distribution": _("Who gets paper, and how many copies are needed; for the office only."),
        "kiosk paper check": _("The monthly page of the self-check, to be signed and filed."),
        "kiosk paper handover": _("The handover binder: all that whoever looks after the terminal next must know."),
        "kiosk paper privacy": _("The privacy binder: record of processing, information sheet, measures and forms."),
        **{f"kiosk paper {name} --out": out for name in NAMES},
    }
