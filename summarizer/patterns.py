"""Rows of ``lang/*.toml`` whose values are patterns of whole words."""

import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any


def table(name: str) -> Mapping[str, Any]:
    """What ``lang/NAME.toml`` holds."""
    file = resources.files("summarizer").joinpath("lang", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def whole(alternatives: str) -> re.Pattern[str]:
    """Alternatives as whole words, upper and lower case as one."""
    return re.compile(rf"\b(?:{alternatives})(?!\w)", re.IGNORECASE)
