"""`kiosk paper`: a PDF into a file, whole or not at all, and nothing of it without a PIN."""

import stat
import subprocess
from pathlib import Path

import pytest

from tests.kiosk.office_command import RING, Office
from tests.pdf_checks import assert_ua1, text_of

OUT = "zeitung.pdf"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("office"), RING + '[paper]\ntitle = "Lindenblatt"\ncopies = 3\n')
    office.publish()
    return office


@pytest.fixture
def office(shared: Office) -> Office:
    for path in (*shared.home.glob("*.pdf"), *shared.home.glob("*.txt")):
        path.unlink()
    return shared


def test_the_newspaper_is_written_and_told_in_one_line(office: Office) -> None:
    ran = office.run("paper", "newspaper", "--out", OUT)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("Lindenblatt, Ausgabe 1, ")
    assert ran.err.endswith(": 3 Blatt, 4-mal drucken\n")
    pdf = (office.home / OUT).read_bytes()
    assert_ua1(pdf)
    assert "Nachbarschaftscafé" in text_of(pdf)


def test_only_this_user_may_read_it_and_nothing_else_is_left_behind(office: Office) -> None:
    office.run("paper", "newspaper", "--out", OUT)
    assert stat.S_IMODE((office.home / OUT).stat().st_mode) == 0o600
    assert [path.name for path in office.home.iterdir()] == [OUT]


def test_a_dash_writes_the_pdf_to_standard_output(office: Office) -> None:
    done = subprocess.run(
        office.words("paper", "newspaper", "--booklet", "--draft", "--out", "-"),
        capture_output=True,
        env=office.environment(),
        cwd=office.home,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith(b"%PDF-")
    assert_ua1(done.stdout)


def test_an_older_pdf_is_replaced_and_anything_else_stays(office: Office) -> None:
    (office.home / OUT).write_bytes(b"%PDF-1.4 alt")
    assert office.run("paper", "newspaper", "--out", OUT).code == 0
    assert (office.home / OUT).read_bytes().endswith(b"%%EOF")
    (office.home / "brief.txt").write_text("Liebe Erika")
    ran = office.run("paper", "newspaper", "--out", "brief.txt")
    assert (ran.code, "keine PDF" in ran.err) == (2, True)
    assert (office.home / "brief.txt").read_text() == "Liebe Erika"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("newspaper", "--out", "nirgends/zeitung.pdf"), "Den Ordner nirgends gibt es nicht"),
        (("newspaper", "--out", "."), "Ordner"),
        (("newspaper", "--out", OUT, "--since", "gestern"), "--since 2026-11-24"),
        (("newspaper", "--out", OUT, "--since", "2999-11-01"), "Der 2999-11-01 kommt erst noch"),
        (("statement", "--out", OUT, "--since", "2999-11-01"), "Der 2999-11-01 kommt erst noch"),
        (("newspaper",), "--out"),
        (("vouchers", "--out", "nirgends/belege.pdf"), "Den Ordner nirgends gibt es nicht"),
    ],
)
def test_what_cannot_be_written_is_said_before_anything_is_composed(
    office: Office, words: tuple[str, ...], said: str
) -> None:
    ran = office.run("paper", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_r26_without_a_pin_nothing_is_written(office: Office) -> None:
    ran = office.run("paper", "newspaper", "--out", OUT, environment={"KIOSK_PIN_FILE": ""})
    assert ran.code == 2
    assert not (office.home / OUT).exists()


def test_a_draft_does_not_count_as_an_issue(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.publish()

    def kept() -> bytes | None:
        with office.ledger() as ledger:
            return ledger.kept.get("newspaper")

    office.run("paper", "newspaper", "--draft", "--out", OUT)
    assert kept() is None
    office.run("paper", "newspaper", "--out", OUT)
    assert kept() is not None


def test_where_there_is_nothing_to_print_it_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    office = Office(tmp_path)
    ran = office.run("paper", "newspaper", "--out", OUT)
    assert (ran.code, "nichts zu drucken" in ran.err) == (4, True)
    assert not (office.home / OUT).exists()


@pytest.mark.parametrize("paper", ["statement", "vouchers", "emergency", "distribution", "handover", "privacy"])
def test_every_paper_comes_out_valid(office: Office, paper: str) -> None:
    ran = office.run("paper", paper, "--out", f"{paper}.pdf")
    assert ran.code == 0, ran.err
    assert_ua1((office.home / f"{paper}.pdf").read_bytes())
