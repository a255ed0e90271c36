"""The words of one language that name a day, compiled from ``lang/days.toml``."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""English weekdays by Python's numbers."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

CUES = ("modal", "future", "link", "report", "past")
"""Kinds of cue, tried in this order: "were due" is more than "were"."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language: look-up tables in lower case, and patterns with the groups they fill.

    ``weekday``: ``name``, and ``day``, ``before``, ``part``, ``after`` where such words stand with
    it. ``deictic``: ``name``, ``part``. ``cue``: one group for each of ``CUES``.
    """

    language: str
    weekdays: Mapping[str, int]
    relations: Mapping[str, str]
    deictics: Mapping[str, int]
    lists: Mapping[str, frozenset[str]]
    weekday: re.Pattern[str]
    deictic: re.Pattern[str]
    part: re.Pattern[str]
    dated: re.Pattern[str]
    cue: re.Pattern[str]


@cache
def words(language: str) -> Words:
    """The words of ``id``, ``ms`` or ``en``; any other language reads as Indonesian."""
    data = _data()
    table = data["en" if language == "en" else "id"]
    extra = data["ms"] if language == "ms" else {}
    weekdays = {**table["weekdays"], **extra.get("weekdays", {})}
    deictics = {**table["deictics"], **extra.get("deictics", {})}
    lists = {name: frozenset(entries) for name, entries in table["words"].items()}
    before = table.get("relations_before", {})
    part = f"(?:\\s+(?P<part>{_any(lists['parts'])})\\b)?"
    day = f"(?:(?P<day>{_any(lists['day'])})\\s+)?" if lists["day"] else "(?P<day>(?!))?"
    lead = f"(?:(?P<before>{_any(before)})\\s+)?" if before else "(?P<before>(?!))?"
    after = f"(?:\\s+(?P<after>{_any(table['relations'])})\\b)?"
    dated = f"\\s*,?\\s*(?:(?:{_any(lists['dated'])})\\s+)?\\(?\\s*"
    return Words(
        language,
        weekdays,
        {**table["relations"], **before},
        deictics,
        lists | {f"cue_{name}": frozenset(table["cues"][name]) for name in table["cues"]},
        _compile(f"(?<![\\w-]){lead}{day}(?P<name>{_any(weekdays)})(?!\\w){part}{after}"),
        _compile(f"(?<![\\w-])(?P<name>{_any(deictics)})(?![\\w-]){part}"),
        _compile(f"\\s+(?P<part>{_any(lists['parts'])})\\b"),
        _compile(dated),
        _compile(
            "|".join(f"(?P<{n}>(?<!\\w)(?:{'|'.join(table['cues'][n])})(?!\\w))" for n in CUES)
        ),
    )


@cache
def writing() -> Mapping[str, frozenset[str]]:
    """Lists of English words that decide how a date is put beside a weekday."""
    return {name: frozenset(entries) for name, entries in _data()["en"]["writing"].items()}


@cache
def any_of(entries: frozenset[str]) -> re.Pattern[str]:
    """Finds any of the entries, each a regular expression, as whole words."""
    return _compile(f"(?<!\\w)(?:{'|'.join(sorted(entries, key=len, reverse=True))})(?!\\w)")


@cache
def _data() -> dict[str, Any]:
    source = resources.files("summarizer").joinpath("lang", "days.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _any(entries: Iterable[str]) -> str:
    """Any of the entries as written, the longest first, with any white space between words."""
    longest = sorted(entries, key=len, reverse=True)
    return "|".join("\\s+".join(map(re.escape, entry.split())) for entry in longest)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
