"""A brief as JSON (the truth), Markdown, HTML and plain text."""

from summarizer.render.html import to_html
from summarizer.render.json import from_json, schema, to_json
from summarizer.render.markdown import to_markdown
from summarizer.render.text import to_text

__all__ = ["from_json", "schema", "to_html", "to_json", "to_markdown", "to_text"]
