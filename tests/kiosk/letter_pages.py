"""Every page around the letter box, of residents and of staff, and a house that has one."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.letter_words import not_left
from kiosk.screens.page import Page
from kiosk.screens.public.feedback import (
    AddWords,
    FeedbackCheck,
    FeedbackLeft,
    FeedbackPage,
    FeedbackWords,
)
from kiosk.screens.public.interest import FirstName, InterestCheck, InterestLeft, InterestPage, MemberNumber
from kiosk.screens.public.leaving import Check, Left, box_of
from kiosk.screens.staff.deeds import Deeds
from kiosk.screens.staff.letter_news import NewLetters, collect
from kiosk.screens.staff.letter_rows import letters_of
from kiosk.screens.staff.opinions import Faces, OpinionNumber, OpinionPage, OpinionsPage
from kiosk.screens.staff.requests import RequestPage, RequestsPage
from kiosk.screens.steps import Open, Swap
from sync.clock import BootClock
from sync.letters.box import LetterBox, NotLeft, Why
from sync.letters.envelope import new_private_key, public_key
from sync.letters.letter import NAME_MAX, WORDS_MAX, Face, Feedback, Interest
from sync.records import Kind, StoredItem

NUMBER = "261124-48297"
LONG_NAME = "Anna-Katharina-Wilhelmine-Friederike-Eva"
LONG_WORDS = ("Der Kaffee ist kalt und die Stühle sind hart aber die Leute sind alle sehr freundlich zu mir " * 2)[
    :WORDS_MAX
]


def with_box(house: House, folder: Path, clock: BootClock, *, open_: bool = True) -> House:
    """The same house with a letter box, for whose letters somebody has the key."""
    house.letters = LetterBox(folder, clock, "QK1")
    if open_:
        house.letters.publish(public_key(new_private_key()))
    return house


def resident_pages(house: House) -> Iterator[Page]:
    """Each page that somebody without an account can meet, empty, full, refused, left and taken back."""
    yield FeedbackPage()
    yield from (AddWords(face) for face in Face)
    for face in Face:
        yield FeedbackWords(face)
        yield FeedbackWords(face, LONG_WORDS)
        yield from _checked(house, FeedbackCheck(face, ""))
        yield from _checked(house, FeedbackCheck(face, LONG_WORDS))
    told = FeedbackLeft("00", NUMBER)
    yield InterestPage("gone2")
    told.tell(house.words.say("The printer is off or not connected. Please tell the office."), again=True)
    yield from (FeedbackLeft("00", NUMBER), told, *_over(house, FeedbackLeft("00", NUMBER)))
    yield from (InterestLeft("00"), *_over(house, InterestLeft("00")))
    for item in _items(house):
        yield from (InterestPage(item.id), FirstName(item), FirstName(item, LONG_NAME[:NAME_MAX]))
        yield from (MemberNumber(item), MemberNumber(item, "104210421042"))
        yield from _checked(house, InterestCheck(item, name=LONG_NAME))
        yield from _checked(house, InterestCheck(item, member="104210421042"))


def _items(house: House) -> list[StoredItem]:
    """Those with the longest and the shortest title."""
    items = sorted(house.replica.items(None, None, house.now()), key=lambda item: len(item.title))
    return [items[0], items[-1]] if items else []


def _checked(house: House, check: Check) -> Iterator[Page]:
    """As it comes up, and when the box took nothing."""
    yield check
    refused = type(check).__new__(type(check))
    refused.__dict__ |= check.__dict__ | {"_problem": not_left(house.words, NotLeft(Why.FULL))}
    yield refused


def _over(house: House, left: Left) -> Iterator[Page]:
    left.act(house, Frame(60, 20), "undo")
    yield left


def fill(house: House) -> None:
    """Letters of every kind, in the box."""
    box = box_of(house)
    items = _items(house)
    for kind in Kind:
        item = next(iter(house.replica.items(kind, None, house.now())), None)
        if item:
            items.append(item)
    for at, item in enumerate(items):
        who = {"name": LONG_NAME} if at % 3 == 0 else {"member": "1042" if at % 3 == 1 else "104210421042"}
        box.drop(box.letter(Interest(item=item.id, kind=item.kind.value, title=item.title, **who)))
    box.drop(box.letter(Interest(item="gone2", kind="offer", title="Rasen mähen", name="Anna")))
    for face, words in ((Face.GOOD, LONG_WORDS), (Face.FAIR, ""), (Face.BAD, "Zu laut"), (Face.BAD, "")):
        box.drop(box.letter(Feedback(number=NUMBER, face=face, words=words)))


def staff_pages(house: House) -> Iterator[Page]:
    """Each page of staff, first without and then with letters; needs someone signed in and a box."""
    if not letters_of(house).counts()[0]:
        yield from (RequestsPage(), OpinionsPage(), Faces())
        collect(house)
        fill(house)
        collect(house)
    yield from (NewLetters(1, 0, 0), NewLetters(0, 1, 0), NewLetters(120, 37, 2), NewLetters(0, 0, 1))
    yield from (RequestsPage(), OpinionsPage(), Faces())
    letters = letters_of(house)
    for wish in letters.wishes():
        yield from _with_deeds(house, RequestPage(wish.id))
    for opinion in letters.opinions():
        yield from _with_deeds(house, OpinionPage(opinion.id))
    yield from _numbers(house)


def _with_deeds(house: House, page: RequestPage | OpinionPage) -> Iterator[Page]:
    """The page, its deeds as cards, each question, and what closing says; it is opened again at once."""
    yield page
    yield Deeds(page.title(house), page.deeds, page.do)
    for deed in page.deeds(house):
        step = page.do(house, deed.action)
        if isinstance(step, Open) and deed.action != "book":
            yield step.page
            closed = step.page.act(house, Frame(60, 20), "yes")
            assert isinstance(closed, Swap)
            yield closed.page
            yield page
            closed.page.act(house, Frame(60, 20), "undo")


def _numbers(house: House) -> Iterator[Page]:
    for digits in ("", "26112448297", "26112499999", "26112400005"):
        page = OpinionNumber()
        for digit in digits:
            page.typed(house, digit)
        yield page
        step = page.act(house, Frame(60, 20), "ok")
        if isinstance(step, Open):
            yield step.page
