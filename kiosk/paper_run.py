"""What is done with a paper beside the screen: composing it, printing it through CUPS, saving it to a stick."""

import time
from enum import Enum
from pathlib import Path

import msgspec

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.notices import cause_of, printer_trouble
from kiosk.papers.made import Made, NotMade, Paper, Wishes
from kiosk.papers.making import make, printed
from kiosk.saving import NoPdf, save
from printing.cups import Waiting, cancel, submit_pdf, waiting
from printing.errors import DeviceTrouble

WATCH_S = 600.0
"""How long a job is watched, seconds: a run of 50 copies takes that long on a small printer."""
LOOK_S = 2.0
"""Between two looks at a job, seconds."""


class Job(msgspec.Struct, frozen=True):
    """A paper that CUPS has taken."""

    id: str
    copies: int


class End(Enum):
    """What became of a job."""

    TAKEN = "taken"
    """The printer has all of it, as far as CUPS knows."""
    HELD = "held"
    STILL = "still"
    """It has not come to its end yet."""


class Saved(msgspec.Struct, frozen=True):
    """A file on a stick."""

    path: Path


def compose(house: House, paper: Paper, wishes: Wishes) -> Made | str:
    """The paper, or a sentence why there is none. Raises `SyncError`, `NotBooked`."""
    try:
        return make(paper, house, _desk(house), wishes)
    except NotMade as error:
        return str(error)


def run_off(house: House, made: Made, queue: str, copies: int) -> Job | str:
    """Hand it to a queue; the whole run is an issue that went out, a single copy is a trial. Raises `SyncError`."""
    try:
        job = submit_pdf(queue, made.pdf, copies=copies, both_sides=made.both_sides, short_edge=made.short_edge)
    except DeviceTrouble as error:
        return printer_trouble(house.words, error.trouble)
    if copies == made.copies:
        printed(made, _desk(house))
    return Job(job, copies)


def watch(house: House, job: Job) -> End | str:
    """Look at a job until CUPS is through with it, somebody has to help, or the time is up."""
    until = time.monotonic() + WATCH_S
    try:
        while time.monotonic() < until:
            where = waiting(job.id)
            if where is not Waiting.WAITS:
                return End.HELD if where is Waiting.HELD else End.TAKEN
            time.sleep(LOOK_S)
    except DeviceTrouble as error:
        return printer_trouble(house.words, error.trouble)
    return End.STILL


def stop(house: House, job: Job) -> str:
    """Take a job back."""
    try:
        cancel(job.id)
    except DeviceTrouble as error:
        return printer_trouble(house.words, error.trouble)
    return house.words.say("Printing was stopped. What the printer has already may still come out.")


def put_away(house: House, made: Made, folder: Path) -> Saved | str:
    """Save it there under its own name. Raises `SyncError`."""
    say, path = house.words.say, folder / made.name
    try:
        save(path, made.pdf)
    except NoPdf:
        return say("{path} is there already and is no PDF. Choose another name.").format(path=path)
    except OSError as error:
        sentence = say("The file {path} cannot be written: {cause}.")
        return sentence.format(path=path, cause=cause_of(house.words, error))
    printed(made, _desk(house))
    return Saved(path)


def _desk(house: House) -> Desk:
    assert house.desk is not None
    return house.desk
