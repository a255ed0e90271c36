"""The brief as one HTML page that opens the Indonesian behind every sentence and loads nothing."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from summarizer.data import SECTIONS, BriefData
from summarizer.render.markdown import (
    SAFE_ADDRESS,
    footer,
    note_lines,
    numbers,
    source_line,
    visible,
)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("summarizer.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        keep_trailing_newline=True,
    )
    return environment.get_template("brief.html")


def to_html(brief: BriefData) -> str:
    """The brief as a page of its own: no script, no request, links to sources only."""
    return _template().render(
        brief=brief,
        sections=SECTIONS,
        numbers=numbers,
        source_line=source_line,
        note_lines=note_lines,
        footer=footer,
        safe=SAFE_ADDRESS.fullmatch,
    )
