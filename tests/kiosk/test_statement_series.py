"""Statements that follow each other: what came out otherwise than the last one said is told once more."""

from pathlib import Path

from kiosk.papers.made import Wishes
from kiosk.papers.making import printed
from kiosk.papers.statement import compose
from tests.kiosk.statements import counter, pay
from tests.pdf_checks import pages_of
from tests.sync.clocks import FakeClock


def test_what_was_on_its_way_and_was_refused_since_stands_in_the_next_statement_once(tmp_path: Path) -> None:
    with counter(tmp_path) as desk:
        _, staff = desk
        assert isinstance(staff.clock, FakeClock)
        receipt = pay(staff, "5", "17", 200, "Hecke").receipt

        def statement() -> str:
            made = compose(*desk, Wishes(members=("5",)))
            printed(made, staff)
            return pages_of(made.pdf)[0]

        assert "Hier gebucht, bis heute −2 Stunden" in statement()
        staff.ledger.outbox.refuse(receipt, "balance")
        staff.clock.later(days=3)
        second = statement()
        assert f"{receipt} Hecke mit 17 · Kemal B. Zählt nicht: Das Büro klärt es noch. −2" in second
        assert "Hier gebucht, bis heute 0 Stunden" in second
        staff.ledger.outbox.settle(receipt, staff.me, None)
        staff.clock.later(days=3)
        third = statement()
        assert f"{receipt} Hecke mit 17 · Kemal B. −2" in third
        assert "Hier gebucht, bis heute −2 Stunden" in third
        staff.clock.later(days=3)
        assert "Hecke" not in statement()
