"""The rules of ``lang/boilerplate.toml``, compiled once; the schema stands at that file's head."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from summarizer.dates import MONTHS


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule for whole lines: ``exact`` holds case-folded lines, ``patterns`` full matches."""

    name: str
    where: str
    then: str
    longest: int
    exact: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    takes: tuple[str, ...]
    leaves: tuple[str, ...]

    def match(self, line: str) -> "Hit | None":
        """What the rule makes of one line, or None if the line is not its business."""
        if len(line) > self.longest:
            return None
        if line.casefold().rstrip(" :") in self.exact:
            return Hit(self, {})
        for pattern in self.patterns:
            found = pattern.fullmatch(line)
            if found:
                return Hit(self, {k: v.strip() for k, v in found.groupdict().items() if v})
        return None


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that a rule takes, with the metadata that its named groups gave."""

    rule: LineRule
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpanRule:
    """A rule for a part of a kept line; ``at`` is ``start``, ``end`` or ``inside``."""

    name: str
    at: str
    patterns: tuple[re.Pattern[str], ...]
    takes: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, in the order of the file, and the word lists."""

    lines: tuple[LineRule, ...]
    spans: tuple[SpanRule, ...]
    outlets: frozenset[str]
    function: frozenset[str]
    negation: frozenset[str]
    asking: tuple[str, ...]
    date: re.Pattern[str]
    domain: re.Pattern[str]


@cache
def load_rules() -> Rules:
    """The rules as compiled from the package's data file."""
    path = files("summarizer").joinpath("lang", "boilerplate.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = _parts(data)
    words = data["words"]
    return Rules(
        lines=tuple(_line_rule(row, parts) for row in data["line"]),
        spans=tuple(_span_rule(row, parts) for row in data["span"]),
        outlets=frozenset(name.casefold() for name in data["lists"]["outlets"]),
        function=frozenset(words["function"]),
        negation=frozenset(words["negation"]),
        asking=tuple(words["asking"]),
        date=re.compile(_fill("%date%%time%?", parts), re.IGNORECASE),
        domain=re.compile(_fill("%domain%", parts)),
    )


def _parts(data: Mapping[str, Any]) -> dict[str, str]:
    parts = dict(data["parts"])
    # Longest first, so that "Jakarta Pusat" is not read as "Jakarta".
    parts["month"] = _choice(MONTHS)
    for name, values in data["lists"].items():
        cased = (
            {v for value in values for v in (value, value.upper())} if name == "places" else values
        )
        parts[name] = _choice(cased)
    return parts


def _choice(values: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(v) for v in sorted(values, key=lambda v: (-len(v), v))) + ")"


def _fill(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with every ``%part%`` replaced, parts inside parts too."""
    while True:
        filled = re.sub(r"%(\w+)%", lambda found: parts[found[1]], pattern)
        if filled == pattern:
            return filled
        pattern = filled


def _line_rule(row: Mapping[str, Any], parts: Mapping[str, str]) -> LineRule:
    flags = re.NOFLAG if row.get("case") else re.IGNORECASE
    return LineRule(
        name=row["name"],
        where=row.get("where", "anywhere"),
        then=row.get("then", "line"),
        longest=row.get("longest", 240),
        exact=frozenset(line.casefold().rstrip(" :") for line in row.get("lines", ())),
        patterns=tuple(re.compile(_fill(p, parts), flags) for p in row.get("patterns", ())),
        takes=tuple(row["takes"]),
        leaves=tuple(row["leaves"]),
    )


def _span_rule(row: Mapping[str, Any], parts: Mapping[str, str]) -> SpanRule:
    # Emphasis marks of Markdown may stand before a dateline.
    begin = r"\*{0,2}" if row["at"] == "start" else ""
    close = "$" if row["at"] == "end" else ""
    return SpanRule(
        name=row["name"],
        at=row["at"],
        patterns=tuple(re.compile(f"{begin}(?:{_fill(p, parts)}){close}") for p in row["patterns"]),
        takes=tuple(row["takes"]),
        leaves=tuple(row["leaves"]),
    )


# Bullets, arrows, pipes and emphasis that a copied page leaves around a line.
_BEFORE = re.compile(r"[-–—•*#>»›→▶|·◦▪●\s]+")
_LINK = re.compile(r"!?\[([^\[\]]{1,300})\]\([^()\s]{0,400}\)")
_BRACKETS = {"(": ")", "[": "]"}


def faces(text: str) -> Iterator[str]:
    """The line as it stands, then freed of the marks and the brackets around it."""
    yield text
    found = _BEFORE.match(text)
    bare = text[found.end() if found else 0 :].rstrip(" |*»›–—-")
    if bare and bare != text:
        yield bare
    link = _LINK.fullmatch(bare)
    if link:
        yield link[1]
    if len(bare) > 2 and _BRACKETS.get(bare[0]) == bare[-1]:
        yield bare[1:-1].strip()
