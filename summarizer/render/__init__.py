"""A brief as JSON (the truth), Markdown, HTML and plain text."""
