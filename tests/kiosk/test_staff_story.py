"""The story of the desk by commands: booked without a network, paid in the ring once when it is back."""

import re
from pathlib import Path

from tests.kiosk.command import Kiosk
from tests.kiosk.ring_town import Town, balances
from tests.printing.escpos_reader import read

NAME = "Mustermann"
LIST = (
    "Nummer;Name;Vorname;Telefon;Eintritt;Kein Internet\r\n"
    f"1042;{NAME};Erika;0221 111;01.03.2024;ja\r\n17;Öztürk;Kemal;;;nein\r\n"
)
RING = """
[[platform]]
name = "tauschring"
kind = "cyclos"
url = "{url}"
books = ["payment"]
payment_type = "member.stunden"
reference_field = "kioskRef"
smallest = 0.25
floor = -10
ceiling = 50
look_again_s = 0.1

[printer]
device = "file://{paper}"
"""


class Office(Kiosk):
    """The commands with the PIN of Frau Büro."""

    def __init__(self, folder: Path, town: Town) -> None:
        self.paper = folder / "paper"
        super().__init__(folder, RING.format(url=town.url, paper=self.paper))
        self.pin = folder / "pin"
        self.pin.touch(mode=0o600)
        self.pin.write_text("271828\n")

    def staff(self, *words: str, code: int = 0, stdin: str = "") -> str:
        """What a command says that needs the PIN."""
        ran = self.run("--pin-file", str(self.pin), *words, stdin=stdin.encode())
        assert ran.code == code, ran
        return ran.out

    def states(self) -> list[tuple[object, object]]:
        """Kind and state of every booking."""
        ran = self.run("--pin-file", str(self.pin), "outbox", "--json")
        return [(row["kind"], row["state"]) for row in ran.rows()]


def opened(folder: Path, town: Town) -> Office:
    """The first day: staff, members from the office's table, the key of the ring. Nothing of it asks the network."""
    office = Office(folder, town)
    office.run("staff", "add", "Frau Büro", "--new-pin-file", str(office.pin))
    table = folder / "stick.csv"
    table.write_bytes(LIST.encode("cp1252"))
    assert "2" in office.staff("members", "import", str(table))
    office.staff("secret", "set", "tauschring", stdin="token-of-C1\n")
    return office


def test_booked_without_a_network_and_in_the_ring_once_when_it_is_back(tmp_path: Path) -> None:
    town = Town()
    office = opened(tmp_path, town)
    slip = ("book", "payment", "--from", "1042", "--to", "17", "--amount", "2", "--text", "Garten", "--paper", "A7")
    said = office.staff(*slip)
    assert re.fullmatch(r"gebucht 1 QK1-[0-9A-HJKMNP-TV-Z]{6}\n", said)
    assert office.staff(*slip) == said
    reference = said.split()[2]
    assert office.states() == [("payment", "waiting")]
    office.staff("deliver", code=3)
    with town.online() as bank:
        office.staff("deliver")
        office.staff("deliver")
        assert office.states() == [("payment", "confirmed")]
        (paid,) = bank.payments
        assert (paid.amount, paid.payer.login, paid.payee.login) == (200, "1042", "17")
        assert (paid.description, paid.values["kioskRef"]) == (f"Garten [{reference}]", reference)
        assert balances(bank) == [-200, 200]


def test_a_storno_goes_back_the_same_way_and_once(tmp_path: Path) -> None:
    town = Town()
    office = opened(tmp_path, town)
    said = office.staff("book", "payment", "--from", "1042", "--to", "17", "--amount", "2,5", "--text", "Garten")
    with town.online() as bank:
        office.staff("deliver")
        assert office.staff("storno", "1") == said.replace("gebucht", "storniert")
        office.staff("storno", "1", code=4)
        office.staff("deliver")
        assert balances(bank) == [0, 0]
        assert len(bank.payments) == 1
    assert office.states() == [("payment", "confirmed"), ("storno", "confirmed")]
    assert "Buchungen\n2\n" in office.staff("closing")


def test_two_receipts_come_out_with_one_number_and_no_name(tmp_path: Path) -> None:
    office = opened(tmp_path, Town())
    reference = office.staff(
        "book", "payment", "--from", "1042", "--to", "17", "--amount", "2", "--text", "Garten"
    ).split()[2]
    sheet = read(office.paper.read_bytes())
    assert (sheet.cuts, sheet.text.count(reference)) == (2, 2)
    assert "1042 · E. M." in sheet.text
    assert NAME not in sheet.text


def test_r28_no_file_of_the_locked_terminal_holds_a_members_name(tmp_path: Path) -> None:
    town = Town()
    office = opened(tmp_path, town)
    office.staff("book", "payment", "--from", "1042", "--to", "17", "--amount", "2", "--text", "Schneeglöckchen")
    office.staff("deliver", code=3)
    with town.online():
        office.staff("members", "--refresh")
        office.staff("deliver")
    held = [path for root in (office.data, office.home, office.temporary) for path in root.rglob("*") if path.is_file()]
    assert "members.db" in [path.name for path in held]
    for secret in (NAME, "Schneeglöckchen", "token-of-C1", "0221 111", "271828"):
        for encoding in ("utf-8", "utf-16-le", "cp1252"):
            assert [path for path in held if secret.encode(encoding) in path.read_bytes()] == []
