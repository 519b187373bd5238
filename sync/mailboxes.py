"""E-mail addresses in what people publish."""

import re

_MAILBOX = re.compile(
    r"(?<![\w.+@-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}(?![\w@-])", re.ASCII
)


def mailbox(text: str | None) -> str | None:
    """The one address in a text; None where there is none or more than one: nobody may be guessed."""
    found = {one.lower(): one for one in _MAILBOX.findall(text or "")}
    return next(iter(found.values())) if len(found) == 1 else None
