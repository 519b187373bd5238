"""What a check of one rule found."""

from typing import NamedTuple

KEPT = 5
"""Failures that are kept in words: the first ones say where to look, the number of all says how bad it is."""


class Result(NamedTuple):
    """A row of the table that `make access` prints."""

    rule: str
    """`A13`, `R24`."""
    what: str
    screens: int
    """How many kinds of pages; 0 where a rule is about something else."""
    grids: int
    themes: int
    languages: int
    tried: int
    failed: list[str]
    """Each failure in words; empty: the rule is held."""


class Tried(NamedTuple):
    """How often a rule was tried on one scene, and what failed."""

    tried: int
    failed: list[str]
