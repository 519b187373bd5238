"""Every page of the self-check, in every state that looks different."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from kiosk.check.device import Device, look
from kiosk.check.finding import State
from kiosk.check.readings.books import Books
from kiosk.check.readings.disk import Disk
from kiosk.check.readings.hours import Hours
from kiosk.check.readings.link import Link
from kiosk.check.readings.power import Power
from kiosk.check.readings.printing import Answered
from kiosk.check.readings.pulls import Pulls
from kiosk.check.readings.wear import Count, Wear
from kiosk.check.report import Readings, findings
from kiosk.check.watch import Watch
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.check import CheckPage, FindingPage
from kiosk.screens.staff.check_news import BadNews
from printing.errors import Trouble
from sync.clock import Trust
from tests.kiosk.check_machine import Pi
from tests.sync.clocks import TUESDAY

LONG_AGO = TUESDAY - timedelta(days=400)
LONG_NAME = "Anna-Katharina Freifrau von und zu Hohenfels"
WORN = Wear(size=32_000_000_000, count=Count("x", "b", 9, 9.0, 3_300_000_000_000, 9_000_000.0))
WORST = Readings(
    taken_s=0.0,
    device=Device(
        link=Link(cable=False, wifi=False, routed=False),
        disk=Disk(True, 98_000_000, 29_000_000_000, 900, 12_345),
        wear=WORN,
        celsius=84.6,
        power=Power(low=True, was_low=True),
    ),
    hours=Hours(TUESDAY, Trust.UNTRUSTED, behind=False),
    pulls=Pulls(3, LONG_AGO, ("nachbarschaftsplattform", "tauschring")),
    backups=None,
    staff=(LONG_NAME,),
    printer=True,
    answered=Answered(True, Trouble.FAULT),
    books=Books({LONG_NAME: LONG_AGO}, 1_234, LONG_AGO, 17, LONG_AGO, vouched=False),
)


def watched(house: House, pi: Pi) -> House:
    """The same house, with a machine that was looked at."""
    house.watch = Watch(pi.machine)
    house.watch.device = look(pi.machine, "boot-1", house.clock.monotonic())
    return house


def check_pages(house: House) -> Iterator[Page]:
    """While it reads, read, in trouble; each finding at its worst; and what is said after signing in."""
    waiting = CheckPage()
    waiting.begin(house)
    yield waiting
    broken = CheckPage()
    broken.begin(house)
    assert broken.chore
    broken.finished(house, broken.chore, house.words.say("The disk is full. Make room, or ask for help."))
    yield broken
    unknown = msgspec.structs.replace(WORST, device=Device(), books=None, answered=None, pulls=None, staff=None)
    for read in (WORST, unknown):
        yield CheckPage(read)
        for one in findings(house.words, read):
            yield FindingPage(one, house.words.count("{n} minute ago", "{n} minutes ago", 59))
    yield BadNews([one for one in findings(house.words, WORST) if one.state is State.BAD])
