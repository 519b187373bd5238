"""What a German voice reads wrong by itself: `14:30 Uhr`, `3. März`, `Mo bis Do`, `3,50 €`."""

import re

MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
DAYS = {
    "Mo": "Montag",
    "Di": "Dienstag",
    "Mi": "Mittwoch",
    "Do": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
    "So": "Sonntag",
}
_ONES = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS = ("", "", "zwanzig", "dreißig")
_ODD = {
    1: "erste",
    3: "dritte",
    7: "siebte",
    8: "achte",
    11: "elfte",
    12: "zwölfte",
    16: "sechzehnte",
    17: "siebzehnte",
}

_TIME = re.compile(r"\b(\d|[01]\d|2[0-4])(?::([0-5]\d)\b(?: Uhr\b)?|\.([0-5]\d) Uhr\b)")
_HOURS = re.compile(r"\b(\d{1,2}(?:[:.]\d\d)?)-(?=\d{1,2}(?:[:.]\d\d)? Uhr\b)")
_DATE = re.compile(rf"(\b(?:[Aa]m|[Dd]en|[Dd]em|[Vv]om|[Zz]um|[Bb]is|[Ss]eit|[Aa]b) )?\b(\d{{1,2}})\. (?={MONTHS})")
_DAY = re.compile(
    rf"\b({'|'.join(DAYS)})\b\.?(?=,? (?:bis|und|\d)|,? (?:{'|'.join(DAYS)})\b)"
    rf"|(?<=bis )({'|'.join(DAYS)})\b|^({'|'.join(DAYS)})\.?$"
)
_PRICE = re.compile(r"\b(\d+),(\d\d) ?€")


def german(text: str) -> str:
    """The text in words that espeak-ng and others read as people do."""
    text = _HOURS.sub(r"\1 bis ", text)
    text = _DAY.sub(lambda found: DAYS[found[1] or found[2] or found[3]], text)
    text = _TIME.sub(_time, text)
    text = _DATE.sub(_date, text)
    return _PRICE.sub(lambda found: f"{found[1]} Euro{'' if found[2] == '00' else f' {int(found[2])}'}", text)


def ordinal(number: int) -> str:
    """`dritte`, for the days of a month."""
    if number in _ODD:
        return _ODD[number]
    if number < 20:
        return f"{_ONES[number % 10]}{'zehn' if number >= 10 else ''}te"
    ones = f"{_ONES[number % 10]}und" if number % 10 else ""
    return f"{ones}{_TENS[number // 10]}ste"


def _time(found: re.Match[str]) -> str:
    """`14 Uhr 30`, `9 Uhr`."""
    minutes = int(found[2] or found[3])
    return f"{int(found[1])} Uhr{f' {minutes}' if minutes else ''}"


def _date(found: re.Match[str]) -> str:
    """`am dritten März`, `Dienstag, dritter März`."""
    lead, number = found[1] or "", int(found[2])
    return f"{lead}{ordinal(number)}{'n' if lead else 'r'} " if 1 <= number <= 31 else found[0]
