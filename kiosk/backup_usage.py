"""What the commands of backups say about themselves."""

from kiosk.words import Words


def backups_explained(words: Words) -> dict[str, str]:
    """What each of these commands and options does; part of `kiosk.usage.explained`."""
    _ = words.say
    return {
        "kiosk backup": _("Back everything up to this folder of a stick and read it back. Tells file and hash."),
        "kiosk backup --damaged": _("Copy damaged bookings as they are, for somebody who knows how to repair them."),
        "kiosk restore": _("Restore a backup on an empty terminal. Tells the ledger hash."),
        "kiosk restore --words-file": _("The file with the recovery words; without it they are asked for."),
        "kiosk recovery": _("The recovery words on the envelope."),
        "kiosk recovery new": _("Make new recovery words and show them this once."),
        "kiosk recovery new --out": _("Save the sheet for the envelope as a PDF, and do not show the words."),
        "kiosk recovery new --again": _("New words in place of the old ones. Older backups need the old words."),
        "kiosk ledger": _("The bookings as a whole."),
        "kiosk ledger hash": _("Print one number for everything entered, equal before a backup and after its restore."),
        "kiosk staff add --words-file": _("When all PINs are forgotten: the file with the recovery words."),
    }
