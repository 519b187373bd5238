"""One whole answer of a server, and what it gave for asking again whether it has changed."""

import re
from collections.abc import Mapping
from typing import TypeVar

import httpx
import msgspec

from sync.errors import Reason, Unreachable

_PAGE = re.compile(rb"(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|body|script|meta)\b", re.I | re.S)
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.I)
_AS_CP1252 = ("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii")
"""What browsers read as cp1252 (WHATWG Encoding Standard); servers mean the same."""
_MARK = b"\xef\xbb\xbf"

T = TypeVar("T")


class Validators(msgspec.Struct, frozen=True):
    """What a server gave for asking "has it changed?"; lies in a cursor."""

    etag: str | None = None
    modified: str | None = None

    @classmethod
    def from_answer(cls, answer: "Answer") -> "Validators":
        """The marks of an answer; both None when the server gives none."""
        return cls(answer.headers.get("etag"), answer.headers.get("last-modified"))

    def headers(self) -> dict[str, str]:
        """Request headers of a conditional request; empty when there is nothing to compare."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: mark for name, mark in marks.items() if mark}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A whole answer. `headers` have lower-case names; `url` is where it came from in the end, without credentials."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def host(self) -> str:
        """The name of the machine that answered."""
        return httpx.URL(self.url).host

    @property
    def is_page(self) -> bool:
        """Whether the body is a web page, whatever the headers say: a captive portal, a login page."""
        return bool(_PAGE.match(self.body.removeprefix(_MARK)))

    def text(self) -> str:
        """The body as text: a UTF-8 mark, else the header's character set, else UTF-8, else cp1252."""
        if self.body.startswith(_MARK):
            return self.body[3:].decode("utf-8", "replace")
        named = _CHARSET.search(self.headers.get("content-type", ""))
        charset = named[1].lower() if named else "utf-8"
        for name in ("cp1252" if charset in _AS_CP1252 else charset, "utf-8"):
            try:
                return self.body.decode(name)
            except (LookupError, UnicodeError):
                continue
        return self.body.decode("cp1252", "replace")

    def json(self, shape: type[T]) -> T:
        """The body as `shape`; raises LOGIN_PAGE for a web page, NOT_UNDERSTOOD for what does not fit."""
        if self.is_page:
            raise Unreachable(Reason.LOGIN_PAGE, host=self.host)
        try:
            return msgspec.json.decode(self.text(), type=shape)
        except (msgspec.DecodeError, RecursionError) as error:
            raise Unreachable(Reason.NOT_UNDERSTOOD, host=self.host, detail=error) from error
