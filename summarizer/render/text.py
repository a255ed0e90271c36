"""The brief as plain text, wrapped for a terminal or a mail."""

import textwrap
from collections.abc import Iterator

from summarizer.data import SECTIONS, BriefData
from summarizer.render.markdown import (
    difference_parts,
    footer,
    marks,
    note_lines,
    numbers,
    share_line,
    source_line,
    value_line,
    visible,
)
from summarizer.timeline import timeline

WIDTH = 88


def to_text(brief: BriefData) -> str:
    """The brief as plain text, lines of at most 88 characters where words allow."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: BriefData) -> Iterator[str]:
    yield from _wrap(f"{brief.title.text.upper()} {marks(brief, brief.title)}")
    for section in SECTIONS:
        claims = [c for c in brief.claims if c.section == section]
        if not claims:
            continue
        yield ""
        if section != "lead":
            yield section.upper()
        for claim in claims:
            mark = "" if section == "lead" else "- "
            yield from _wrap(f"{claim.text} {marks(brief, claim)}", mark)
    for heading, found in difference_parts(brief):
        yield from ("", heading.upper())
        for difference in found:
            values = (f"{value_line(v)} {numbers(brief, [v.citation])}" for v in difference.values)
            yield from _wrap(f"{difference.what}: {'; '.join(values)}", "- ")
    entries = timeline(brief.claims)
    if entries:
        yield from ("", "TIMELINE")
        for entry in entries:
            told = " ".join(f"{c.text} {numbers(brief, c.citations)}" for c in entry.claims)
            yield from _wrap(told, f"{entry.day}  ")
    yield from ("", "SOURCES")
    for source in brief.sources:
        address = source.article.address
        line = (
            source_line(source)
            + share_line(brief, source)
            + (f" {address.value}" if address else "")
        )
        yield from _wrap(line, f"[{source.number}] ")
    notes = note_lines(brief)
    if notes:
        yield from ("", "NOTES")
        for note in notes:
            yield from _wrap(note, "- ")
    yield ""
    yield from _wrap(footer(brief))


def _wrap(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        visible(text),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
