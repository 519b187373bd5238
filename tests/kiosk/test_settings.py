"""Settings: the example of the README loads, and for whatever is wrong a line is named that is right."""

from pathlib import Path

import pytest

from kiosk.settings import PrinterSettings
from sync.records import Kind, RequestRule
from tests.kiosk.settings_file import CALENDAR, CENTRE, PORTAL, RING, loaded, problems

EXAMPLE = """
[centre]
name = "Quartierstreff Riehl"
timezone = "Europe/Berlin"
language = "de"

[[platform]]
name = "portal"
kind = "wordpress"            # wordpress | ical | cyclos
url = "https://unser-quartier.de/koeln-riehl/"
posts = { "Veranstaltungen" = "events", "Biete" = "offers", "Suche" = "requests", "Stellen" = "jobs" }

[[platform]]
name = "kalender"
kind = "ical"
url = "https://example.org/basic.ics"

[[platform]]
name = "tauschring"
kind = "cyclos"
url = "https://communities.cyclos.org/NETWORK"
requests = { title_prefix = "Suche" }     # or category = [...], or custom_field = "..."

[printer]
device = "tcp://192.168.1.50:9100"
paper_mm = 80
"""

WRITE = "Schreiben Sie: "

WRONG = [
    ("[centre]\n@\n", ""),
    ("[centre]\n@\n", "name = 3"),
    ("[centre]\n@\n", 'name = "  "'),
    ("[centre]\n@\n", 'name = "\\u0007"'),
    (f"{CENTRE}@\n", 'timezone = "Europe/Koeln"'),
    (f"{CENTRE}@\n", 'timezone = "../etc/passwd"'),
    (f"{CENTRE}@\n", 'timezone = "Europe"'),
    (f"{CENTRE}@\n", "timezone = 1"),
    (f"{CENTRE}@\n", 'language = "deutsch"'),
    (f"{CENTRE}@\n", "language = true"),
    (f"{CENTRE}@\n", 'language = ""'),
    (f"{CENTRE}@\n", 'terminal = "Haus 1"'),
    (f"{CENTRE}@\n", 'terminal = "q"'),
    (f"{CENTRE}@\n", "terminal = 7"),
    (f'{CENTRE}[[platform]]\nkind = "ical"\nurl = "https://example.org/"\n@\n', ""),
    (f'{CENTRE}[[platform]]\nkind = "ical"\nurl = "https://example.org/"\n@\n', 'name = "Bürger Café!"'),
    (f'{CENTRE}[[platform]]\nkind = "ical"\nurl = "https://example.org/"\n@\n', 'name = "…"'),
    (f'{CENTRE}[[platform]]\nkind = "ical"\nurl = "https://example.org/"\n@\n', f'name = "{"x" * 60}"'),
    (f'{CENTRE}[[platform]]\nkind = "ical"\nurl = "https://example.org/"\n@\n', "name = ['a']"),
    (f'{CENTRE}[[platform]]\nname = "a"\nurl = "https://example.org/"\n@\n', ""),
    (f'{CENTRE}[[platform]]\nname = "a"\nurl = "https://example.org/"\n@\n', 'kind = "WordPress"'),
    (f'{CENTRE}[[platform]]\nname = "a"\nurl = "https://example.org/"\n@\n', 'kind = "memory"'),
    (f'{CENTRE}[[platform]]\nname = "a"\nurl = "https://example.org/"\n@\n', "kind = 3"),
    (f'{CENTRE}[[platform]]\nname = "a"\nkind = "wordpress"\n@\n', ""),
    *(
        (f'{CENTRE}[[platform]]\nname = "a"\nkind = "wordpress"\n@\n', f'url = "{url}"')
        for url in (
            "unser-quartier.de/koeln-riehl/",
            "//unser-quartier.de",
            "htps://unser-quartier.de",
            "https:/unser-quartier.de",
            "webcal://example.org/a.ics",
            "ftp://example.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://exa mple.org/",
            "https://example.org:99999/",
            "https://example.org:0/",
            "https://[::1",
            "https://",
            "?",
            "https://max:geheim@example.org/feed",
        )
    ),
    (f"{CENTRE}{PORTAL}@\n", 'posts = "event"'),
    (f"{CENTRE}{PORTAL}@\n", "posts = {}"),
    (f"{CENTRE}{PORTAL}@\n", "posts = ['events']"),
    (f"{CENTRE}{PORTAL}@\n", 'posts = { "Biete" = "offer", "*" = 3 }'),
    (f"{CENTRE}{PORTAL}@\n", 'posts = { " " = "offers" }'),
    (f"{CENTRE}{PORTAL}@\n", 'events = "no"'),
    (f"{CENTRE}{PORTAL}@\n", "jobs = 0"),
    (f"{CENTRE}{PORTAL}@\n", "timeout_s = 0"),
    (f"{CENTRE}{PORTAL}@\n", "timeout_s = nan"),
    (f"{CENTRE}{PORTAL}@\n", "timeout_s = -inf"),
    (f"{CENTRE}{PORTAL}@\n", 'timeout_s = "20"'),
    (f"{CENTRE}{PORTAL}@\n", "answer_s = 100000"),
    (f"{CENTRE}{PORTAL}@\n", f"answer_s = 1{'0' * 400}"),
    (f"{CENTRE}{PORTAL}@\n", "max_mb = true"),
    (f"{CENTRE}{PORTAL}@\n", "pause_ms = -1"),
    (f"{CENTRE}{PORTAL}@\n", "pause_ms = 1.5"),
    (f"{CENTRE}{PORTAL}@\n", "pause_ms = 2026-11-22"),
    (f"{CENTRE}{RING}@\n", 'requests = "Suche"'),
    (f"{CENTRE}{RING}@\n", "requests = {}"),
    (f"{CENTRE}{RING}@\n", 'requests = { prefix = "Suche" }'),
    (f"{CENTRE}{RING}@\n", 'requests = { title_prefix = "a", category = ["b"] }'),
    (f"{CENTRE}{RING}@\n", "requests = { category = [] }"),
    (f"{CENTRE}{RING}@\n", 'requests = { category = ["a", 3] }'),
    (f"{CENTRE}{RING}@\n", 'requests = { custom_field = "type" }'),
    (f"{CENTRE}[printer]\n@\n", 'device = "usb://04b8:0e15"'),
    (f"{CENTRE}[printer]\n@\n", 'device = "192.168.1.50"'),
    (f"{CENTRE}[printer]\n@\n", 'device = "tcp://"'),
    (f"{CENTRE}[printer]\n@\n", 'device = "tcp://drucker:99999"'),
    (f"{CENTRE}[printer]\n@\n", 'device = "file://out.bin"'),
    (f"{CENTRE}[printer]\n@\n", "device = false"),
    (f"{CENTRE}[printer]\n@\n", "paper_mm = 70"),
    (f"{CENTRE}[printer]\n@\n", 'paper_mm = "80mm"'),
    (f"{CENTRE}[printer]\n@\n", "paper_mm = true"),
    (f"{CENTRE}[printer]\n@\n", 'model = "TM-T20"'),
    (f"{CENTRE}[printer]\n@\n", 'model = "xyzzy"'),
    (f"{CENTRE}[sync]\n@\n", "every_minutes = -5"),
    (f"{CENTRE}[sync]\n@\n", "every_minutes = 100000"),
    (f"{CENTRE}[touch]\n@\n", "repeat_ms = 5000"),
    (f"{CENTRE}[touch]\n@\n", 'guard_ms = "700"'),
    (f"{CENTRE}[terminal]\n@\n", "idle_s = 1"),
    (f"{CENTRE}[terminal]\n@\n", "idel_s = 90"),
    (f"{CENTRE}[sync]\n@\n", "every_minute = 20"),
    ('[centre]\n@\n', 'nmae = "Treff"'),
    (f"{CENTRE}{PORTAL}@\n", "pause = 300"),
]  # fmt: skip


def test_the_example_loads_without_a_problem_or_a_warning(tmp_path: Path) -> None:
    settings = loaded(tmp_path, EXAMPLE)
    assert settings.warnings == ()
    assert (settings.centre, settings.timezone, settings.language) == ("Quartierstreff Riehl", "Europe/Berlin", "de")
    assert [source.kind for source in settings.platforms] == ["wordpress", "ical", "cyclos"]
    assert settings.platforms[0].posts == (
        ("Veranstaltungen", Kind.EVENT), ("Biete", Kind.OFFER), ("Suche", Kind.REQUEST), ("Stellen", Kind.JOB),
    )  # fmt: skip
    assert settings.platforms[2].requests == RequestRule(title_prefix="Suche")
    assert settings.printer == PrinterSettings("tcp://192.168.1.50:9100", 80)


@pytest.mark.parametrize(("text", "line"), WRONG)
def test_a_wrong_value_is_one_sentence_and_the_line_it_proposes_can_be_used(
    tmp_path: Path, text: str, line: str
) -> None:
    found = [one for one in problems(tmp_path, text.replace("@", line)) if "braucht 'name'" not in one or not line]
    assert len(found) == 1, found
    assert "\n" not in found[0]
    assert problems(tmp_path, text.replace("@", found[0].partition(WRITE)[2])) == []


def test_all_problems_are_named_at_once(tmp_path: Path) -> None:
    text = '[centre]\nlanguage = "fr"\n[[platform]]\nkind = "ical"\nevery = 3\n[printer]\npaper_mm = 60\n[sinc]\n'
    found = problems(tmp_path, text)
    assert len(found) == 7
    keys = ("'name'", "'language'", "'name'", "'url'", "'every'", "'paper_mm'", "'sinc'")
    assert sorted(key for key in keys for one in found if key in one) == sorted((*keys, "'name'", "'name'"))


@pytest.mark.parametrize("heading", ["[centre]", "[printer]", "[sync]", "[touch]", "[terminal]"])
@pytest.mark.parametrize("value", ['"x"', "0", "false", "[]", '""'])
def test_a_value_in_the_place_of_a_table_is_a_problem(tmp_path: Path, heading: str, value: str) -> None:
    text = f"{heading[1:-1]} = {value}\n" + ("" if heading == "[centre]" else CENTRE)
    assert problems(tmp_path, text) == [f"{heading} muss eine eigene Tabelle sein. {WRITE}{heading}"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("[center]", "[centre]"), ("[[platforms]]", "[[platform]]"), ("[drucker]", ""), ("[printr]", "[printer]")],
)
def test_an_unknown_table_is_named_with_the_nearest_heading(tmp_path: Path, wrong: str, right: str) -> None:
    found = problems(tmp_path, f"{wrong}\n" + ("" if wrong == "[center]" else CENTRE))
    sentence = next(one for one in found if wrong.strip("[]") in one)
    assert sentence.endswith(f"{WRITE}{right}" if right else "Löschen Sie die Zeile.")


def test_a_platform_in_one_pair_of_brackets_is_told_to_take_two(tmp_path: Path) -> None:
    assert problems(tmp_path, CENTRE + PORTAL.replace("[[", "[").replace("]]", "]")) == [
        f"[platform] braucht zwei Klammern. {WRITE}[[platform]]"
    ]
    assert problems(tmp_path, f"platform = [3]\n{CENTRE}") == [
        f"[[platform]] muss eine eigene Tabelle sein. {WRITE}[[platform]]"
    ]


def test_two_platforms_of_one_name_are_a_problem_with_a_free_name(tmp_path: Path) -> None:
    third = PORTAL.replace('"portal"', '"portal-2"')
    [found] = problems(tmp_path, CENTRE + PORTAL + third + PORTAL)
    assert found.endswith(f'{WRITE}name = "portal-3"')


def test_each_of_several_nameless_platforms_is_told_apart(tmp_path: Path) -> None:
    nameless = CALENDAR.replace('name = "kalender"\n', "")
    assert [one.split(" braucht")[0] for one in problems(tmp_path, CENTRE + nameless + nameless)] == [
        "[[platform]] 1:",
        "[[platform]] 2:",
    ]


def test_the_language_of_the_settings_is_that_of_their_problems(tmp_path: Path) -> None:
    [found] = problems(tmp_path, f'{CENTRE}language = "en"\ntimezone = "Mars"\n')
    assert (
        found == '[centre] \'timezone\' must be the name of a time zone, not "Mars". Write: timezone = "Europe/Berlin"'
    )


def test_every_other_table_is_read(tmp_path: Path) -> None:
    text = (
        f'{CENTRE}terminal = "RIEHL2"\nlanguage = "en"\n[sync]\nevery_minutes = 0\n[touch]\nrepeat_ms = 0\n'
        'guard_ms = 0\n[terminal]\nidle_s = 60\n[printer]\ndevice = "file:///dev/usb/lp0"\npaper_mm = 58\nmodel = "TM-T20II"\n'
    )
    settings = loaded(tmp_path, text)
    assert (settings.terminal, settings.language, settings.every_minutes) == ("RIEHL2", "en", 0)
    assert (settings.repeat_ms, settings.guard_ms, settings.idle_s) == (0, 0, 60)
    assert settings.printer == PrinterSettings("file:///dev/usb/lp0", 58, "TM-T20II")


def test_settings_without_a_platform_can_be_used_with_a_warning(tmp_path: Path) -> None:
    [warning] = loaded(tmp_path, CENTRE).warnings
    assert "kiosk discover" in warning
