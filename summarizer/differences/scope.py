"""When and where a value holds."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from summarizer.days import resolve
from summarizer.differences.rules import rules
from summarizer.differences.sentence import Text
from summarizer.differences.sources import Event, english

FARTHEST = 60
"""Days before its article that a value of the event may hold for; older ones are history."""

_NAMED = r"[A-Z][^\s,;:()#@~]*(?: [A-Z][^\s,;:()#@~]*)*"
_LISTED = re.compile(rf", {_NAMED},? (?:dan|serta) [A-Z]")
FRIDAY = 4


def day(text: Text, i: int) -> tuple[str, bool]:
    """The ISO day that the values of a clause hold for, and whether the text tells it.

    Told in the clause, else in one before it, else behind the last amount, else the article's;
    empty where that is not sure.
    """
    told = ""
    for j in range(i + 1):
        own, named = _own_day(text, j, told)
        earlier = text.clauses[j].joint == "dari"
        # "sehari sebelumnya" holds for its own clause, and for those that only add to it.
        lasting = named or not any(clause.joint for clause in text.clauses[j + 1 : i + 1])
        if own and (j == i or (lasting and not earlier and not text.clauses[j].aside)):
            told = own
        elif j == i and (earlier or rules()["drop.past"].search(text.part(i))):
            return "", False
    if not told:
        tail = re.search(r",[^#]*$", text.plain[text.plain.rfind("#") + 1 :])
        told = (tail and _first_day(text.text[-len(tail[0]) :], text.published)) or ""
    told = told or _first_day(text.continued, text.published)
    return told or text.published[:10], bool(told)


def _own_day(text: Text, i: int, told: str) -> tuple[str, bool]:
    """The day that a clause itself tells, and whether by name or by its distance from another."""
    table, clause = rules(), text.clauses[i]
    words = list(text.text[clause.start : clause.end])
    for event in table["clause.event_day"].finditer(text.part(i)):
        words[slice(*event.span())] = " " * (event.end() - event.start())
    own = _first_day("".join(words), text.published)
    if own or not text.published:
        return own, True
    today = date.fromisoformat(text.published[:10])
    if table["week.close"].search(text.part(i)):
        return (today - timedelta(days=(today.weekday() - FRIDAY) % 7)).isoformat(), True
    before = told or _first_day(text.before, text.published) or text.published[:10]
    for name, base in (("told", date.fromisoformat(before)), ("today", today)):
        for pattern, away in table.table(f"relative.{name}"):
            if pattern.search(text.part(i)):
                return (base + timedelta(days=away)).isoformat(), False
    return "", False


def _first_day(words: str, published: str) -> str:
    return next((found.day for found in resolve(words, published)), "")


def ancient(text: Text, held: str) -> bool:
    """Whether a sentence tells of another time than its article's: a bare year, a day long past."""
    if any(v.kind in ("year", "decade", "month") and not v.weak for v in text.stated):
        return True
    if not held or not text.published:
        return False
    away = date.fromisoformat(text.published[:10]) - date.fromisoformat(held)
    return not 0 <= away.days <= FARTHEST


def places(text: Text, i: int, event: Event, end: int = 0) -> tuple[str, ...] | None:
    """The places that a clause limits its values to, in English; None where it limits otherwise.

    A place that opens the sentence, or stands before its first amount, holds for the clauses
    after it that have none. With ``end`` only what stands before it in the text is read.
    """
    own = _places(text, i, event, end)
    if own == () and i:
        clause = text.clauses[0]
        opening = rules()["place.initial"].search(text.text) is not None
        marks = list(rules()["place.marks"].finditer(text.part(0).partition("#")[0]))
        if marks and "#" in text.part(0) and (opening or text.clauses[i].joint in ("", "dari")):
            return _places(text, 0, event, clause.start + text.part(0).find("#"))
        if marks and opening:
            return _places(text, 0, event)
    return own


def _places(text: Text, i: int, event: Event, end: int = 0) -> tuple[str, ...] | None:
    table, found = rules(), list[str]()
    start, end = text.clauses[i].start, end or text.clauses[i].end
    heads = "|".join(table.words("place", "heads"))
    name = re.compile(rf"(?:(?i:{heads})\.? ){{0,3}}({_NAMED}(?: (?:dan|serta) {_NAMED})*)")
    for mark in table["place.marks"].finditer(text.plain, start, end):
        rest = text.plain[mark.end() : end]
        first = re.match(r"[\w-]*", rest)
        free = first and first[0].lower() in table.words("place", "free")
        if free or rest[:1] in "#~@" or table["place.whole"].match(rest):
            continue
        named = name.match(rest)
        if named is None or _LISTED.match(rest[named.end() :]):
            return None
        found += re.split(r" (?:dan|serta) ", named[1])
    for struck in _struck().finditer(text.plain, start, end):
        if struck[1].split("_")[-1] not in event.common:
            found.append(struck[1])
    return tuple(sorted({english(place) for place in map(_bare, found) if place}))


def _bare(name: str) -> str:
    """A place without "Kota", "Kabupaten" and such."""
    bare = rules().words("place", "bare")
    parts = name.replace("_", " ").rstrip(".").split()
    return " ".join(part for part in parts if part.lower().rstrip(".") not in bare)


@cache
def _struck() -> re.Pattern[str]:
    """The place of a disaster: "gempa Lombok"."""
    return re.compile(rf"\b(?i:{rules().data['macro']['disaster']}) ([A-Z][\w-]+)")


def period(text: Text, i: int) -> str:
    """The year, or the part of one, that a figure is told for: ``2024``, ``Q1 2024``."""
    table = rules()
    data = table.data["period"]
    for j in range(i, -1, -1):
        start, end = text.clauses[j].start, text.clauses[j].end
        words = text.text[start:end]
        years = {v.value for v in text.stated if v.kind == "year" and start <= v.start < end}
        if not years and text.published:
            this = Decimal(text.published[:4])
            years |= {this} if table["period.this_year"].search(words) else set()
            years |= {this + 1} if table["period.next_year"].search(words) else set()
        part = table["period.part"].search(words)
        if years or part:
            rank = part and data["ranks"].get(part[2].lower(), part[2])
            name = f"{data['letters'][part[1].lower()]}{rank} " if part else ""
            return f"{name}{years.pop()}" if len(years) == 1 else ""
    return ""
