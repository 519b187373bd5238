"""Members with and without print consent, whose names, numbers and addresses are hard to find in a text."""

import msgspec

from sync.ledger.records import Member
from sync.records import Kind, StoredItem

ERNA = Member(
    number="1",
    name="Erna Müller",
    short="Erna M.",
    phone="0221 98 76 54",
    email="erna.mueller@example.org",
    offline=True,
)
NOBLE = Member(
    number="3",
    name="Anna-Katharina Freifrau von und zu Kanarienvogel-Stieglitz-Zeisig",
    short="Anna-Katharina F.",
    email="ak.kanarienvogel@example.net",
)
SUKRU = Member(number="6", name="Şükrü Öztürk", short="Şükrü Ö.", phone="+49 (0)170 / 738 49-52 (abends)", offline=True)
GARTEN = Member(number="2", name="Klaus Garten", short="Klaus G.")
BRUNO = Member(number="4", name="Bruno Garten", short="Bruno G.")
HIDDEN = (ERNA, NOBLE, SUKRU, GARTEN, BRUNO)
"""Who may not be named in print."""
ERIKA = Member(
    number="5",
    name="Erika Mustermann",
    short="Erika M.",
    phone="0221 11 12 13",
    email="erika@example.org",
    print=True,
    offline=True,
)
KEMAL = Member(number="17", name="Kemal Beispiel", short="Kemal B.", print=True)
NAMED = (ERIKA, KEMAL)
"""Who may be named in print."""
MEMBERS = (*HIDDEN, *NAMED)

WRITTEN = (
    "Erna Müller",
    "ERNA MÜLLER",
    "erna mueller",
    "Erna  \n Müller",
    "Mu\u0308ller, Erna",
    "Müller Erna",
    "Müller, Dr. Erna",
    "Erna-Müller",
    "E. Müller",
    "Müller, E.",
    "#ErnaMüller",
    "Erna M.",
    "Erna M",
    "erna_müller",
    "Anna-Katharina Freifrau von und zu Kanarienvogel-Stieglitz-Zeisig",
    "Anna Kanarienvogel-Stieglitz-Zeisig",
    "Kanarienvogel-Stieglitz-Zeisig, Anna-Katharina",
    "Kanarienvogel-Stieglitz",
    "Anna-Katharina F.",
    "ŞÜKRÜ ÖZTÜRK",
    "Sukru Ozturk",
    "Klaus Garten",
    "Erna Müllers",
    "Erna Müller’s",
    "Müllers Erna",
    "Anna-Katharina Kanarienvogel-Stieglitz-Zeisigs",
    "Erna und Karl Müller",
    "Erna & Karl-Heinz Müller",
    "Erna Maria Müller",
    "Erna „Mimi“ Müller",
)
"""Ways to write the hidden names."""
REACHED = (
    "0221 98 76 54",
    "+49 (0)221 / 98-76-54",
    "0049221987654",
    "+49221987654",
    "0221.98.76.54",
    "(0221) 98\u00a076\u00a054",
    "98 76 54",
    "0221 987654-12",
    "0221 555 1234 / 0221 987654",
    "0170-7384952",
    "0170\n7384952",
    "erna.mueller@example.org",
    "Erna.Mueller@Example.ORG",
    "erna.mueller (at) example (punkt) org",
    "erna.mueller @ example.org",
    "erna.mueller[at]example.org",
    "erna.mueller (a) example.org",
)
"""Ways to write the hidden numbers and addresses."""
ORDINARY = (
    "Im Garten von Klaus wird gegraben. Garten und Haus.",
    "Ein Garten. Klaus kommt um 10.",
    "Mit Klaus und Garten, z. B. Garten umgraben",
    "Klaus mag Garten. Auch Bruno kann Garten.",
    "Erna liest vor, Müller mahlen Mehl.",
    "Groß und Klein, 24.11.2026, 14:30–16:00 Uhr, 50735 Köln, 1.500 €",
    "Erika Mustermann, 0221 11 12 13, erika@example.org",
    "Tel. 0221 55 66 77",
)
"""What nobody must take for a hidden name or number."""


def item(kind: Kind = Kind.OFFER, id_: str = "k7q2", title: str = "Gartenhilfe", **told: str | None) -> StoredItem:
    """An item of a platform; `told` are one-line fields."""
    made = StoredItem(
        remote=f"post:{id_}", kind=kind, id=id_, title=title, platform="ring", pulled="2026-11-20T10:00:00+01:00"
    )
    return msgspec.structs.replace(made, **told)
