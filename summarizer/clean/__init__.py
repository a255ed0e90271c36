"""Boilerplate out, metadata from the text, near-copies marked.

``clean`` judges a page line by line. Rules held as data (``lang/boilerplate.toml``) know page
furniture by its wording; the zones of the page (head, body, tail) know the rest by its place. In
the middle of the body a doubtful line stays, before and after it a doubtful line goes.
"""

from summarizer.clean.copies import mark_copies
from summarizer.clean.page import clean

__all__ = ["clean", "mark_copies"]
