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
    known = _properties(schema, schemas)
    schema = _resolved(schema, schemas)
    if isinstance(value, dict) and known:
        found = [f"{at}.{name}: unknown" for name in value if name not in known]
        inner = [misfits(part, known[name], schemas, f"{at}.{name}") for name, part in value.items() if name in known]
        return found + [one for some in inner for one in some]
    if isinstance(value, list) and "items" in schema:
        return [one for n, part in enumerate(value) for one in misfits(part, schema["items"], schemas, f"{at}[{n}]")]
    return [] if _fits(value, schema) else [f"{at}: {value!r}"]


def _fits(value: object, schema: Json) -> bool:
    kind = schema.get("type")
    if kind and not isinstance(value, _TYPES[kind]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    try:
        if schema.get("format") == "date-time":
            return datetime.fromisoformat(str(value)).tzinfo is not None
        return schema.get("format") != "number" or Decimal(str(value)).is_finite()
    except (ValueError, InvalidOperation):
        return False


def _resolved(schema: Json, schemas: Json) -> Json:
    """A schema without reference; an `allOf` of one reference is that reference."""
    while reference := schema.get("$ref") or (len(schema.get("allOf", ())) == 1 and schema["allOf"][0].get("$ref")):
        schema = schemas[reference.rsplit("/", 1)[1]]
    return schema


def _properties(schema: Json, schemas: Json) -> Json:
    schema = _resolved(schema, schemas)
    known: Json = {}
    for part in schema.get("allOf", ()):
        known |= _properties(part, schemas)
    known |= schema.get("properties", {})
    return known
