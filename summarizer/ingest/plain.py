"""HTML to plain lines in one pass, for pages and snippets that no layout analysis can handle.

Every step moves forward in the source, so time is linear however the tags are nested or broken.
"""

import html
import re
from collections.abc import Mapping

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
"""Elements without an end tag."""

RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed"))
"""Elements whose content is no markup and no text of the page."""

UNSHOWN = frozenset({
    "template", "noscript", "svg", "math", "object", "canvas", "audio", "video", "select",
    "button", "form", "nav", "aside", "footer", "dialog", "datalist",
})  # fmt: skip
"""Elements that hold no text of an article: not rendered, controls, or the page's frame."""

BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a line."""

MAX_TAG = 4_000
"""Characters of one tag that are searched for attributes."""

_NAME = re.compile(r"/?([a-zA-Z][^\s/>]{0,30})")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_COMMENT = re.compile(r"/\*.{0,200}?\*/", re.DOTALL)
_UNSEEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b")


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, given what stands between its name and ">"; names in lower case."""
    return {m[1].lower(): (m[2] or "").strip("\"'") for m in _ATTRIBUTE.finditer(tag)}


def is_hidden(held: Mapping[str, str]) -> bool:
    """Whether an element with these attributes, names in lower case, is kept from the reader."""
    return (
        "hidden" in held
        or held.get("aria-hidden", "").strip().lower() == "true"
        or bool(_UNSEEN.search(_COMMENT.sub("", held.get("style", "").lower())))
    )


def plain_text(source: str) -> tuple[str, int]:
    """The visible text, a line a block, and the number of hidden elements left out.

    Words stand as they are; runs of white space become one space outside ``<pre>``; table cells
    are separated by " | " and list items begin with "- ".
    """
    scanner = _Scanner(source)
    scanner.run()
    return "\n".join(filter(None, map(_line, "".join(scanner.out).split("\n")))), scanner.hidden


def _line(text: str) -> str:
    line = " ".join(text.split())
    return "" if line == "-" else line.removeprefix("| ")


class _Scanner:
    """Walks the source once. While ``skip`` names an element, text is left out up to its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.hidden = 0
        self.skip = ""
        self.depth = 0
        self.preformatted = False

    def run(self) -> None:
        position = 0
        while True:
            start = self.source.find("<", position)
            self._text(position, start if start >= 0 else len(self.source))
            if start < 0:
                return
            position = self._markup(start)

    def _text(self, start: int, end: int) -> None:
        if self.skip or start >= end:
            return
        text = html.unescape(self.source[start:end])
        self.out.append(text if self.preformatted else text.replace("\n", " "))

    def _markup(self, start: int) -> int:
        """Handle what begins with "<" at start; the position behind it."""
        if self.source.startswith("<!--", start):
            return self._behind("-->", start + 4)
        if self.source.startswith(("<!", "<?"), start):
            return self._behind(">", start)
        name = _NAME.match(self.source, start + 1)
        if name is None:
            self._text(start, start + 1)
            return start + 1
        end = self._behind(">", start)
        tag = name[1].lower()
        if self.source[start + 1] == "/":
            self._close(tag)
        elif tag in RAW:
            closing = re.compile(rf"</{tag}(?![\w-])", re.IGNORECASE).search(self.source, end)
            return self._behind(">", closing.start()) if closing else len(self.source)
        elif tag not in VOID or tag == "br":
            self._open(tag, self.source[name.end() : min(end - 1, name.end() + MAX_TAG)])
        return end

    def _behind(self, mark: str, start: int) -> int:
        found = self.source.find(mark, start)
        return len(self.source) if found < 0 else found + len(mark)

    def _open(self, tag: str, rest: str) -> None:
        if self.skip:
            self.depth += tag == self.skip
            return
        hidden = is_hidden(attributes(rest))
        if tag != "br" and (hidden or tag in UNSHOWN):
            self.hidden += hidden
            self.skip, self.depth = tag, 1
            return
        self.preformatted = self.preformatted or tag == "pre"
        self._break(tag)
        if tag == "li":
            self.out.append("- ")

    def _close(self, tag: str) -> None:
        if self.skip:
            self.depth -= tag == self.skip
            if self.depth == 0:
                self.skip = ""
            return
        if tag == "pre":
            self.preformatted = False
        if tag not in ("td", "th"):
            self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS:
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append(" | ")
