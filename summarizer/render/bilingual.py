"""Articles with their English beside the Indonesian, sentence by sentence."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from summarizer.data import Article, Passage
from summarizer.render.json import dumps
from summarizer.render.markdown import visible
from summarizer.render.page import template
from summarizer.render.sure import doubts, lost


def to_text(passages: Sequence[Passage]) -> str:
    """Plain text: the article's name, then each sentence with its English under it."""
    lines: list[str] = []
    for article, own in by_article(passages):
        lines += [f"== {visible(article.name)}", ""]
        for passage in own:
            warning = f"  [untrusted: {', '.join(passage.failures)}]" if passage.failures else ""
            sure = "" if passage.right is None else f"  [{visible(doubts(passage))}]"
            english = visible(passage.english)
            lines += [visible(passage.sentence.text), f"    {english}{warning}{sure}", ""]
    return "\n".join(lines)


TSV_COLUMNS = ("path", "row", "start", "end", "indonesian", "english", "failures", "right", "lost")


def to_tsv(passages: Sequence[Passage]) -> str:
    """Tab-separated values with a head line; tabs inside a text become spaces."""
    rows = ["\t".join(TSV_COLUMNS)]
    for values in map(_values, passages):
        cells = (values[name] for name in TSV_COLUMNS)
        rows.append("\t".join(_cell(cell) for cell in cells))
    return "\n".join(rows) + "\n"


def to_jsonl(passages: Sequence[Passage]) -> str:
    """One JSON object a sentence; ``start`` and ``end`` count in the cleaned article."""
    return "".join(dumps(_values(p)) + "\n" for p in passages)


def to_html(passages: Sequence[Passage]) -> str:
    """One page, a table an article; it loads nothing."""
    return template("bilingual.html").render(articles=by_article(passages), doubts=doubts)


FORMATS: Mapping[str, Callable[[Sequence[Passage]], str]] = {
    ".txt": to_text,
    ".tsv": to_tsv,
    ".jsonl": to_jsonl,
    ".html": to_html,
}
"""Renderers by the suffix of the file they write."""


def by_article(passages: Sequence[Passage]) -> list[tuple[Article, list[Passage]]]:
    """Neighbouring passages of one article together."""
    groups = groupby(passages, key=lambda p: id(p.sentence.article))
    return [(own[0].sentence.article, own) for own in (list(group) for _, group in groups)]


def _values(passage: Passage) -> dict[str, object]:
    article = passage.sentence.article
    return {
        "path": article.path,
        "row": article.row,
        "start": passage.sentence.start,
        "end": passage.sentence.end,
        "indonesian": passage.sentence.text,
        "english": passage.english,
        "failures": list(passage.failures),
        "right": passage.right,
        "lost": [indonesian for indonesian, _ in lost(passage)],
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return visible(text)
