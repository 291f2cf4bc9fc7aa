"""The reference for people, out of the same description that programs read."""

import json
from dataclasses import dataclass
from typing import Any

from .operations import door


@dataclass(frozen=True)
class Asked:
    """One field, parameter or header: its name, what it is in a word, whether it must be there."""

    name: str
    kind: str
    about: str
    is_needed: bool


@dataclass(frozen=True)
class Offered:
    """One operation as the page shows it."""

    name: str
    method: str
    path: str
    says: str
    about: str
    scope: str
    asks: list[Asked]
    sends: str
    gets: str


def chapters() -> list[tuple[str, list[Offered]]]:
    """Operations by room, in the order in which they were offered."""
    document = door.described()
    found: dict[str, list[Offered]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(offered(document, path, method, operation))
    return list(found.items())


def offered(document: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Offered:
    media: dict[str, Any] = next(iter(operation.get("requestBody", {}).get("content", {}).values()), {})
    answers = [answer for code, answer in operation["responses"].items() if str(code).startswith("2")]
    shown: dict[str, Any] = next(iter(answers[0].get("content", {}).values()), {}) if answers else {}
    return Offered(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        says=operation["summary"],
        about=operation.get("description", ""),
        scope=operation["x-scope"],
        asks=[parameter(each) for each in operation["parameters"]]
        + fields(document, media.get("schema", {})),
        sends=pretty(media.get("example")),
        gets=pretty(shown.get("example")),
    )


def parameter(each: dict[str, Any]) -> Asked:
    kind = f"{kind_of(each['schema'])} · {each['in']}"
    return Asked(each["name"], kind, each.get("description", ""), bool(each.get("required")))


def fields(document: dict[str, Any], schema: dict[str, Any]) -> list[Asked]:
    known = schema
    if "$ref" in schema:
        known = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    needed = known.get("required", [])
    return [
        Asked(name, kind_of(each), each.get("description", ""), name in needed)
        for name, each in known.get("properties", {}).items()
    ]


def kind_of(schema: dict[str, Any]) -> str:
    """What may stand there, in a few words."""
    options = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    each = options[0] if options else {}
    if "enum" in each:
        return " | ".join(str(value) for value in each["enum"])
    if each.get("type") == "array":
        return f"[{kind_of(each.get('items', {}))}]"
    return str(each.get("format") or each.get("const") or each.get("type") or "object")


def pretty(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2) if example else ""
