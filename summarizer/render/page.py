"""The templates of HTML pages: what comes from articles and models is escaped, never markup."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from summarizer.render.markdown import visible


@cache
def template(name: str) -> Template:
    """A template of this package by its file name."""
    environment = Environment(
        loader=PackageLoader("summarizer.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
