"""What an HTML page says of itself: title, outlet, date, author, address."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from summarizer.data import Found
from summarizer.dates import parse_date

MAX_NODES = 20_000
"""Values looked at in one JSON-LD block."""

ARTICLE = re.compile(r"(?:^|[a-z])Article$|^(?:BlogPosting|Report|WebPage|VideoObject)$")

META = {
    "title": ("og:title", "twitter:title", "dc.title", "title"),
    "outlet": ("og:site_name", "dc.publisher", "publisher", "application-name"),
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "date_published",
        "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "date",
        "dc.date", "dc.date.issued", "dcterms.created", "content_publisheddate", "parsely-pub-date",
        "cxenseparse:recs:publishtime", "originalpublicationdate",
    ),
    "author": (
        "author", "article:author", "content_author", "dc.creator", "parsely-author", "byl",
        "twitter:creator",
    ),
    "address": ("og:url", "twitter:url"),
}  # fmt: skip
"""For each field the names of meta elements that hold it, most exact first."""

JSON_LD = {
    "title": ("headline", "name"),
    "outlet": ("publisher",),
    "date": ("datePublished", "dateCreated"),
    "author": ("author", "creator"),
    "address": ("url", "mainEntityOfPage", "@id"),
}
"""For each field the schema.org properties that hold it, most exact first."""


def metadata(tree: Any) -> dict[str, Found]:
    """The fields found, each with where: JSON-LD, meta elements, then the page's own elements.

    A value that cannot be one is passed over (a date that does not parse, an author that is a
    link), so that a worse place with a good value still counts.
    """
    best: dict[str, Found] = {}
    for field, value, how in _candidates(tree):
        value = " ".join(html.unescape(value[:4000]).split())
        if field not in best and _fits(field, value):
            best[field] = Found(value, how)
    if "title" in best and "outlet" in best:
        best["title"] = _without_outlet(best["title"], best["outlet"].value)
    return best


def _without_outlet(title: Found, outlet: str) -> Found:
    """The title less the outlet's name at its end, as pages put it into the window's title."""
    head, mark, tail = title.value.rpartition(" - " if " - " in title.value else " | ")
    named = bool(mark) and tail.casefold().split(".")[0] == outlet.casefold().split(".")[0]
    return Found(head.strip(), title.how) if named else title


def _fits(field: str, value: str) -> bool:
    web = value.lower().startswith(("http://", "https://"))
    if field == "date":
        return parse_date(value[:200]) is not None
    return bool(value) and (web if field == "address" else not web)


def _candidates(tree: Any) -> Iterator[tuple[str, str, str]]:
    yield from _json_ld(tree)
    yield from _meta(tree)
    for link in tree.iterfind(".//link[@href]"):
        if "canonical" in link.get("rel", "").lower().split():
            yield "address", link.get("href"), "link canonical"
    for element in tree.iterfind(".//*[@itemprop]"):
        names = element.get("itemprop").lower().split()
        if "datepublished" in names:
            yield "date", element.get("datetime") or element.get("content") or "", "itemprop"
    for time in tree.iterfind(".//article//time[@datetime]"):
        yield "date", time.get("datetime"), "time datetime"
    times = tree.findall(".//time[@datetime]")
    if len(times) == 1:
        yield "date", times[0].get("datetime"), "time datetime"
    headings = tree.findall(".//h1")
    if len(headings) == 1:
        yield "title", "".join(headings[0].itertext()), "html h1"
    title = tree.find(".//title")
    if title is not None:
        yield "title", title.text or "", "html title"
    for link in tree.iterfind(".//link[@href]"):
        if "canonical" in link.get("rel", "").lower().split():
            yield "outlet", _host(link.get("href")), "host of link canonical"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _meta(tree: Any) -> Iterator[tuple[str, str, str]]:
    held: dict[str, tuple[str, str]] = {}
    for element in tree.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute, "")
            if name and element.get("content").strip():
                held.setdefault(name.strip().lower(), (element.get("content"), name.strip()[:40]))
    for field, names in META.items():
        for name in names:
            if name in held:
                yield field, held[name][0], f"meta {held[name][1]}"


def _json_ld(tree: Any) -> Iterator[tuple[str, str, str]]:
    for script in tree.iterfind(".//script[@type]"):
        if script.get("type").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            for field, properties in JSON_LD.items():
                for name in properties:
                    yield field, _name_of(thing.get(name), field), f"json-ld {name}"


def _things(data: Any) -> list[dict[str, Any]]:
    """Objects that describe an article, articles before mere web pages."""
    queue, found = [data], []
    for index in range(MAX_NODES):
        if index >= len(queue):
            break
        node = queue[index]
        if isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and ARTICLE.search(kind) for kind in kinds):
                found.append((not any("Article" in str(kind) for kind in kinds), node))
            queue.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
        elif isinstance(node, list):
            queue.extend(node)
    return [node for _, node in sorted(found, key=lambda pair: pair[0])]


def _name_of(value: Any, field: str) -> str:
    """A property's value as text: itself, or the names of the people or organisations in it."""
    names = []
    for item in value[:10] if isinstance(value, list) else [value]:
        name = item.get("@id" if field == "address" else "name") if isinstance(item, dict) else item
        if isinstance(name, str) and name.strip():
            names.append(name)
    return ", ".join(names if field == "author" else names[:1])
