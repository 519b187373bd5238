"""An item's picture on its page: beside the text where there is room and colour for it, in words everywhere."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kiosk.connect import pictures
from kiosk.demo.neighbourhood import demo_source, neighbourhood
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.pictured import GAP, Hanging, text_rows
from kiosk.voice.script import script
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.paint import paint
from kiosk.widgets.view import Look, Picture, Rect, Text, View
from kiosk.widgets.wrap import plain
from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from tests.kiosk.hostile import TEXTS, TITLES
from tests.kiosk.page_rules import inside, labels_fit, nothing_overlaps, texts_fit
from tests.kiosk.pages import BERLIN, GRIDS, Shown, house_of, turned
from tests.kiosk.voice_rules import differences
from tests.sync.clocks import TUESDAY, FakeClock

URL = "https://lindenhof.example/bilder/zirkus.jpg"
ALT = "Ein Zirkuszelt mit roten und weißen Streifen"
NASTY_ALT = "[/x]Zelt\x1b[2J " + "sehr bunt " * 18
DRAWN_FROM = (58, 18)
RED, BLUE = b"\xff\x00\x00", b"\x00\x00\xff"

on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")


def pictured() -> list[Item]:
    """The demo's items with pictures, and every hard title and text beside one."""
    hard = [
        Item(remote=f"{at}/{over}", kind=Kind.OFFER, title=title, text=text, image=URL, image_alt=NASTY_ALT)
        for at, title in enumerate(TITLES)
        for over, text in enumerate(TEXTS)
    ]
    bare = Item(remote="bare", kind=Kind.NOTICE, title="Ohne Worte", image=URL)
    same = Item(remote="same", kind=Kind.NOTICE, title="Zirkuszelt", image=URL, image_alt="Zirkuszelt")
    lost = Item(remote="lost", kind=Kind.NOTICE, title="Weg", image=f"{URL}.gone", image_alt=ALT)
    demo = [item for item in neighbourhood(TUESDAY.date(), BERLIN) if item.image]
    return [*demo, *hard, bare, same, lost]


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    clock = FakeClock(TUESDAY)
    with Replica.open(tmp_path_factory.mktemp("pictured") / "public.db", BERLIN) as replica:
        replica.begin("beispiel", clock.now())
        replica.store("beispiel", "memory", Batch(items=pictured()), clock.now())
        list(pictures([demo_source()], clock).run(replica, ["beispiel"]))
        yield replica


@pytest.fixture
def house(replica: Replica) -> House:
    built = house_of(replica, FakeClock(TUESDAY))
    built.pictures = True
    return built


def page_of(house: House, title: str) -> Detail:
    (item,) = (item for item in house.replica.items(Kind.NOTICE, None, house.now()) if item.title == title)
    return Detail(item.id)


def views_of(house: House, grid: tuple[int, int]) -> Iterator[Shown]:
    for item in house.replica.items(None, None, house.now()):
        yield from turned(Detail(item.id), house, Frame(*grid), most=4)


def words(house: House, page: Detail, grid: tuple[int, int]) -> str:
    """All that stands on the sheets of a page, one text behind the other."""
    looks = (Look.SHEET, Look.SHEET_STRONG, Look.SHEET_QUIET)
    shown = turned(page, house, Frame(*grid), most=1_000)
    return " ".join(text.text for one in shown for text in one.view.texts if text.look in looks)


def squeezed(text: str) -> str:
    return "".join(text.split())


@on_every_grid
def test_a2_nothing_is_cut_or_covered_beside_a_picture(house: House, grid: tuple[int, int]) -> None:
    for shown in views_of(house, grid):
        for rule in (texts_fit, labels_fit, nothing_overlaps):
            rule(shown)
        assert [strip.cell_length for strip in paint(shown.view)] == [grid[0]] * grid[1]
        for picture in shown.view.pictures:
            _is_well_hung(picture, shown)


def _is_well_hung(picture: Picture, shown: Shown) -> None:
    """On the sheet, with a gap to every text beside it."""
    rect, sheet = picture.rect, shown.view.sheet
    assert sheet
    assert inside(rect, shown)
    assert sheet.x < rect.x
    assert rect.right < sheet.right
    assert sheet.y < rect.y
    assert rect.bottom < sheet.bottom
    assert [len(row) for row in picture.pixels] == [3 * rect.w] * 2 * rect.h
    for text in shown.view.texts:
        if rect.y <= text.y < rect.bottom:
            assert text.x + cell_len(plain(text.text)) <= rect.x - GAP


@on_every_grid
def test_pictures_hang_on_the_first_sheet_of_grids_with_room(house: House, grid: tuple[int, int]) -> None:
    hung = {shown.page.at: bool(shown.view.pictures) for shown in views_of(house, grid) if shown.page.at < 2}
    roomy = grid >= DRAWN_FROM
    assert hung == {0: roomy, 1: False}


@on_every_grid
def test_every_word_of_an_item_stands_beside_or_below_its_picture(house: House, grid: tuple[int, int]) -> None:
    short = [item for item in house.replica.items(None, None, house.now()) if len(item.text or "") < 5_000]
    for item in (item for item in short if item.kind is not Kind.NOTICE):
        seen = []
        for house.pictures in (True, False):
            said = squeezed(words(house, Detail(item.id), grid)).replace(":", "")
            told = squeezed(f"Bild {plain(item.image_alt or '')}").replace(":", "")
            assert said.count(told) == 1
            seen.append(said.replace(told, ""))
        assert seen[0] == seen[1]


def test_a_caption_stands_below_the_picture_where_rows_are_left(house: House) -> None:
    for grid, below in (((58, 18), False), ((60, 20), True), ((80, 24), True), ((160, 50), True)):
        view = page_of(house, "Ohne Worte").view(house, Frame(*grid))
        (picture,) = view.pictures
        assert [text.text for text in view.texts if text.x == picture.rect.x] == ["Bild"] * below, grid


@on_every_grid
def test_a_picture_is_described_in_words_on_every_grid_and_every_terminal(house: House, grid: tuple[int, int]) -> None:
    for house.pictures in (True, False):
        assert squeezed(f"Bild {ALT}") in squeezed(words(house, page_of(house, "Weg"), grid)).replace(":", "")


def test_a_terminal_without_colours_and_a_picture_that_is_not_there_show_the_words_alone(house: House) -> None:
    assert page_of(house, "Weg").view(house, Frame(80, 24)).pictures == ()
    assert page_of(house, "Ohne Worte").view(house, Frame(80, 24)).pictures
    house.pictures = False
    assert page_of(house, "Ohne Worte").view(house, Frame(80, 24)).pictures == ()


def test_without_a_description_the_page_says_picture_only_where_one_hangs(house: House) -> None:
    for title in ("Ohne Worte", "Zirkuszelt"):
        assert "Bild" in words(house, page_of(house, title), (80, 24)).split()
        assert "Bild" not in words(house, page_of(house, title), (42, 13))


def test_text_beside_a_picture_is_narrow_and_below_it_wide(replica: Replica, house: House) -> None:
    offers = replica.items(Kind.OFFER, None, house.now())
    item = next(item for item in offers if item.title == "A" and (item.text or "").startswith("1. Absatz"))
    view = Detail(item.id).view(house, Frame(100, 40))
    (picture,) = view.pictures
    sheet = [text for text in view.texts if text.look is Look.SHEET and text.x < picture.rect.x]
    reach = picture.rect.bottom + 1
    beside, below = [text for text in sheet if text.y < reach], [text for text in sheet if text.y >= reach]
    narrow = 60 - picture.rect.w - GAP
    assert {text.w for text in beside} == {narrow}
    assert max(len(text.text) for text in beside) <= narrow < max(len(text.text) for text in below)


PIECES = st.lists(st.sampled_from(["Wort", "ä" * 40, " ", " ", "\n", "."]), max_size=60).map("".join)


@given(PIECES, st.integers(0, 12), st.integers(0, 3))
def test_no_letter_is_lost_where_the_text_becomes_wider(text: str, above: int, caption: int) -> None:
    hung = Hanging(VIEW.pictures[0], ("Bild",) * caption)
    rows = text_rows(text, above, Rect(0, 0, 20, 9), hung, None)
    assert squeezed("".join(row.text for row in rows)) == squeezed(text)
    assert all(len(row.text) <= (row.width or 20) for row in rows)


def test_a27_what_stands_beside_and_below_a_picture_is_read_aloud_whole(house: House) -> None:
    for grid in ((58, 18), (80, 24)):
        for shown in views_of(house, grid):
            assert differences(shown.view, house.words, script(shown.view, house.words)) == ("", ""), str(shown)


def test_a34_mirrored_nothing_lies_on_a_picture(house: House) -> None:
    for shown in views_of(house, (60, 20)):
        view = mirrored(shown.view)
        nothing_overlaps(Shown(shown.page, shown.frame, view))
        for picture in view.pictures:
            beside = [text for text in view.texts if picture.rect.y <= text.y < picture.rect.bottom]
            assert beside
            assert all(text.x >= picture.rect.right + GAP for text in beside)


VIEW = View(
    "page",
    6,
    3,
    texts=(Text(1, 1, 2, "Ja", Look.SHEET),),
    sheet=Rect(0, 0, 6, 3),
    pictures=(Picture(Rect(3, 1, 2, 1), (RED + RED, BLUE + RED)),),
)


def test_a_picture_is_painted_in_half_cells_of_two_colours() -> None:
    row = paint(VIEW)[1]
    cells = [(segment.text, segment.style) for segment in row if "▀" in segment.text]
    assert [text for text, _ in cells] == ["▀", "▀"]
    colours = [(style.color.name, style.bgcolor.name) for _, style in cells if style and style.color and style.bgcolor]
    assert colours == [("#ff0000", "#0000ff"), ("#ff0000", "#ff0000")]
    assert row.text == " Ja▀▀ "


def test_r23_a_picture_sends_colours_and_nothing_else() -> None:
    console = Console(color_system="truecolor", force_terminal=True, width=6)
    sent = paint(VIEW)[1].render(console)
    assert "\x1b[38;2;255;0;0;48;2;0;0;255m▀" in sent
    left = sent
    while "\x1b" in left:
        before, _, after = left.partition("\x1b[")
        left = before + after.lstrip("0123456789;").removeprefix("m")
    assert left == " Ja▀▀ "


def test_a34_in_a_mirrored_page_the_picture_hangs_on_the_other_side() -> None:
    (picture,) = mirrored(VIEW).pictures
    assert picture == Picture(Rect(1, 1, 2, 1), VIEW.pictures[0].pixels)
    assert mirrored(mirrored(VIEW)) == VIEW
