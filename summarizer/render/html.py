"""The brief as one HTML page that opens the Indonesian behind every sentence and loads nothing."""

from summarizer.data import SECTIONS, BriefData
from summarizer.render.markdown import (
    SAFE_ADDRESS,
    difference_parts,
    footer,
    note_lines,
    numbers,
    share_line,
    source_line,
    value_line,
)
from summarizer.render.page import template
from summarizer.render.sure import bracketed, doubts
from summarizer.timeline import timeline


def to_html(brief: BriefData) -> str:
    """The brief as a page of its own: no script, no request, links to sources only."""
    return template("brief.html").render(
        brief=brief,
        sections=SECTIONS,
        numbers=numbers,
        bracketed=bracketed,
        doubts=doubts,
        source_line=source_line,
        share_line=share_line,
        value_line=value_line,
        difference_parts=difference_parts,
        note_lines=note_lines,
        footer=footer,
        entries=timeline(brief.claims),
        safe=SAFE_ADDRESS.fullmatch,
    )
