"""Whether a value is as the API's description says; as much of JSON Schema as we use."""

import re
from typing import Any

from helpdesk.publishing.openapi import DESCRIPTION

TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
    "null": type(None),
}


def schema_of(path: str, status: str = "200") -> dict[str, Any]:
    """Return the schema of an answer of *path*."""
    response = DESCRIPTION["paths"][path]["get"]["responses"][status]
    if "$ref" in response:
        response = DESCRIPTION["components"]["responses"]["Error"]
    schema: dict[str, Any] = response["content"]["application/json"]["schema"]
    return schema


def faults(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Return where *value* is not as *schema* says."""
    if "$ref" in schema:
        named = DESCRIPTION["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return faults(value, named, at)
    if "anyOf" in schema:
        return min((faults(value, each, at) for each in schema["anyOf"]), key=len)
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if not any(isinstance(value, TYPES[each]) for each in types):
        return [f"{at} is {value!r}"]
    if isinstance(value, list):
        return [each for item in value for each in faults(item, schema["items"], f"{at}[]")]
    if isinstance(value, dict) and "properties" in schema:
        return _faults_inside(value, schema["properties"], at)
    return [] if value is None or _fits(value, schema) else [f"{at} is {value!r}"]


def _faults_inside(value: dict[str, Any], properties: dict[str, Any], at: str) -> list[str]:
    found = [f"{at}.{name} is not described" for name in value.keys() - properties.keys()]
    found += [f"{at}.{name} is missing" for name in properties.keys() - value.keys()]
    for name in value.keys() & properties.keys():
        found += faults(value[name], properties[name], f"{at}.{name}")
    return found


def _fits(value: Any, schema: dict[str, Any]) -> bool:
    if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return False
    return "enum" not in schema or value in schema["enum"]
