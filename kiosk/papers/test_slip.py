"""The slip of the guided test print: samples with their marks, and above each group what to look for."""

from kiosk.words import Words
from printing.slip import Heading, Paragraph
from printing.test_sheet import BARS, CODES, LETTERS, ROWS, TestSheet


def slip_of_test(words: Words) -> TestSheet:
    """The same in every centre; without a printer it can be read as words."""
    _ = words.say
    title = _("Test print")
    groups = (
        (_("Which line is right?"), LETTERS),
        (_("Which row fits?"), ROWS),
        (_("Which pattern is there?"), CODES),
        (_("Which bar fits?"), BARS),
    )
    spelt = [Paragraph(f"{text} {', '.join(marks)}") for text, marks in groups]
    letters, rows, codes, bars = (text for text, _marks in groups)
    return TestSheet(blocks=(Heading(title), *spelt), title=title, letters=letters, rows=rows, codes=codes, bars=bars)
