"""Text, Markdown, HTML, JSON, CSV and Parquet to articles as they stand, boilerplate included.

``read_pages`` is the way in. What it reads is hostile until shown otherwise: sizes are capped,
every reader is linear in its input, hidden text and invisible characters are taken out and
counted, and one bad file or row never stops the others.
"""

from summarizer.ingest.columns import Columns
from summarizer.ingest.files import SUFFIXES, read_pages

__all__ = ["SUFFIXES", "Columns", "read_pages"]
