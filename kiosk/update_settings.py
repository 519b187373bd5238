"""`[update]`: where new versions of the program are offered on the net, if anywhere."""

from urllib.parse import urlsplit

from kiosk.settings_table import Table
from sync.hosts import is_private

EXAMPLE = "https://example.org/kiosk/latest.json"


def read_update(table: Table) -> str | None:
    """The address of the index; None: the net is never asked. Everything signed, so http is fine inside the house."""
    url = table.text("url", "", EXAMPLE)
    if url:
        table.checked("url", url, _address, table.words.say("an address that begins with https://"), EXAMPLE)
    table.finish()
    return url or None


def _address(url: str) -> None:
    """Raises ValueError where nobody can be asked there."""
    parts = urlsplit(url)
    host = parts.hostname
    if not host or parts.username or not (parts.scheme == "https" or (parts.scheme == "http" and is_private(host))):
        raise ValueError(url)
