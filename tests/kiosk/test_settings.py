"""Settings: the example of the README loads, and for whatever is wrong a line is named that is right."""

from pathlib import Path

import pytest

from kiosk.settings import PrinterSettings
from sync.records import Kind, RequestRule
from tests.kiosk.settings_file import CALENDAR, CENTRE, PORTAL, loaded, problems
from tests.kiosk.settings_wrong import WRONG

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
    rules = "[sync]\nevery_minutes = 0\n[touch]\nrepeat_ms = 0\nguard_ms = 0\n[terminal]\nidle_s = 60\n"
    printer = '[printer]\ndevice = "file:///dev/usb/lp0"\npaper_mm = 58\nmodel = "TM-T20II"\n'
    text = f'{CENTRE}terminal = "RIEHL2"\nlanguage = "en"\n{rules}{printer}'
    settings = loaded(tmp_path, text)
    assert (settings.terminal, settings.language, settings.every_minutes) == ("RIEHL2", "en", 0)
    assert (settings.repeat_ms, settings.guard_ms, settings.idle_s) == (0, 0, 60)
    assert settings.printer == PrinterSettings("file:///dev/usb/lp0", 58, "TM-T20II")


def test_settings_without_a_platform_can_be_used_with_a_warning(tmp_path: Path) -> None:
    [warning] = loaded(tmp_path, CENTRE).warnings
    assert "kiosk discover" in warning


def test_a16_an_idle_time_that_cuts_off_slow_readers_is_warned_of(tmp_path: Path) -> None:
    assert "idle_s = 120" in str(loaded(tmp_path, f"{CENTRE}[terminal]\nidle_s = 19\n").warnings)
    assert "idle_s" not in str(loaded(tmp_path, f"{CENTRE}[terminal]\nidle_s = 20\n").warnings)
