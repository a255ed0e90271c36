"""Many Indonesian news articles in, one English brief out, every sentence with its sources.

    from summarizer import Summarizer, read_articles
    brief = Summarizer().brief(read_articles(["seeds/1-kim-putin-2023/articles"]))
    print(brief.to_markdown())

Names load on first use: importing the package loads no model library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from summarizer.version import __version__ as __version__

if TYPE_CHECKING:
    from summarizer.api import Summarizer
    from summarizer.backends.setup import Setup
    from summarizer.data import Article, Citation, Claim, Passage, Sentence, Skipped, Source
    from summarizer.errors import SummarizerError
    from summarizer.ingest import Columns
    from summarizer.options import Options
    from summarizer.pipeline import Brief, Reading, read_articles

_HOME = {
    "Article": "data",
    "Brief": "pipeline",
    "Citation": "data",
    "Claim": "data",
    "Columns": "ingest",
    "Options": "options",
    "Passage": "data",
    "Reading": "pipeline",
    "Sentence": "data",
    "Setup": "backends.setup",
    "Skipped": "data",
    "Source": "data",
    "Summarizer": "api",
    "SummarizerError": "errors",
    "read_articles": "pipeline",
}

__all__ = [
    "Article",
    "Brief",
    "Citation",
    "Claim",
    "Columns",
    "Options",
    "Passage",
    "Reading",
    "Sentence",
    "Setup",
    "Skipped",
    "Source",
    "Summarizer",
    "SummarizerError",
    "read_articles",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
