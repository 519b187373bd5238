"""The `url` of a platform: whether it can be asked, and how safe the way to it is."""

import re
from urllib.parse import SplitResult, urlsplit

from kiosk.settings_table import Table
from sync.hosts import is_private

WEB, CALENDAR, MAIL = ("http", "https"), ("http", "https", "webcal", "webcals"), ("smtp", "smtps")
SCHEMES = {"ical": CALENDAR, "mail": MAIL, "": (*CALENDAR, *MAIL)}
"""What the address of a kind may begin with, where it is not `WEB`; everything while the kind is not known."""
EXAMPLES = {"pretix": "https://pretix.example/api/v1/organizers/haus/", "mail": "smtp://kiosk@mail.example.org:587"}
EXAMPLE = "https://example.org/"

_ORGANISER = re.compile(r"(/api/v1/organizers/[\w.-]+)/?", re.ASCII)
_SHOP = re.compile(r"(?:/control/organizer)?/([\w.-]+)(?:/.*)?", re.ASCII)
"""What people copy from their browser instead: the shop of an organiser, or the page to administer it."""


def read_url(table: Table, name: str, kind: str, *, keyed: bool) -> str:
    """The address; `webcal` is for calendars only, `smtp` for mail. Problems and warnings are noted in the table.

    `keyed` says whether a key goes to it, which must not happen over open http. pretix' ends with a stroke.
    """
    url = table.text("url", "", EXAMPLES.get(kind, EXAMPLE), required=True)
    if not url:
        return url
    parts = _usable(url, SCHEMES.get(kind, WEB))
    if parts is None or not _fits(parts, kind):
        hidden = re.sub(r"(//[^/:@]*):[^/@]*@", r"\1:…@", url)
        table.wrong("url", hidden, _wanted(table, kind), _mended(url, kind))
        return url
    _no_password(table, name, kind, url, parts)
    if parts.scheme == "http" and not is_private(parts.hostname or ""):
        _open_way(table, url, keyed=keyed)
    return f"{url.rstrip('/')}/" if kind == "pretix" else url


def _usable(url: str, schemes: tuple[str, ...]) -> SplitResult | None:
    """The parts of an address that names a host; None for all others."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if parts.scheme in schemes and named and not re.search(r"[\s\x00-\x1f\x7f\"\\<>]", url) else None


def _fits(parts: SplitResult, kind: str) -> bool:
    """Whether the address goes where this kind is asked."""
    if kind == "pretix":
        return bool(_ORGANISER.fullmatch(parts.path)) and not (parts.query or parts.fragment)
    return kind != "mail" or (parts.path in ("", "/") and not (parts.query or parts.fragment))


def _wanted(table: Table, kind: str) -> str:
    say = table.words.say
    if kind == "pretix":
        return say("the address of an organiser: https://HOST/api/v1/organizers/NAME/")
    if kind == "mail":
        return say("the address of a mail server: smtp://USER@HOST:587 or smtps://USER@HOST:465")
    return say("a web address that begins with https://")


def _mended(url: str, kind: str) -> str:
    """The address with what it should begin with in place of whatever it does, if that makes it whole."""
    bare = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*:/+|^/+|\s+", "", url)
    scheme = "smtps" if kind == "mail" and url.startswith("smtps:") else "smtp" if kind == "mail" else "https"
    parts = _usable(f"{scheme}://{bare}", (scheme,))
    if parts is None or "." not in bare:
        return EXAMPLES.get(kind, EXAMPLE)
    user, _, host = parts.netloc.rpartition("@")
    if kind == "mail":
        return f"{scheme}://{user.partition(':')[0]}{'@' if user else ''}{host}"
    return _organiser(parts, host) if kind == "pretix" else parts._replace(netloc=host).geturl()


def _organiser(parts: SplitResult, host: str) -> str:
    """The organiser's address in the interface, from whatever page of theirs it is."""
    found = re.search(r"/api/v1/organizers/([\w.-]+)", parts.path, re.ASCII) or _SHOP.fullmatch(parts.path)
    if not found or found[1] in ("api", "control"):
        return EXAMPLES["pretix"]
    return f"https://{host}/api/v1/organizers/{found[1]}/"


def _no_password(table: Table, name: str, kind: str, url: str, parts: SplitResult) -> None:
    """Keys stand in no settings. A mail server's user may: it is no secret, and its key is one that writes."""
    say, user = table.words.say, parts.netloc.rpartition("@")[0]
    if kind == "mail" and parts.password is not None:
        line = f'url = "{url.replace(user, user.partition(":")[0], 1)}"'
        sentence = say("'url' must hold no password. Run: kiosk secret set {name} – Write: {line}")
        table.problem(sentence, line=line, name=name or "NAME")
    elif kind != "mail" and (parts.username or parts.password):
        line = f'url = "{url.replace(f"{user}@", "", 1)}"'
        sentence = say("'url' must hold no password. Run: kiosk secret set {name} --read-only – Write: {line}")
        table.problem(sentence, line=line, name=name or "NAME")


def _open_way(table: Table, url: str, *, keyed: bool) -> None:
    """Anyone on the way can read and change what comes over plain http; a key must never go that way."""
    say = table.words.say
    line = f'url = "https{url[4:]}"'
    if keyed:
        table.problem(say("sends its key over http, where others can read it. Write: {line}"), line=line)
    else:
        table.warn(say("uses http, where others can change what is shown. Better: {line}"), line=line)
