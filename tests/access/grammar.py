"""German grammar that makes reading hard, as far as a machine sees it without a dictionary."""

import re
from collections.abc import Iterator

CONDITIONAL = re.compile(
    r"\b(?:würde|könnte|wäre|hätte|müsste|dürfte|sollte|wollte|bräuchte|käme|ginge|gäbe|fände|ließe|stünde|möge)"
    r"(?:n|st|t)?\b|\bsei(?:en)?\b",
    re.IGNORECASE,
)
"""Konjunktiv; `möchten` is left out: nobody reads it as one any more, and `wollen` asks less kindly."""
BECOMING = re.compile(r"\b(?:wird|werden|werde|wurden?|worden)\b", re.IGNORECASE)
SEPARABLE = (
    r"(?:ab|an|auf|aus|bei|da|dar|durch|ein|fort|her|heraus|hin|los|mit|nach|um|vor|weg|weiter|zu|zurück|zusammen)?"
)
PARTICIPLES = (
    re.compile(SEPARABLE + r"ge[a-zäöüß]{2,}(?:t|en)"),
    re.compile(r"[a-zäöüß]+iert"),
    re.compile(SEPARABLE + r"(?:be|ent|er|miss|über|unter|ver|wider|wieder|zer)[a-zäöüß]{2,}t"),
    re.compile(
        SEPARABLE + r"(?:be|ent|er|ver|zer|über|unter|wider)"
        r"(?:geben|gessen|griffen|halten|kannt|laden|lassen|loren|nommen|rufen|schlossen|schoben|schrieben|schwunden|"
        r"sehen|sprochen|standen|stoßen|tragen|worfen|wiesen)"
    ),
)
NO_PARTICIPLE = {"gegen", "gehen", "geben", "gehört", "gelten", "bekannt", "bereit", "geht", "gesamt", "insgesamt"}
POSSESSED = re.compile(
    r"\bdes\b|\b(?:eines|dieses|jedes|meines|unseres|Ihres|ihres|seines)\s+(?:[a-zäöü]+en\s+)?([A-ZÄÖÜ]\w*s)\b"
)
OF_MANY = re.compile(
    r"\b(?!(?:An|Auf|Aus|Bei|Für|Hat|Hier|In|Ist|Mit|Nach|Sie|Über|Unter|Von|Vor|War|Was|Wie|Wo|Zu|Dass|Wenn|Dann|Geht|Hilft)\b)"
    r"[A-ZÄÖÜ][\w-]*[a-zäöü]\s+(?:der|dieser|einer|aller|Ihrer|unserer)\s+(?:[a-zäöü]+en\s+)?[A-ZÄÖÜ]\w+"
)
RULED = re.compile(
    r"\b(?:[Ww]egen|[Tt]rotz|[Ww]ährend|[Ii]nnerhalb|[Aa]ußerhalb|[Aa]nstatt|[Ss]tatt|[Mm]ithilfe)\s+(?:des|der|eines|einer)\b"
)
BASE_S = {"Haus", "Glas", "Gas", "Ergebnis", "Verzeichnis", "Zeugnis", "Café-Haus", "Heft-Haus"}
"""Nouns that end with an s in every case."""
NOT = re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand\w*|nirgends|weder|ohne|kein\w*)\b", re.IGNORECASE)
JOINED = re.compile(r";|,\s+(?:und|oder|aber|denn|doch)\b")
COMMAND = re.compile(r"\b[A-ZÄÖÜa-zäöü]+(?:en|ern|eln)\s+Sie\b")
LED = re.compile(
    r",\s+(?:dass|wenn|weil|ob|sobald|solange|bis|bevor|damit|falls|indem|obwohl|als|(?:mit|von|in|zu|für|aus|bei)?\s*(?:der|die|das|den|dem|denen|deren)"
    r"|was|wer|wen|wem|wo|wie|wann|wofür|womit|warum|wohin|welche\w?)\b"
)
OPENED = re.compile(r"^(?:Wenn|Weil|Sobald|Solange|Bevor|Falls|Damit|Nachdem|Was|Wer|Wo)\b[^?]*,")
FINITE = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|wird|werden|wurde|kann|können|muss|müssen|darf|dürfen|soll|sollen|will|gibt|gilt|"
    r"steht|stehen|liegt|heißt|geht|gehen|kommt|kommen|bekommt|zahlt|fragt|sagt|zeigt|braucht|fehlt|stimmt|weiß|kennt|hilft|"
    r"zählt|öffnet|sperrt|schließt|antwortet|druckt|wartet|bleibt|läuft|passt|nimmt|meldet|hält)\b"
)


def conditional(sentence: str) -> str | None:
    """The Konjunktiv in a sentence."""
    found = CONDITIONAL.search(sentence)
    return found and found[0]


def passive(sentence: str) -> str | None:
    """A form of "werden" with a participle, in whatever order."""
    becoming = BECOMING.search(sentence)
    if not becoming:
        return None
    spoken = (word for word in re.findall(r"[\wäöüß]+", sentence) if word[0].islower() and word not in NO_PARTICIPLE)
    done = next((word for word in spoken if any(form.fullmatch(word) for form in PARTICIPLES)), None)
    return done and f"{becoming[0]} … {done}"


def genitive(sentence: str) -> str | None:
    """An article or a preposition of the genitive."""
    if found := RULED.search(sentence) or OF_MANY.search(sentence):
        return found[0]
    owners = (owner for owner in POSSESSED.finditer(sentence) if owner[1] not in BASE_S)
    return next((owner[0] for owner in owners), None)


def double_negation(sentence: str) -> str | None:
    """Two words that say no."""
    found = NOT.findall(sentence)
    return ", ".join(found) if len(found) > 1 else None


def statements(sentence: str) -> str | None:
    """Two main clauses, two things to do, or more than one subordinate clause."""
    if joined := JOINED.search(sentence):
        return f"joined by {joined[0]!r}"
    if len(told := COMMAND.findall(sentence)) > 1:
        return f"two things to do: {', '.join(told)}"
    led = LED.findall(sentence) + OPENED.findall(sentence)
    if len(led) > 1:
        return f"{len(led)} subordinate clauses"
    return next(_mains(sentence), None) if not led else None


def _mains(sentence: str) -> Iterator[str]:
    """Two finite verbs on the two sides of a conjunction, a colon or a dash."""
    for side in re.finditer(r"\s(?:und|oder|aber|denn)\s|:\s|\s–\s", sentence):
        before, after = FINITE.search(sentence[: side.start()]), FINITE.search(sentence[side.end() :])
        if before and after:
            yield f"two main clauses: {before[0]}, {after[0]}"
