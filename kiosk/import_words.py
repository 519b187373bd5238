"""What is wrong in a table of members: one sentence for each problem, with its line and column."""

from kiosk.words import Words
from sync.ledger.members_csv import BYTES_MAX, MEMBERS_MAX
from sync.ledger.members_csv_columns import HEADINGS, Kind, Problem


def problem_words(words: Words, problem: Problem) -> str:
    """`Zeile 7, Saldo: „abc“ ist kein Betrag.`"""
    _ = words.say
    sentence = _sentence(words, problem.kind).format(
        value=problem.value,
        column=problem.column,
        fields=", ".join(HEADINGS),
        members=words.number(MEMBERS_MAX),
        megabytes=BYTES_MAX // 1_000_000,
    )
    if not problem.line:
        return sentence
    if problem.column and problem.kind is not Kind.COLUMN_MISSING:
        place = _("Line {number}, {column}: {sentence}")
    else:
        place = _("Line {number}: {sentence}")
    return place.format(number=problem.line, column=problem.column, sentence=sentence)


def _sentence(words: Words, kind: Kind) -> str:
    _ = words.say
    sentences = {
        Kind.TOO_LARGE: _("The file is larger than {megabytes} MB. Is it the right one?"),
        Kind.NO_TEXT: _("The file is no text. Save it in the table program as CSV."),
        Kind.EMPTY: _("The file holds no members."),
        Kind.NO_HEADINGS: _("The first line must hold headings such as Nummer; Name. Name others with --map."),
        Kind.KEY_UNKNOWN: _("There is no field {column}. There are: {fields}"),
        Kind.COLUMN_MISSING: _('The column "{column}" is missing. Name another one: --map {value}=HEADING'),
        Kind.COLUMN_TWICE: _("This column is there twice. Rename or remove one."),
        Kind.BROKEN: _("A quotation mark is not closed, so the rest cannot be read."),
        Kind.TOO_MANY: _("There are more than {members} members. Is it the right file?"),
        Kind.TOO_MANY_COLUMNS: _("There are more than {value} columns. Is it the right file?"),
        Kind.MORE_CELLS: _('There is one cell too many: "{value}". Put texts in quotation marks.'),
        Kind.MISSING: _("Something must stand here."),
        Kind.NUMBER: _('"{value}" is no member number: no blanks and no invisible characters.'),
        Kind.NUMBER_TWICE: _("The number {value} is there twice."),
        Kind.TOO_LONG: _('"{value}" is too long.'),
        Kind.DATE: _('"{value}" is no date such as 31.12.2026.'),
        Kind.AMOUNT: _('"{value}" is no amount such as 2,50.'),
        Kind.YES_OR_NO: _('"{value}" is neither ja nor nein.'),
    }
    return sentences[kind]
