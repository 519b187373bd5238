"""A posting of the job board that a member takes."""

from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.drafts import first_page
from kiosk.screens.staff.entry import Entry
from kiosk.screens.staff.seat import PickItem
from sync.records import Kind


def job_page(house: House) -> Page:
    """The first page of a new job booking."""
    return first_page(house, "job")


def posting_page(house: House, entry: Entry, problem: str = "") -> Page:
    """Ask for the posting."""
    return PickItem(entry, Kind.JOB, house.words.say("Which job?"), problem)
