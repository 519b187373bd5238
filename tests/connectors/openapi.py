"""Holds a value against a schema of an OpenAPI document: references, allOf, types, enums and dates."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

Json = dict[str, Any]

DOCUMENT = Path(__file__).resolve().parents[3] / "shared" / "cyclos" / "openapi-4.16.18-kiosk-subset.yaml"
_TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def document() -> Json:
    """The vendor's document beside the checkout; the test skips without it."""
    if not DOCUMENT.exists():
        pytest.skip("the Cyclos OpenAPI document lies beside the checkout only")
    loaded: Json = yaml.load(DOCUMENT.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def misfits(value: object, schema: Json, schemas: Json, at: str = "") -> list[str]:
    """Everything in `value` that `schema` does not allow, each with its place; unknown properties are misfits too."""
    schema = whole(schema, schemas)
    if not _fits(value, schema):
        return [f"{at}: {value!r}"]
    if isinstance(value, dict):
        return _object_misfits(value, schema, schemas, at)
    if isinstance(value, list) and "items" in schema:
        return [one for n, part in enumerate(value) for one in misfits(part, schema["items"], schemas, f"{at}[{n}]")]
    return []


def whole(schema: Json, schemas: Json) -> Json:
    """A schema with its references followed and the parts of its `allOf` put together."""
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    merged: Json = {}
    for part in [*(whole(one, schemas) for one in schema.get("allOf", ())), schema]:
        properties = merged.get("properties", {}) | part.get("properties", {})
        merged = (
            merged
            | part
            | {"properties": properties, "required": [*merged.get("required", ()), *part.get("required", ())]}
        )
    return merged


def _object_misfits(value: Json, schema: Json, schemas: Json, at: str) -> list[str]:
    known, others = schema["properties"], schema.get("additionalProperties")
    found = [f"{at}.{name}: missing" for name in schema["required"] if name not in value]
    for name, part in value.items():
        if name in known or isinstance(others, dict):
            found += misfits(part, known.get(name, others), schemas, f"{at}.{name}")
        elif known:
            found.append(f"{at}.{name}: unknown")
    return found


def _fits(value: object, schema: Json) -> bool:
    kind = schema.get("type")
    if kind and (not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    try:
        if schema.get("format") == "date-time":
            return datetime.fromisoformat(str(value)).tzinfo is not None
        return schema.get("format") != "number" or Decimal(str(value)).is_finite()
    except (ValueError, InvalidOperation):
        return False
