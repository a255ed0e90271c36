"""The parts of kept lines that no sentence covers: datelines, credits, end marks, embeds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.clean.lines import Line
from summarizer.clean.rules import SpanRule, load_rules

DATELINE = "dateline"
FIRST_LINES = 6
"""Kept lines among which the dateline may stand: teasers and standfirsts come before it."""
_WINDOW = 200
_MOST_ENDS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open part of one line, the rule that found it and the metadata of its groups."""

    line: int
    start: int
    end: int
    rule: str
    groups: tuple[tuple[str, str], ...] = ()

    @property
    def closing(self) -> bool:
        """Whether the span ends an article: an end mark, or a credit by name or initials.

        Agencies alone end nothing, they are also named below a paragraph.
        """
        return self.rule == "end-mark" or (self.rule == "credit" and bool(self.groups))


def read_spans(line: Line) -> tuple[Span, ...]:
    """All spans of a line, a dateline included wherever the line stands, in order and apart."""
    return tuple(_apart([*_starts(line), *_insides(line), *_ends(line)]))


def find_spans(lines: Sequence[Line], known: Mapping[int, tuple[Span, ...]]) -> list[Span]:
    """The spans of the kept lines, of datelines only the first and only near the beginning."""
    spans: list[Span] = []
    dated = False
    for i, line in enumerate(lines):
        own = known.get(line.number, ())
        if dated or i >= FIRST_LINES:
            own = tuple(span for span in own if span.rule != DATELINE)
        dated = dated or any(span.rule == DATELINE for span in own)
        spans += own
    return spans


def covers(line: Line, spans: Sequence[Span]) -> bool:
    """Whether nothing but punctuation is left of the line outside its spans."""
    rest, at = "", 0
    for span in spans:
        rest, at = rest + line.text[at : span.start], span.end
    return bool(spans) and not re.search(r"\w", rest + line.text[at:])


def _starts(line: Line) -> Iterator[Span]:
    for rule in _rules("start"):
        for pattern in rule.patterns:
            found = pattern.match(line.text[:_WINDOW])
            if found:
                yield _span(line, found, 0, rule)
                return


def _insides(line: Line) -> Iterator[Span]:
    for rule in _rules("inside"):
        for pattern in rule.patterns:
            for found in pattern.finditer(line.text):
                yield _span(line, found, 0, rule)


def _ends(line: Line) -> Iterator[Span]:
    """The marks at the end of the line, from the last one backwards."""
    end = len(line.text)
    for _ in range(_MOST_ENDS):
        offset = max(0, end - _WINDOW)
        found = _end(line, line.text[offset:end], offset)
        if found is None:
            return
        yield found
        end = len(line.text[: found.start].rstrip())


def _end(line: Line, window: str, offset: int) -> Span | None:
    for rule in _rules("end"):
        for pattern in rule.patterns:
            found = pattern.search(window)
            if found and found.end() > found.start():
                return _span(line, found, offset, rule)
    return None


def _span(line: Line, found: re.Match[str], offset: int, rule: SpanRule) -> Span:
    """The span of a match, blanks at its edges left outside."""
    text = found.group()
    start = found.start() + len(text) - len(text.lstrip())
    end = found.end() - (len(text) - len(text.rstrip()))
    groups = tuple((name, value.strip()) for name, value in found.groupdict().items() if value)
    return Span(line.number, start + offset, end + offset, rule.name, groups)


def _rules(at: str) -> Iterator[SpanRule]:
    return (rule for rule in load_rules().spans if rule.at == at)


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans in order; of two that overlap the one that begins first."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < span.end and (not apart or span.start >= apart[-1].end):
            apart.append(span)
    return apart
