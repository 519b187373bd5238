"""A centre in which one member has left a trace of every sort, and the raw pages of its file, decrypted."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sync.clock import Trust
from sync.couriers.base import Why
from sync.ledger.file import PAGE
from sync.ledger.letters import Letters
from sync.ledger.on_paper import OnPaper
from sync.ledger.records import Account, Job, Member, Payment, Seat
from sync.letters.intake import take_in
from sync.letters.letter import Interest
from tests.ledger.ledgers import KEY, Centre, seat
from tests.letters.letter_boxes import Post

NUMBER, OTHER = "104210421042", "17"
NAME = "Wilhelmine Kanarienvogel"
CANARIES = {
    "number": NUMBER,
    "name": NAME,
    "short": "Wilhelmine K.",
    "search": "kanarienvogel",
    "email": "wilhelmine@kanarie.example",
    "phone": "0221 7654321",
    "text": "Zitronenbaum beschneiden",
    "detail": "Das Konto der Wilhelmine reicht nicht",
    "remark": "kommt mit Rollator",
}
_RESERVED = 80
"""Bytes at the end of a page: SQLCipher 4 keeps the vector and the mark of the page there (sqlcipher.net, design)."""
_VECTOR = 16
_WAL_HEADER, _FRAME_HEADER = 32, 24
"""Bytes before the frames and before the page of each (sqlite.org, fileformat2, 4.1)."""


def payment(payer: str = NUMBER, payee: str = OTHER, amount: int = 200) -> Payment:
    """With the canary as its text."""
    text = CANARIES["text"]
    return Payment(payer=payer, payee=payee, amount=amount, unit="Stunden", text=text, offer="abcd")


def member(number: str = NUMBER) -> Member:
    """The one who will be erased, or somebody else of another name."""
    if number != NUMBER:
        return Member(number=number, name=f"Nachbar {number}", short="N.")
    account = Account(balance=100, read_ms=1, trust=Trust.NTP)
    short, email, phone = CANARIES["short"], CANARIES["email"], CANARIES["phone"]
    return Member(number=NUMBER, name=NAME, short=short, email=email, phone=phone, print=True, account=account)


def lived_in(centre: Centre) -> dict[str, int]:
    """Every sort of trace, all of it settled; receipts by name. Everybody is a member of the ring's platform."""
    ledger, sent = centre.ledger, centre.ledger.outbox
    ledger.people.store([member(), member(OTHER), member("18")])
    made = {"payment": ledger.book(payment(), staff="Anna", platform="ring", paper="7").receipt}
    sent.going(made["payment"])
    sent.confirm(made["payment"], "r1", Why.PENDING, CANARIES["detail"])
    back = ledger.storno(made["payment"], "Anna")
    assert back
    made["storno"] = back.receipt
    sent.confirm(back.receipt, "r2")
    made["got"] = ledger.book(payment(OTHER, NUMBER, 325), staff="Anna", platform="ring").receipt
    sent.confirm(made["got"], "r3")
    made["refused"] = ledger.book(_seat(), staff="Anna", platform="haus").receipt
    sent.refuse(made["refused"], Why.SOLD_OUT, CANARIES["detail"])
    ledger.cancel(made["refused"], "Anna")
    made["job"] = ledger.book(_job(), staff="Anna", platform="post").receipt
    sent.confirm(made["job"], "r4")
    others = msgspec.structs.replace(payment(OTHER, "18"), text="Regal")
    made["others"] = ledger.book(others, staff="Anna", platform="ring").receipt
    sent.confirm(made["others"], "r5")
    printouts = ledger.printouts
    printouts.end(printouts.begin(made["payment"], 1, False), OnPaper.NOT_STARTED, "paper_out")
    printouts.answer(printouts.begin(made["payment"], 2, False), OnPaper.MISSING, "Anna")
    _besides(centre)
    return made


def _seat() -> Seat:
    return msgspec.structs.replace(seat(NUMBER), name=NAME, text=CANARIES["remark"])


def _job() -> Job:
    told = {"name": NAME, "phone": CANARIES["phone"], "text": CANARIES["remark"]}
    return Job(item="j", source="portal", title="Regal", url=None, contact=None, member=NUMBER, **told)


def _besides(centre: Centre) -> None:
    """Drafts, lists, wishes; of somebody else too, which must stay."""
    ledger, post = centre.ledger, Post(centre.folder, centre.clock)
    take_in(ledger, post.box)
    for number in (NUMBER, OTHER):
        post.left(Interest(item="abcd", kind="offer", title="Rollstuhltaxi", member=number))
    take_in(ledger, post.box)
    assert len(Letters(ledger).wishes()) == 2
    draft = {"kind": "payment", "payer": OTHER, "payee": NUMBER, "purpose": CANARIES["text"], "trusted": True}
    ledger.kept.put("draft:Anna", msgspec.json.encode({**draft, "wall_ms": 1}))
    ledger.kept.put("draft:Bernd", msgspec.json.encode({**draft, "payee": "18", "purpose": "Regal", "wall_ms": 1}))
    ledger.kept.put("statement", msgspec.json.encode({NUMBER: {"day": "2026-11-20"}, OTHER: {"day": "2026-11-20"}}))
    ledger.kept.put("missing:ring", msgspec.json.encode({NUMBER: 1, OTHER: 2}))


def found_in(folder: Path, key: bytes = KEY) -> set[str]:
    """Which canaries stand in any file, also behind the encryption of the ledger's pages."""
    told = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes() + b"".join(_plain(path, key))
            told |= {name for name, canary in CANARIES.items() if _stands(canary, content)}
    return told


def _stands(canary: str, content: bytes) -> bool:
    return any(form in content for form in (canary.encode(), canary.lower().encode(), canary.encode("utf-16-le")))


def _plain(path: Path, key: bytes) -> Iterator[bytes]:
    """Every page of a ledger's file or of its write-ahead log, live, free or old."""
    content = path.read_bytes()
    if path.suffix == ".db":
        for at in range(0, len(content), PAGE):
            yield _decrypted(content[at : at + PAGE], key, first=not at)
    elif path.name.endswith("-wal"):
        for at in range(_WAL_HEADER, len(content), _FRAME_HEADER + PAGE):
            page = content[at + _FRAME_HEADER : at + _FRAME_HEADER + PAGE]
            yield _decrypted(page, key, first=content[at : at + 4] == b"\0\0\0\1")


def _decrypted(page: bytes, key: bytes, *, first: bool) -> bytes:
    """AES-256-CBC with the raw key; the first page begins with 16 bytes of salt in the clear."""
    end = len(page) - _RESERVED
    vector = page[end : end + _VECTOR]
    cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return cipher.update(page[16 if first else 0 : end]) + cipher.finalize()


def dumped(centre: Centre) -> dict[str, list[object]]:
    """Every row of every table, and what guards them."""
    db = centre.ledger.db
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    rows = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    return {**rows, "guards": sorted(db.execute("SELECT name, sql FROM sqlite_master").fetchall(), key=str)}
