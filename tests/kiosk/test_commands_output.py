"""Streams and exit codes of all commands: data on stdout, all else on stderr, never a traceback."""

from pathlib import Path

import pytest

from kiosk.usage import explained
from kiosk.words import LANGUAGES, Words
from tests.kiosk.command import Kiosk

KEYS = (
    *("id", "kind", "platform", "title", "text", "starts", "ends", "all_day", "cancelled", "place", "price"),
    *("categories", "contact", "url", "image", "published", "changed", "pulled"),
)
"""In the order of the reference."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Kiosk:
    """The made-up neighbourhood, already read."""
    kiosk = Kiosk(tmp_path_factory.mktemp("demo"))
    assert kiosk.run("items", "jobs").code == 0
    return kiosk


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "utf-16"},
    ],
)
def test_json_and_plain_output_and_help_are_utf_8_whatever_the_locale(demo: Kiosk, environment: dict[str, str]) -> None:
    found = demo.run("items", "--search", "Gitarrenabend", "--json", environment=environment)
    assert {row["title"] for row in found.rows()} == {"Gitarrenabend mit Luis M."}
    assert "Café Linde" in found.out
    assert "Café Linde" in demo.run("items", "--search", "Gitarrenabend", environment=environment).out
    assert "Aushänge" in demo.run("-h", environment=environment).out


def test_every_json_item_has_all_keys_in_their_order(demo: Kiosk) -> None:
    rows = demo.run("items", "--json").rows()
    assert len(rows) > 150
    assert all(tuple(row) == KEYS for row in rows)


def test_a_reader_that_stops_early_ends_the_command_quietly(demo: Kiosk) -> None:
    assert demo.shell("{ kiosk items --json; echo $? >&2; } | head -n 1 >/dev/null").err == "0\n"
    assert demo.shell("{ kiosk items; echo $? >&2; } | true").err == "0\n"
    assert demo.shell("{ kiosk sync; echo $? >&2; } | true").err == "0\n"


def test_a_full_disk_is_a_sentence(demo: Kiosk) -> None:
    assert demo.shell("kiosk items >/dev/full; echo $?").out == "3\n"
    assert demo.shell("kiosk status >/dev/full").err == "Die Ausgabe ist nicht zu schreiben: der Speicher ist voll.\n"
    assert demo.shell("kiosk sync --json >/dev/full").err.count("\n") == 1
    assert demo.shell("kiosk items evnts 2>/dev/full; echo $?").out == "2\n"


@pytest.mark.parametrize("command", ["items", "status --json", "sync", "check-settings", "--version", "-h"])
def test_closed_streams_do_no_harm(demo: Kiosk, command: str) -> None:
    ran = demo.shell(f"kiosk {command} >&-; code=$?; kiosk {command} >&- 2>&- <&-; echo $code $?")
    assert ran.out == "0 0\n"
    assert ran.err in ("", "beispiel: 374 gelesen\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["itmes"], "Meinen Sie items?"),
        (["items", "evnts"], "events, offers, requests, jobs, notices"),
        (["items", "--serch", "x"], "--serch"),
        (["items", "--search"], "--search"),
        (["items", "events", "jobs"], "Das ist zu viel: jobs"),
        (["slip"], "Welcher Zettel?"),
        (["--nope"], "--nope"),
        (["sync", "--json=3"], "--json"),
        (["secret", "set"], "PLATFORM fehlt"),
        (["book", "payment", "--from", "1042"], "--to fehlt"),
        (["book", "seat", "--event", "abcd", "--seats", "zwei"], "--seats"),
        (["members", "imprt"], "Meinen Sie import?"),
        (["staff"], "Es gibt: add, change-pin, list, remove."),
        (["status", "jetzt"], "jetzt"),
    ],
)
def test_wrong_use_is_one_german_sentence_and_exit_2(demo: Kiosk, words: list[str], said: str) -> None:
    ran = demo.run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "Siehe: kiosk" in ran.err


def test_version_and_help_are_data(demo: Kiosk) -> None:
    version = demo.run("--version")
    assert (version.code, version.err) == (0, "")
    assert version.out.startswith("kiosk 0.")
    for words in (["-h"], ["--help"], ["sync", "-h"], ["secret", "-h"], ["secret", "set", "-h"]):
        ran = demo.run(*words)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("Aufruf: kiosk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_every_option_is_explained(language: str) -> None:
    import click

    from kiosk.__main__ import cli
    from kiosk.usage import option_key

    def walk(command: click.Command, path: str) -> set[str]:
        context = click.Context(command, info_name=path)
        keys = {path} | {option_key(path, one) for one in command.get_params(context) if isinstance(one, click.Option)}
        inner = command.commands if isinstance(command, click.Group) else {}
        return keys.union(*(walk(one, f"{path} {name}") for name, one in inner.items()))

    texts = explained(Words(language))
    assert walk(cli, "kiosk") == set(texts)
    assert all(text.endswith((".", "none.")) for text in texts.values())


def test_the_help_speaks_the_language_of_the_settings(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, 'language = "en"\n')
    assert kiosk.run("items", "-h").out.startswith("Usage: kiosk items")
    assert "There is no option" in kiosk.run("items", "--nope").err
