"""Words that stay on one line of paper as long as they fit: telephone numbers, times, short dates."""

import re

from printing.letters import NO_BREAK

_NUMBER = re.compile(r"(?<![\w.])(?:\+\d|\(?0)[\d()/ –-]{4,}\d")
"""A telephone number as people write it: `0221 98 76 54`, `+49 (0) 221 / 98 76-54`."""


def unbroken(text: str) -> str:
    """With blanks at which no line ends."""
    return text.replace(" ", NO_BREAK)


def numbers_unbroken(text: str) -> str:
    """Only its telephone numbers."""
    return _NUMBER.sub(lambda found: unbroken(found[0]), text)
