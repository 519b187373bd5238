"""What a visitor's words find."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync import search
from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from sync.search import CHUNK, SORTED_MAX
from tests.sync.clocks import FakeClock
from tests.sync.script import item

SHOWN = [
    item("oeffnung", title="Neue Öffnungszeiten", text="Das Büro schließt früher."),
    item("aerzte", title="Ärzte im Viertel", text="Sprechstunde im Krankenhaus", place="Straße am Rhein 4"),
    item("haus", title="Gartenhaus zu verleihen", categories=("Werkzeug & Garten",)),
    item("mueller", title="Frau Mueller sucht Hilfe", kind=Kind.REQUEST, text="beim Fensterputzen, Café-Besuch"),
    item("mixed", title="Женский завтрак", text="Kahvaltı mit İpek und Łukasz, 😀 فطور"),
]


@pytest.fixture
def filled(replica: Replica, clock: FakeClock) -> Replica:
    replica.store("portal", "posts", Batch(items=SHOWN), clock.now())
    return replica


def found(replica: Replica, text: str, clock: FakeClock, kind: Kind | None = None) -> set[str]:
    return {hit.remote.removeprefix("post:") for hit in replica.search(text, clock.now(), 0, 99, kind)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("oeff", {"oeffnung"}),
        ("off", {"oeffnung"}),
        ("öff", {"oeffnung"}),
        ("ÖFFNUNG", {"oeffnung"}),
        ("O\u0308ff", {"oeffnung"}),
        ("zeiten", {"oeffnung"}),
        ("aerzte", {"aerzte"}),
        ("arzte", {"aerzte"}),
        ("Ärzte", {"aerzte"}),
        ("strasse", {"aerzte"}),
        ("straße", {"aerzte"}),
        ("STRASSE", {"aerzte"}),
        ("haus", {"aerzte", "haus"}),
        ("rankenhau", {"aerzte"}),
        ("müller", {"mueller"}),
        ("garten", {"haus"}),
        ("werkzeug", {"haus"}),
        ("cafe besuch", {"mueller"}),
        ("haus viertel", {"aerzte"}),
        ("viertel haus", {"aerzte"}),
        ("haus xyz", set()),
        ("xyz haus", set()),
        ("завтрак", {"mixed"}),
        ("ipek", {"mixed"}),
        ("lukasz", {"mixed"}),
        ("فطور", {"mixed"}),
        ("au", set()),
        ("r", {"aerzte"}),
        ("", set()),
        ("   ", set()),
        ("😀", set()),
        ('"', set()),
        ("-haus", {"aerzte", "haus"}),
        ("haus*", {"aerzte", "haus"}),
        ("_haus", {"aerzte", "haus"}),
        ("title_words:haus", set()),
        ("haus OR krank", set()),
        ("NEAR(haus)", set()),
        ("__notice", set()),
        ("%", set()),
        ("h'; DROP TABLE item; --", set()),
    ],
)
def test_words_are_found_folded_and_inside_compounds(
    filled: Replica, clock: FakeClock, text: str, names: set[str]
) -> None:
    assert found(filled, text, clock) == names


def test_a_search_may_be_for_one_kind(filled: Replica, clock: FakeClock) -> None:
    assert found(filled, "s", clock, Kind.REQUEST) == {"mueller"}
    assert found(filled, "haus", clock, Kind.REQUEST) == set()


def test_title_hits_come_before_text_hits(replica: Replica, clock: FakeClock) -> None:
    shown = [item("text", text="Flohmarkt"), item("title", title="Der Flohmarkt"), item("inside", text="Buchflohmarkt")]
    replica.store("portal", "posts", Batch(items=shown), clock.now())
    hits = [hit.remote for hit in replica.search("flohm", clock.now(), 0, 9)]
    assert hits == ["post:title", "post:text", "post:inside"]


def test_few_hits_are_in_the_order_of_the_lists(replica: Replica, clock: FakeClock) -> None:
    days = [("b", 2), ("c", 3), ("a", 1)]
    shown = [item(name, kind=Kind.EVENT, title="Yoga", starts=f"2026-12-0{day}T10:00:00+01:00") for name, day in days]
    replica.store("portal", "events", Batch(items=[item("offer", title="Yoga"), *shown]), clock.now())
    hits = [hit.remote for hit in replica.search("yoga", clock.now(), 0, 9)]
    assert hits == ["post:a", "post:b", "post:c", "post:offer"]


def test_pages_of_hits_are_pieces_of_one_list(replica: Replica, clock: FakeClock) -> None:
    count = SORTED_MAX + 50
    shown = [item(number, title=f"Fest {number}") for number in range(count)]
    shown += [item(f"t{number}", text="Sommerfest") for number in range(30)]
    replica.store("portal", "posts", Batch(items=shown), clock.now())
    pages = [replica.search("fest", clock.now(), offset, 12) for offset in range(0, count + 30, 12)]
    hits = [hit.remote for page in pages for hit in page]
    assert len(hits) == len(set(hits)) == count + 30


def test_more_compounds_than_one_question_holds_are_all_found(replica: Replica, clock: FakeClock) -> None:
    count = 2 * CHUNK + 20
    letters = "abcdefghjk"
    names = [f"{letters[at // 100]}{letters[at // 10 % 10]}{letters[at % 10]}garten" for at in range(count)]
    replica.store("portal", "posts", Batch(items=[item(name, text=f"im {name}") for name in names]), clock.now())
    assert len(replica.search("garten", clock.now(), 0, 10 * count)) == count


LETTERS = st.text("aäeoöuüßhnstAÄ -'é", max_size=12)


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=8), st.text(max_size=12) | LETTERS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_hit_holds_every_word_and_nothing_that_does_is_left_out(
    replica: Replica, clock: FakeClock, pairs: list[tuple[str, str]], text: str
) -> None:
    for remote in list(replica.known("portal", "posts")):
        replica.store("portal", "posts", Batch(gone=[remote]), clock.now())
    shown = [item(at, title=title, text=body) for at, (title, body) in enumerate(pairs)]
    replica.store("portal", "posts", Batch(items=shown), clock.now())
    hits = {hit.remote for hit in replica.search(text, clock.now(), 0, 99)}
    assert hits == {each.remote for each in shown if _holds(each, text)}


def _holds(each: Item, text: str) -> bool:
    """The promise itself: each word of the query begins a word, or from three letters on stands in one."""
    known = search.words(f"{each.title} {each.text}")
    asked = [search.spellings(word) for word in search.split(text)]
    return bool(asked) and all(any(_meets(spelling, word) for spelling in one for word in known) for one in asked)


def _meets(asked: str, word: str) -> bool:
    inside = len(asked) >= search.INSIDE_MIN and word.isalpha() and asked in word
    return word.startswith(asked) or inside
