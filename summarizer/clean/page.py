"""The order in which a page is judged."""

from collections.abc import Callable, Mapping

from summarizer.clean.follow import (
    drop_after_credit,
    drop_after_end,
    drop_followers,
    drop_glued,
)
from summarizer.clean.lines import read_lines
from summarizer.clean.marks import find_spans
from summarizer.clean.metadata import find_metadata, kept_text, named_title
from summarizer.clean.shape import (
    drop_caption_twins,
    drop_headings,
    drop_repeats,
    drop_title,
    find_title,
)
from summarizer.clean.sheet import Sheet, drop_anywhere, read_sheet
from summarizer.clean.zones import drop_outside, drop_placed
from summarizer.data import Article, Dropped, Mark, Page

_Pass = Callable[[Sheet], Mapping[int, str]]

_BY_WORDING: tuple[_Pass, ...] = (
    drop_title,
    drop_followers,
    drop_after_end,
    drop_glued,
    drop_caption_twins,
)
_BY_PLACE: tuple[_Pass, ...] = (
    drop_outside,
    drop_placed,
    drop_after_credit,
    drop_repeats,
    drop_headings,
)
_ROUNDS = 4
"""A line that goes may show its neighbour to be furniture; two rounds settle nearly every page."""


def clean(page: Page) -> Article:
    """The article of a page, with what was dropped, what is marked and the metadata found.

    ``text`` holds the kept lines, one newline between them, characters unchanged but for blanks:
    none at the edges, one between words. A page wrapped at a fixed width is unwrapped first (its
    ``dropped`` then name the first line of a block). Every other non-blank line is in ``dropped``.
    ``marks`` are half-open spans of ``text``. Metadata of the page wins over what the text says.
    The text is empty if nothing is left. Runs in linear time and raises nothing.
    """
    sheet = _judge(page)
    spans = find_spans(sheet.kept(), sheet.spans)
    text, starts = kept_text(sheet.kept())
    found = find_metadata(page, sheet, spans)
    return Article(
        path=page.path,
        text=text,
        row=page.row,
        title=found["title"],
        outlet=found["outlet"],
        date=found["date"],
        author=found["author"],
        address=found["address"],
        notes=page.notes,
        marks=tuple(Mark(starts[s.line] + s.start, starts[s.line] + s.end, s.rule) for s in spans),
        dropped=tuple(
            Dropped(line.number, line.text, sheet.dropped[line.number])
            for line in sheet.lines
            if line.number in sheet.dropped
        ),
    )


def _judge(page: Page) -> Sheet:
    sheet = read_sheet(read_lines(page.body))
    sheet = sheet.drop(drop_anywhere(sheet))
    # Before the labels take the headlines below them.
    sheet = sheet.titled(
        page.title.value if page.title else named_title(sheet) or find_title(sheet)
    )
    for judge in _BY_WORDING:
        sheet = sheet.drop(judge(sheet))
    for _ in range(_ROUNDS):
        before = len(sheet.dropped)
        for judge in _BY_PLACE:
            sheet = sheet.drop(judge(sheet))
        if len(sheet.dropped) == before:
            break
    return sheet
