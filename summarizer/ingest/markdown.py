"""Markdown to plain lines: words unchanged, marks off, links to their text, images out."""

import re
from collections import Counter

from summarizer.data import Found, Page, Skipped
from summarizer.ingest.build import MAX_CHARACTERS, build
from summarizer.ingest.columns import NAMES, guess
from summarizer.ingest.decode import cut, decode, tidy
from summarizer.ingest.web import hide, parse, unmask, visible_text

_FRONT = re.compile(r"\A\s{0,9}---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"^(\w[\w .-]{0,40}?)[ \t]*:[ \t]+(\S.*)$", re.MULTILINE)


def read_markdown(data: bytes, path: str, whole: bool = True) -> Page | Skipped:
    """The text of a Markdown file and the fields of its front matter (``key: value`` lines).

    Markdown becomes HTML and takes the way of HTML from there, so that raw HTML in it is treated
    alike, hidden text included. Raises ``NotTextError`` for binary data.
    """
    text, notes = decode(data, whole=whole)
    text, gone = tidy(text)
    found, text = front_matter(text)
    # The parser's worst cases take seconds at this length and grow faster than the text.
    short = cut(text, MAX_CHARACTERS)
    if len(short) < len(text):
        notes = (*notes, f"cut: the first {len(short):,} of {len(text):,} characters were read")
    body, heading, hidden, masked = _render(short)
    if hidden:
        notes = (*notes, f"hidden elements removed: {hidden}")
    if heading and "title" not in found:
        found["title"] = Found(heading, "first heading")
    return build((path, None), body, found, notes, gone + masked)


def front_matter(text: str) -> tuple[dict[str, Found], str]:
    """The fields of the front matter, and the text behind it; no fields where there is none."""
    block = _FRONT.match(text)
    if block is None:
        return {}, text
    values = {m[1]: _unquoted(m[2].strip()) for m in _LINE.finditer(block[1])}
    if not values:  # a text between two rules, not front matter
        return {}, text
    names = {field: guess(field, values) for field in NAMES if field != "text"}
    found = {f: Found(values[n], f"front matter {n}") for f, n in names.items() if n}
    return found, text[block.end() :]


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _render(text: str) -> tuple[str, str, int, Counter[str]]:
    """The text, the first heading, how many elements were hidden, and characters removed."""
    from markdown_it import MarkdownIt

    tree, complete = parse(MarkdownIt("commonmark").enable("table").render(text))
    if tree is None or not complete:
        return text, "", 0, Counter()
    hidden = hide(tree)
    masked = unmask(tree)
    heading = tree.find(".//h1")
    title = "" if heading is None else "".join(heading.itertext())
    return visible_text(tree), title, hidden, masked
