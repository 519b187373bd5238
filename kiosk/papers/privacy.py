"""The privacy binder ("Datenschutz-Mappe"): record of processing, measures, retention and forms, from the settings."""

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Binder, binder, made_of
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.papers.privacy_forms import forms
from kiosk.papers.privacy_keeping import keeping
from kiosk.papers.privacy_measures import measures
from kiosk.papers.privacy_record import record
from kiosk.papers.privacy_sheet import information


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """As of now; nothing can be wished for. Raises `SyncError`."""
    return made_of(privacy_of(house, desk), Paper.PRIVACY, house.words.say("privacy-binder"), None)


def privacy_of(house: House, desk: Desk) -> Binder:
    """All that stands in it, one sheet a topic; what is not set does not occur. Raises `SyncError`."""
    _ = house.words.say
    sheets = (
        *record(house, desk),
        measures(house, desk),
        keeping(house, desk),
        information(house, desk),
        *forms(house, desk),
    )
    notes = (
        _("This binder tells what the terminal does with data about people. It follows the settings of this day."),
        _("It is no legal advice. Let whoever answers for data protection look through it."),
        _("Empty lines are yours: who is responsible, where servers stand, and which contracts there are."),
        _("Print it anew when the settings change, and once a year. Sign each new one."),
    )
    return binder(house, _("Privacy binder"), sheets, notes)
