"""A slip as plain data: what stands on it and in which order, and nothing about paper or printers."""

import msgspec

from printing.payloads import Number, Payload, content


class Masthead(msgspec.Struct, frozen=True):
    """Who speaks: the centre's name, as a dark band across the head of the slip."""

    text: str


class Heading(msgspec.Struct, frozen=True):
    """What the slip is about, in the largest letters."""

    text: str


class Fact(msgspec.Struct, frozen=True):
    """One answer worth reading at a glance: a short label (`Wann`) and its value in the largest letters.

    A line feed in the value starts a new line; a no-break space keeps two words together while they fit.
    """

    label: str
    value: str


class Paragraph(msgspec.Struct, frozen=True):
    """Running text; line feeds stay, a line that starts with a dash hangs like a list."""

    text: str


class Rule(msgspec.Struct, frozen=True):
    """A line across the paper."""


class QR(msgspec.Struct, frozen=True):
    """A code for telephones with the words below it; raises CodeRefused for what no code may hold."""

    payload: Payload
    caption: str = ""

    def __post_init__(self) -> None:
        content(self.payload)

    @property
    def in_words(self) -> str:
        """What stands in place of a code that does not fit: caption and address or number, each once.

        Empty for a date and a network: the slip says their facts anyway.
        """
        match self.payload:
            case str(text) | Number(text):
                return self.caption if text in self.caption else f"{self.caption}\n{text}".lstrip()
        return ""


class Small(msgspec.Struct, frozen=True):
    """The footer: when it was printed and how old the data is. The only small print (A36)."""

    text: str


class Gap(msgspec.Struct, frozen=True):
    """Some white paper between two thoughts."""


Block = Masthead | Heading | Fact | Paragraph | Rule | QR | Small | Gap


class Slip(msgspec.Struct, frozen=True):
    """What one strip of paper says, from head to foot."""

    blocks: tuple[Block, ...]
