"""Requests and answers of the Cyclos stand-in, and the two ways to say no."""

from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

Json = dict[str, Any]


class Asked(msgspec.Struct, frozen=True):
    """One request as it arrived. `path` begins after `/api` and is still quoted; header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    target: str
    """The request's target as it stood on the wire."""


class Said(msgspec.Struct, frozen=True):
    """An answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = {}


class Judge(Protocol):
    """Holds what is asked and said against the vendor's document."""

    def request(self, asked: Asked) -> list[str]:
        """What the document does not allow."""
        ...

    def answer(self, asked: Asked, said: Said) -> list[str]:
        """What the document does not promise."""
        ...


class Wrong(Exception):
    """The request cannot be granted: a status and its error."""

    def __init__(self, status: int, error: Json) -> None:
        super().__init__(f"{status}: {error}")
        self.status, self.error = status, error


class Question(msgspec.Struct, frozen=True):
    """What an operation needs of a request."""

    query: Mapping[str, list[str]]
    body: bytes
    client: str
    """The access client that asks; empty: a guest."""
    field: str | None
    """The internal name of the payment custom field, where the network has one."""

    def first(self, name: str) -> str:
        return self.query.get(name, [""])[0]

    def true(self, name: str) -> bool:
        return self.first(name) == "true"

    def several(self, name: str) -> list[str]:
        """The values of an array, repeated or with commas."""
        return [part for value in self.query.get(name, []) for part in value.split(",") if part]

    def number(self, name: str, default: int) -> int:
        text = self.first(name)
        if text and not text.isdigit():
            raise unfit(name, text)
        return int(text) if text else default


def unfit(name: str, value: object) -> Wrong:
    """422: a value of the wrong form."""
    return Wrong(422, {"code": "dataConversion", "name": name, "value": str(value)})


def missing(entity: str, key: str) -> Wrong:
    """404."""
    return Wrong(404, {"entityType": entity, "key": key})


def json_said(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Said:
    """A JSON answer."""
    named = {"Content-Type": "application/json;charset=UTF-8"} | dict(headers or {})
    return Said(status, msgspec.json.encode(value), named)
