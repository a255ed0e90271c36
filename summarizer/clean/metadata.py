"""Title, outlet, date, author and address as the text itself gives them."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from summarizer.clean.lines import Line
from summarizer.clean.marks import Span
from summarizer.clean.rules import load_rules
from summarizer.clean.shape import key
from summarizer.clean.sheet import Sheet
from summarizer.data import Found, Page
from summarizer.dates import parse_date

WEAK_DATE = "first date in the text"
FIRST_LINES = 3
"""Kept lines searched for a full date when the page names none; a report dates its event early."""
_SUFFIX = re.compile(r"(.*\S)(?:\s+[-–—|:»·•]+\s+|\s*\|\s*)(\S[^|]{0,40})$")
_PAGE = re.compile(
    r"(?:halaman|page|hal\.?)\s*(?:all|\d{1,3})(?: (?:dari|of) \d{1,3})?", re.IGNORECASE
)
_OTHERS = ("related", "next-article", "comments")
_WWW = re.compile(r"^(?:www|m|amp)\.")


def find_metadata(page: Page, sheet: Sheet, spans: Sequence[Span]) -> dict[str, Found | None]:
    """The five pieces of metadata; what the page itself says wins over its text."""
    title = page.title or (Found(sheet.title, "headline") if sheet.title else None)
    outlet = page.outlet or _outlet(sheet, spans)
    return {
        "title": _shorten(title, outlet, sheet),
        "outlet": outlet,
        "date": page.date or _date(sheet),
        "author": page.author or _first(sheet, spans, "author"),
        "address": page.address or _first(sheet, (), "address"),
    }


def named_title(sheet: Sheet) -> str:
    """The title that a line such as "Judul: ..." gives, empty without one."""
    return next((found.value for found in _groups(sheet, "title")), "")


def _groups(sheet: Sheet, name: str) -> Iterator[Found]:
    """What the named group of a rule gave, line by line, where that rule dropped the line.

    Below the article this ends where other articles begin.
    """
    last = max((line.number for line in sheet.kept()), default=0)
    for line in sheet.lines:
        if line.number > last and sheet.dropped.get(line.number) in _OTHERS:
            return
        hit = sheet.hit(line)
        if hit and name in hit.groups and sheet.dropped.get(line.number) == hit.rule.name:
            yield Found(hit.groups[name], hit.rule.name.replace("-", " "))


def _first(sheet: Sheet, spans: Sequence[Span], name: str) -> Found | None:
    marked = (Found(v, span.rule) for span in spans for k, v in span.groups if k == name)
    return next(iter([*_groups(sheet, name), *marked]), None)


def _outlet(sheet: Sheet, spans: Sequence[Span]) -> Found | None:
    """The dateline's outlet, as the credit spells it if both name the same; then weaker signs.

    A name in the dateline that is no known outlet counts if a line above the article begins with
    it, as a site's name does; it may be a region.
    """
    head = " \n".join(["", *_head(sheet)]).casefold()
    for span in spans:
        org = dict(span.groups).get("org", "")
        if org and f"\n{org.casefold()}" in head:
            return Found(org, span.rule)
    marked = [Found(v, span.rule) for span in spans for k, v in span.groups if k == "outlet"]
    spelled = {found.value.casefold(): found.value for found in marked if found.how == "credit"}
    for found in marked:
        if found.how == "dateline":
            return Found(spelled.get(found.value.casefold(), found.value), found.how)
    named = [*marked, *_groups(sheet, "outlet")]
    if named:
        return named[0]
    address = _first(sheet, (), "address")
    host = _WWW.sub("", _host(address.value)) if address else ""
    return Found(host, "address") if host else None


def _head(sheet: Sheet) -> list[str]:
    """The lines above the article that are neither its headline nor about a picture."""
    kept = sheet.kept()
    first = kept[0].number if kept else 0
    above = (line for line in sheet.lines if line.number < first)
    other = ("title", "caption", "repeated", "related", "read-also")
    return [line.text[:300] for line in above if sheet.dropped[line.number] not in other]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _date(sheet: Sheet) -> Found | None:
    for found in _groups(sheet, "date"):
        date = parse_date(found.value)
        if date:
            return Found(date, found.how)
    for text in _head(sheet):
        date = parse_date(text)
        if date:
            return Found(date, "page head")
    for line in sheet.kept()[:FIRST_LINES]:
        date = parse_date(line.text[:2000])
        if date:
            # The text dates the event, not the report: the day is all it can give.
            return Found(date[:10], WEAK_DATE)
    return None


def _shorten(title: Found | None, outlet: Found | None, sheet: Sheet) -> Found | None:
    """The title without the outlet's name, page number or date behind its last dash or bar."""
    if title is None:
        return None
    value = " ".join(title.value.split())[:1000]
    names = load_rules().outlets | {outlet.value.casefold() if outlet else ""}
    lines = {key(line.text) for line in sheet.lines if line.words <= 40}
    for _ in range(4):
        found = _SUFFIX.match(value)
        if not found or not (_is_suffix(found[2], names) or key(found[1]) in lines):
            break
        value = found[1]
    return Found(value, title.how)


def _is_suffix(text: str, names: frozenset[str] | set[str]) -> bool:
    rules = load_rules()
    whole = (rules.domain, rules.date, _PAGE)
    return text.casefold() in names or any(pattern.fullmatch(text) for pattern in whole)


def kept_text(lines: Sequence[Line]) -> tuple[str, dict[int, int]]:
    """The kept lines joined by newlines, and where each line number begins in the result."""
    starts, at = {}, 0
    for line in lines:
        starts[line.number] = at
        at += len(line.text) + 1
    return "\n".join(line.text for line in lines), starts
