"""The monthly page on the roll, for houses without a printer for A4."""

from kiosk.papers.check_sheet import CheckSheet
from kiosk.papers.receipt import signature
from printing.slip import Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small


def check_slip(sheet: CheckSheet) -> Slip:
    """The same findings, figures and check mark, to be signed and filed."""
    blocks: list[Block] = [Masthead(sheet.centre), Heading(sheet.title), Small(sheet.day), Gap()]
    for line in sheet.lines:
        blocks.append(Paragraph(f"{line.sign} {line.title}: {line.sentence}"))
        blocks.extend([Small(line.todo)] if line.todo else [])
    blocks.extend((Rule(), Paragraph(sheet.figures_title)))
    blocks.extend(Fact(label, value) for label, value in sheet.figures)
    blocks.extend((Rule(), Paragraph(sheet.mark_title), Paragraph(sheet.mark), Rule()))
    blocks.extend((Paragraph(sheet.remarks), Gap(), Gap(), *signature(sheet.signature), Small(sheet.keep)))
    return Slip(tuple(blocks))
