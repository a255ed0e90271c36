"""An HTML page to its article: hidden text out, metadata read, boilerplate left behind."""

import logging
import re
from collections import Counter
from typing import Any

from summarizer.data import Page, Skipped
from summarizer.ingest.build import build
from summarizer.ingest.decode import decode, tidy
from summarizer.ingest.meta import metadata
from summarizer.ingest.plain import attributes, is_hidden, plain_text

MAX_ELEMENTS = 50_000
"""Elements beyond which a page is stripped of its tags only: trafilatura takes about 70 ms a
thousand short elements on one core; a news page has one to five thousand."""

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.I)
_DECLARED_XML = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,99}encoding=["']([\w.:-]{1,40})""")

# A tag of 2,000 words; what lies between "<" and ">" is searched once, so this is linear.
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)((?:[^<>\s]*+\s++){2000}[^<>]*+)>")


def read_html(data: bytes, path: str, whole: bool = True) -> Page | Skipped:
    """The article of an HTML page and what the page says of itself.

    The text is trafilatura's; where that finds none, or the page is too deep or too large for it,
    the visible text of the page block by block. ``whole=False`` says that the data were cut off.
    Raises ``NotTextError`` for binary data.
    """
    source, notes = decode(data, _declared(data), whole)
    source, gone = tidy(source)
    tree, complete = parse(source)
    found = {} if tree is None else metadata(tree)
    if tree is None:
        body, hidden = plain_text(source)
    elif not complete or sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        body, hidden = plain_text(source)
        notes = (*notes, "page too deep or too large: only its tags removed")
    else:
        hidden = hide(tree)
        gone += unmask(tree)
        body = _main_text(tree) or visible_text(tree)
    if hidden:
        notes = (*notes, f"hidden elements removed: {hidden}")
    return build((path, None), body, found, notes, gone)


def parse(source: str) -> tuple[Any, bool]:
    """The tree, or None if there is none, and whether it holds the whole source.

    The parser refuses what is nested more than 256 deep and gives what it has read until then;
    a deeper tree would overflow the stack of the C code that copies and prints it.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # The parser's time is quadratic in the attributes of a tag: 260 s for 100,000 of them.
    source = _LONG_TAG.sub(_short_tag, source)
    try:
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    return tree, not any(e.level == etree.ErrorLevels.FATAL for e in parser.error_log)


def hide(tree: Any) -> int:
    """Empty every element that readers do not see; the number of those that held hidden words.

    The page as a whole counts as seen: some pages hide it until their script has run.
    """
    doomed: list[tuple[Any, bool]] = []
    for element in tree.iter("*"):
        hidden = element.tag not in ("html", "body") and is_hidden(
            {name.lower(): value for name, value in element.attrib.items()}
        )
        if hidden or element.tag in ("script", "style", "template", "noscript"):
            doomed.append((element, hidden or element.tag == "template"))
    words = sum(told and _has_words(element) for element, told in doomed)
    for element, _ in doomed:
        # Emptied, not dropped: joining tails to their neighbours is quadratic.
        element.clear(keep_tail=True)
    return words


def _short_tag(tag: re.Match[str]) -> str:
    return f"<{tag[1]} hidden>" if is_hidden(attributes(tag[2])) else f"<{tag[1]}>"


def _has_words(element: Any) -> bool:
    return any(map(str.isalnum, "".join(element.itertext())))


def unmask(tree: Any) -> Counter[str]:
    """Take out invisible characters that the source wrote as references; how many of each kind."""
    gone: Counter[str] = Counter()
    for element in tree.iter():
        for part in ("text", "tail"):
            text = getattr(element, part)
            if text and not text.isascii():
                clean, removed = tidy(text)
                if removed:
                    setattr(element, part, clean)
                    gone += removed
    return gone


def visible_text(tree: Any) -> str:
    """The text of the tree, a line a block."""
    from lxml import etree

    return plain_text(etree.tostring(tree, encoding="unicode", method="html"))[0]


def _main_text(tree: Any) -> str:
    import trafilatura

    # A library's warning must not reach a user who set up no logging.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        text = trafilatura.extract(tree, include_comments=False, output_format="txt") or ""
    except Exception:  # any fault of it on a hostile page means: it found nothing
        return ""
    return "\n".join(filter(None, map(_table_line, text.split("\n"))))


def _table_line(line: str) -> str:
    """A line as it is; trafilatura's table row ``| a | b |`` as ``a | b``, its rule as nothing."""
    row = line.strip()
    if len(row) < 2 or not row.startswith("|") or not row.endswith("|"):
        return line
    return " | ".join(cell.strip() for cell in row.split("|") if cell.strip(" -"))


def _declared(data: bytes) -> str:
    found = _DECLARED_XML.search(data[:200]) or _DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else ""
