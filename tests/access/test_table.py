"""Every rule has a test that names it and a row in the table; what no test can hold has a form that exists."""

import ast
from pathlib import Path

import pytest

from tests.access import plain_words
from tests.access.__main__ import by_hand
from tests.access.named import WHAT, rules_in
from tests.access.result import Result
from tests.access.rooms import ROOT
from tests.access.rules import PAINTED, SEEN
from tests.access.table import PROTOCOLS, RULES, is_broken, missing, table, verdict


def names() -> set[str]:
    """Of every test in the repository."""
    files = (ROOT / "tests").rglob("test_*.py")
    trees = (ast.parse(file.read_text()) for file in files)
    found = (
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return {name for name in found if name.startswith("test_")}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_named_by_a_test(rule: str) -> None:
    assert any(rule in rules_in(name) for name in names())


def test_every_rule_has_a_row_and_every_form_is_there() -> None:
    """Rows of the sweep, of hands, of words, and of tests that are run by their names."""
    rules = {rule for rule, _check in SEEN} | {rule for rule, _check in PAINTED} | set(WHAT)
    words = {"A4", "A21", "A30", "A31", "A32"}
    source = Path(str(by_hand.__code__.co_filename)).read_text()
    hands = {rule for rule in RULES if f'"{rule}"' in source}
    rows = [row(rule) for rule in rules | words | hands]
    assert missing(rows) == []
    assert words == {result.rule for result in plain_words.results()}


def test_tests_that_are_run_by_their_names_exist() -> None:
    there = {rule for name in names() for rule in rules_in(name)}
    assert set(WHAT) <= there


def test_forms_are_in_german_and_have_room_to_write() -> None:
    for form in set(PROTOCOLS.values()):
        lines = (ROOT / "tests/access" / form).read_text().splitlines()
        assert lines[0].startswith("# "), form
        assert len(lines) <= 110, form
        assert any(line.endswith("| |") for line in lines), form


def test_names_tell_their_rules() -> None:
    assert rules_in("test_a2_a9_a23_every_page_keeps") == {"A2", "A9", "A23"}
    assert rules_in("test_a_card_leads_to_its_page") == set()


def row(rule: str, tried: int = 1, *failed: str) -> Result:
    return Result(rule, "what", 1, 1, 1, 1, tried, list(failed))


def test_the_table_says_what_failed_and_what_people_have_to_look_at() -> None:
    assert verdict(row("A3")) == "held"
    assert verdict(row("A3", 9, "home is cut", "list is cut")) == "2 FAILURES: home is cut"
    assert verdict(row("A3", 0)) == "NOT TRIED"
    assert verdict(row("A15", 0)) == "protocol: tests/access/protocol_glass.md"
    assert [is_broken(one) for one in (row("A3"), row("A3", 1, "x"), row("A3", 0), row("A15", 0))] == [
        False,
        True,
        True,
        False,
    ]
    assert missing([row("A1")])[0] == "A2 has no row"
    told = table([row("A10"), row("A2", 1, "cut")])
    assert told.index("A2 ") < told.index("A10")
