"""Holds what a Cyclos client asks, and what the stand-in answers, against the vendor's OpenAPI document."""

import json
from typing import Any

from tests.connectors.openapi import Json, misfits, whole
from tests.peers.cyclos_bank_talk import Asked, Said

GENERAL = {
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    422: "InputError",
    500: "Error",
}
"""Errors that any operation may answer with, also where the document lists only the usual end."""
_HTTP = {
    *("host", "user-agent", "accept", "accept-encoding", "accept-language", "connection"),
    *("content-type", "content-length", "access-client-token", "authorization"),
}


class Law:
    """The document; it has no state and may be shared."""

    def __init__(self, document: Json) -> None:
        self._paths, self._parts = document["paths"], document["components"]
        self._schemas: Json = self._parts["schemas"]

    def request(self, asked: Asked) -> list[str]:
        """What the document does not allow in a request: parameters, headers and body; empty when all is well."""
        at = f"{asked.method} {asked.target}"
        operation = self._operation(asked)
        if operation is None:
            return [f"{at}: unknown operation"]
        parameters = [
            self._parts["parameters"][one["$ref"].rsplit("/", 1)[1]] if "$ref" in one else one
            for one in operation["parameters"]
        ]
        query = {one["name"]: one for one in parameters if one["in"] == "query"}
        headers = _HTTP | {one["name"].lower() for one in parameters if one["in"] == "header"}
        found = [f"unknown header {name}" for name in asked.headers if name not in headers]
        for name, values in asked.query.items():
            found += self._parameter(query[name], values) if name in query else [f"unknown parameter {name}"]
        found += [f"no {name}" for name, one in query.items() if one.get("required") and name not in asked.query]
        found += self._body(operation.get("requestBody"), asked)
        return [f"{at}: {one}" for one in found]

    def answer(self, asked: Asked, said: Said) -> list[str]:
        """What the document does not promise of a true answer."""
        at, operation = f"{asked.method} {asked.path} -> {said.status}", self._operation(asked)
        promised = operation["responses"].get(str(said.status)) if operation else None
        if promised is None and said.status in GENERAL:
            reference = {"$ref": f"#/components/schemas/{GENERAL[said.status]}"}
            promised = {"content": {"application/json": {"schema": reference}}}
        if promised is None:
            return [f"{at}: no such answer"]
        kind = said.headers["Content-Type"].partition(";")[0]
        if kind not in promised["content"]:
            return [f"{at}: {kind}"]
        value = json.loads(said.body) if kind == "application/json" else said.body.decode()
        known = {"Content-Type", *promised.get("headers", ())}
        found = [f"{at}: unknown header {name}" for name in said.headers if name not in known]
        return found + misfits(value, promised["content"][kind]["schema"], self._schemas, at)

    def _operation(self, asked: Asked) -> Json | None:
        """That of the path with the fewest variable parts."""
        parts = asked.path.split("/")
        fitting = []
        for path, operations in self._paths.items():
            wanted = path.strip("/").split("/")
            pairs = list(zip(wanted, parts, strict=False))
            if len(wanted) == len(parts) and all(one == part or (one[0] == "{" and part) for one, part in pairs):
                fitting.append((path.count("{"), {"parameters": []} | operations.get(asked.method.lower(), {})))
        operation: Json = min(fitting, key=lambda one: one[0], default=(0, {}))[1]
        return operation if "responses" in operation else None

    def _parameter(self, parameter: Json, values: list[str]) -> list[str]:
        name, schema = parameter["name"], whole(parameter["schema"], self._schemas)
        if schema["type"] == "array":
            joined = parameter.get("explode") is False
            if joined and len(values) > 1:
                return [f"{name} is repeated"]
            values = values[0].split(",") if joined else values
            schema = whole(schema["items"], self._schemas)
        elif len(values) > 1:
            return [f"{name} is repeated"]
        return [
            one for text in values for one in misfits(_typed(text, schema.get("type")), schema, self._schemas, name)
        ]

    def _body(self, wanted: Json | None, asked: Asked) -> list[str]:
        if wanted is None:
            return ["a body where none is known"] if asked.body else []
        if asked.headers.get("content-type", "").partition(";")[0] != "application/json":
            return ["the body is no JSON"]
        try:
            value = json.loads(asked.body)
        except ValueError:
            return ["the body is no JSON"]
        return misfits(value, wanted["content"]["application/json"]["schema"], self._schemas, "body")


def _typed(text: str, kind: Any) -> object:
    """A parameter's text as a value of that type, or still the text where it is none."""
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind in ("integer", "number"):
        try:
            return int(text) if kind == "integer" else float(text)
        except ValueError:
            return text
    return text
