"""R27, R28: nothing of a ledger can be read from the raw files, closed, open, or after the power failed."""

import base64
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CANARIES = {
    "name": "Wilhelmine Kanarienvogel",
    "short": "Wilhelmine K.",
    "email": "wilhelmine@kanarie.example",
    "phone": "0221 7654321",
    "text": "Zitronenbaum beschneiden",
    "amount": "7654321",
    "number": "104210421042",
    "detail": "Das Konto der Wilhelmine reicht nicht",
    "secret": "geheimer-schluessel-des-rings",
    "draft": "angefangene Buchung von Wilhelmine",
    "guest": "Gundula Grasmücke",
    "paper": "Zettel-44004400",
    "pin": "90909171",
}
USE = """
import os, sys
from pathlib import Path
from sync.ledger.keyring import KeyRing
from sync.ledger.ledger import Ledger
from sync.ledger.lockout import Lockout, sign_in
from sync.ledger.records import Member, Payment, Seat
from sync.ledger.sealing import Cost
from sync.clock import SystemClock
from sync.couriers.base import Why
from tests.ledger.test_canary import CANARIES as C
folder, end = Path(sys.argv[1]), sys.argv[2]
cost, clock = Cost(iterations=1, lanes=1, memory_kib=128), SystemClock()
ring = KeyRing(folder, cost)
ring.enrol_first("Anna", C["pin"])
opened = sign_in(ring, Lockout(folder, clock), C["pin"], None)
ledger = Ledger.open(folder / "members.db", opened.data_key, clock)
member = Member(number=C["number"], name=C["name"], short=C["short"], email=C["email"], phone=C["phone"])
ledger.people.store([member, *(Member(number=str(n), name=f"{C['name']} {n}", short=C["short"]) for n in range(300))])
for n in range(60):
    what = Payment(payer=C["number"], payee=str(n), amount=int(C["amount"]), unit="Stunden", text=C["text"])
    receipt = ledger.book(what, staff="Anna", platform="ring", paper=C["paper"] + str(n)).receipt
    if n % 3:
        ledger.outbox.refuse(receipt, Why.BALANCE, C["detail"])
seat = Seat(item="a", source="h", title="Fest", starts=None, url=None, contact=None, seats=1, member=None,
            guest=C["guest"], name=C["guest"])
ledger.book(seat, staff="Anna", platform="haus")
ledger.kept.put("secret:ring", C["secret"].encode())
ledger.kept.put("draft:Anna", C["draft"].encode())
ledger.people.keep_only("csv", [str(n) for n in range(100)])
assert ledger.people.find("wilhelmine", most=500)
ledger.db.execute("SELECT * FROM booking a, booking b ORDER BY a.content, b.key, a.receipt").fetchall()
ledger.check()
if end == "closed":
    ledger.close()
if end == "cut off within a booking":
    ledger.db.execute("PRAGMA cache_size = 1")
    ledger.db.execute("BEGIN IMMEDIATE")
    for n in range(200):
        ledger.book(what, staff="Anna", platform="ring")
print("ready", flush=True)
sys.stdin.readline()
"""
ENDS = ("closed", "open", "cut off", "cut off within a booking")


def forms(canary: str) -> Iterator[bytes]:
    """How text may stand in a file."""
    plain = canary.encode()
    yield from (plain, plain.lower(), plain.upper(), canary.encode("cp1252"), plain[::-1])
    yield from (canary.encode("utf-16-le"), canary.encode("utf-16-be"), canary.encode("utf-32-le"))
    yield from (plain.hex().encode(), plain.hex().upper().encode(), canary.encode("unicode_escape"))
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + plain)
        yield whole[4 if shift else 0 : len(whole) // 4 * 4 - 4]


def found_in(folder: Path) -> set[tuple[str, str]]:
    """Which canary stands in which file."""
    return {
        (name, path.name)
        for path in folder.rglob("*")
        if path.is_file()
        for content in [path.read_bytes()]
        for name, canary in CANARIES.items()
        if any(form in content for form in forms(canary))
    }


@pytest.mark.parametrize("end", ENDS)
def test_r28_no_file_tells_anything_whether_it_is_closed_open_or_cut_off(tmp_path: Path, end: str) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    env = os.environ | {"TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)}
    log = tmp_path / "log"
    with log.open("wb") as errors:
        command = [sys.executable, "-B", "-c", USE, str(tmp_path), end]
        with subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        ) as terminal:
            assert terminal.stdout
            assert terminal.stdout.readline() == b"ready\n", log.read_text()
            names = {path.name for path in tmp_path.iterdir()}
            assert found_in(tmp_path) == set()
            terminal.kill()
    assert found_in(tmp_path) == set()
    assert {"members.db", "staff.json", "members.mark"} <= names
    assert ("members.db-wal" in names) is (end != "closed")
    assert log.read_bytes() == b""


def test_the_search_finds_what_stands_in_a_file_in_the_clear(tmp_path: Path) -> None:
    """Each canary, in each form; and in a database without a key."""
    for number, canary in enumerate(CANARIES.values()):
        for form in forms(canary):
            (tmp_path / "one").write_bytes(b"\x01\x02" * number + form + b"\xff")
            assert found_in(tmp_path) != set(), (canary, form)
    (tmp_path / "one").unlink()
    db = sqlite3.connect(tmp_path / "plain.db")
    db.execute("CREATE TABLE member (name TEXT)")
    db.executemany("INSERT INTO member VALUES (?)", [(canary,) for canary in CANARIES.values()])
    db.commit()
    db.close()
    assert {name for name, _ in found_in(tmp_path)} == set(CANARIES)
