"""A replica that only ever holds what is hard to show."""

from sync.records import Item, Kind

LONG_WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsbeauftragter"
TITLES = (
    "Ein Titel mit zweihundert Buchstaben, " + "der nicht aufhören will " * 6 + "und doch endet",
    LONG_WORD * 2 + "x" * 40,
    "[/x][@click=app.quit]Tippen[/] [bold",
    "👨‍👩‍👧 Familienfest 🇩🇪 mit 👍🏽 und ☀️ und 1️⃣ 🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎🍎",
    "أهلاً وسهلاً بكم في مقهى الحي كل يوم ثلاثاء بعد الظهر",
    "日本語の催し物のお知らせ、毎週火曜日の午後に公民館で開催します",
    "Z̷̡̛̹̤͙̯̞͕͌͐̀̓͛a̶͖̓l̸̰̈́g̵̪̈́o im Garten",
    "\x1b]2;Titel\x07\x1b[2J\x9b31mFarbe\u202egnutiehdrev\u202c",
    "A",
    "–",
    "Wort-mit-vielen-Strichen/und/noch/mehr/Schrägstrichen-und-kein-Ende-in-Sicht-auf-keinem-Bildschirm-der-Welt",
)
TEXTS = (
    None,
    "",
    "Kurz.",
    "\n\n".join(f"{number}. Absatz mit {LONG_WORD} und [markup] und 🍎." for number in range(1, 120)),
    "x" * 20_000,
    "\n".join("– Punkt" for _ in range(300)),
)
CATEGORIES = (
    *(f"Thema {number}" for number in range(97)),
    LONG_WORD,
    "Ein Thema mit sehr vielen Wörtern " * 5,
    "[/red]",
)


def hostile() -> list[Item]:
    """Some hundred items of all kinds; each hard thing beside each other one."""
    return [_item(kind, number) for kind in Kind for number in range(66)]


def _item(kind: Kind, number: int) -> Item:
    day = f"2026-{11 + number // 40}-{24 + number % 5:02}"
    times: tuple[str | None, str | None, bool] = (None, None, False)
    if kind is Kind.EVENT:
        times = (
            (f"{day}T23:59:00+01:00", f"{day}T23:59:59+01:00", False),
            (f"{day}T00:00:00+01:00", "2027-12-31T00:00:00+01:00", False),
            (day, None, True),
            (day, "2027-10-31", True),
            (None, None, False),
        )[number % 5]
    return Item(
        remote=f"{kind}:{number}",
        kind=kind,
        title=TITLES[number % len(TITLES)],
        text=TEXTS[number % len(TEXTS)],
        starts=times[0],
        ends=times[1],
        all_day=times[2],
        cancelled=number % 7 == 0,
        place=(None, "Ort", "Im Hof hinter dem Haus, " * 8)[number % 3],
        price=(None, "0 €", "Ein Stück Kuchen oder eine Stunde " * 5)[number // 3 % 3],
        categories=CATEGORIES[number : number + 1 + 34 * (number % 2)],
        contact=(None, LONG_WORD * 2)[number // 5 % 2],
        url=(None, "https://a.example/", f"https://a.example/{'pfad-' * 190}")[number // 7 % 3],
        published=(None, "2026-11-01T08:00:00+01:00", "1998-03-03T08:00:00+01:00")[number % 3],
    )
