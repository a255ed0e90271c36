"""A page under judgement: its lines, what the rules say of each, and what has been dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarizer.clean.lines import INTRO, PARAGRAPH, Line
from summarizer.clean.marks import DATELINE, Span, covers, read_spans
from summarizer.clean.rules import Hit, faces, load_rules

ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Sheet:
    """``hits`` and ``dropped`` go by line number; a pass returns what it drops, never a sheet.

    ``listed`` are the bulleted lines below a line that ends with a colon: they belong to the
    article, whatever they look like.
    """

    lines: tuple[Line, ...]
    hits: Mapping[int, tuple[Hit, ...]]
    spans: Mapping[int, tuple[Span, ...]]
    listed: frozenset[int]
    dropped: Mapping[int, str] = field(default_factory=dict)
    title: str = ""

    def kept(self) -> list[Line]:
        """The lines that no pass has dropped so far."""
        return [line for line in self.lines if line.number not in self.dropped]

    def drop(self, found: Mapping[int, str]) -> "Sheet":
        """The sheet with more lines dropped; the first rule to drop a line names the reason."""
        return replace(self, dropped={**found, **self.dropped}) if found else self

    def has_dateline(self, line: Line) -> bool:
        """Whether the line opens with a dateline."""
        return any(span.rule == DATELINE for span in self.spans.get(line.number, ()))

    def titled(self, title: str) -> "Sheet":
        """The sheet with its headline known."""
        return replace(self, title=title)

    def hit(self, line: Line) -> Hit | None:
        """The rule that takes the line wherever it stands."""
        first = next(iter(self.hits.get(line.number, ())), None)
        return first if first and first.rule.where == ANYWHERE else None


def read_sheet(lines: Sequence[Line]) -> Sheet:
    """The lines with the rules that match them and the bullets that belong to the article."""
    hits: dict[int, tuple[Hit, ...]] = {}
    listed: set[int] = set()
    known: dict[str, tuple[Hit, ...]] = {}
    in_list = False
    for line in lines:
        protected = line.bullet and in_list
        key = ("=" if protected else "~") + line.text
        if key not in known:
            known[key] = _hits(line.text, whole=protected)
        if known[key]:
            hits[line.number] = known[key]
            if known[key][0].rule.where == ANYWHERE:
                continue
        if protected:
            listed.add(line.number)
        else:
            in_list = line.kind == INTRO or (line.kind == PARAGRAPH and line.text.endswith(":"))
    return Sheet(tuple(lines), hits, _spans(lines, hits), frozenset(listed))


def _spans(
    lines: Sequence[Line], hits: Mapping[int, tuple[Hit, ...]]
) -> dict[int, tuple[Span, ...]]:
    """The marks of every line that no rule takes whole, each text looked at once."""
    known: dict[str, tuple[Span, ...]] = {}
    found: dict[int, tuple[Span, ...]] = {}
    for line in lines:
        if line.number in hits and hits[line.number][0].rule.where == ANYWHERE:
            continue
        if line.text not in known:
            known[line.text] = read_spans(line)
        if known[line.text]:
            found[line.number] = tuple(replace(s, line=line.number) for s in known[line.text])
    return found


def _hits(text: str, whole: bool) -> tuple[Hit, ...]:
    """The first rule that holds anywhere, or else every rule that holds in some place."""
    placed: list[Hit] = []
    for rule in load_rules().lines:
        for face in [text] if whole else faces(text):
            hit = rule.match(face)
            if hit and rule.where == ANYWHERE:
                return (hit,)
            if hit:
                placed.append(hit)
                break
    return tuple(placed)


def drop_anywhere(sheet: Sheet) -> dict[int, str]:
    """The lines whose wording alone gives them away, or of which only marks would be left."""
    found: dict[int, str] = {}
    for line in sheet.lines:
        hit, spans = sheet.hit(line), sheet.spans.get(line.number, ())
        if hit:
            found[line.number] = hit.rule.name
        elif covers(line, spans):
            found[line.number] = spans[0].rule
    return found
