"""Many days of kills: how they are shared out, and what came of them together."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from tests.crash.commands import CommandDay
from tests.crash.kills import Day
from tests.crash.nursery import Nursery
from tests.peers.cyclos_bank import Bank

KILLS_EACH = 20
"""Kills of one terminal, before it is delivered whole and compared with the ring."""
COMMANDS_EVERY = 10
"""One day in so many is played with the program itself: there every deed costs a start."""


class Outcome(msgspec.Struct):
    """Counts and findings; a finding names the seed that shows it again."""

    counts: Counter[str] = msgspec.field(default_factory=Counter)
    findings: list[str] = msgspec.field(default_factory=list)


def kill_again_and_again(nursery: Nursery, kills: int, seed: int, commands_every: int = COMMANDS_EVERY) -> Outcome:
    """So many kills, with seeds from `seed` on."""
    outcome = Outcome()
    for number, done in enumerate(range(0, kills, KILLS_EACH)):
        kind = CommandDay if number % commands_every == commands_every - 1 else Day
        _play(outcome, kind, nursery, min(KILLS_EACH, kills - done), seed + number)
    return outcome


def _play(outcome: Outcome, kind: type[Day], nursery: Nursery, kills: int, seed: int) -> None:
    with TemporaryDirectory() as folder, Bank() as bank:
        day = kind(Path(folder), nursery, bank, seed)
        day.run(kills)
    outcome.counts.update(day.counts)
    outcome.findings += [f"{kind.__name__} of seed {seed}: {finding}" for finding in dict.fromkeys(day.found)]
