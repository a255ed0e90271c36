"""Which language an article is written in.

py3langid judges each paragraph, but it knows no Sundanese and wavers between Indonesian and Malay;
so within that family small tables of words decide, and Indonesian wins where they are silent.
"""

import functools
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import Any

BLOCK = 200
"""Characters of a block that is judged on its own: shorter paragraphs are judged together."""

MIN_LETTERS = 20
"""Letters below which nothing is said of a text."""

FAMILY_SHARE = 0.12
"""Indonesian and Malay words of the tables among all words, from which on the text is one of the
two. Of 500 pairs of Indonesian news sentences 95 % have over 0.14 and half over 0.27 (py3langid
judges the rest); of 500 English ones none has over 0.08."""

MIN_MALAY = 3
"""Different Malay words without which a text is taken for Indonesian."""

MIXED = 0.8
"""Share of the main language below which the others are named."""

UNKNOWN = "und"
"""ISO 639 code of "undetermined"."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Language:
    """The main language as an ISO 639-1 code (``und`` if there are too few words), its share of
    the letters in [0, 1], and what a reader should know of the rest; empty if nothing."""

    code: str
    share: float
    note: str = ""


def identify(text: str) -> Language:
    """The main language of a text, judged paragraph by paragraph; the same text, the same answer.

    Names and quotations in another language inside a paragraph do not change what it is. Malay is
    told from Indonesian from 200 letters on, by its words only.
    """
    letters: Counter[str] = Counter()
    family = []
    for block in _blocks(text):
        code = _code(block)
        letters[code] += sum(map(str.isalpha, block))
        if code == "id":
            family.append(block)
    total = sum(letters.values())
    if total < MIN_LETTERS or set(letters) == {UNKNOWN}:
        return Language(UNKNOWN, 0.0, "too few words to tell its language")
    malay = _is_malay(family) and letters["id"] >= BLOCK
    shares = sorted(
        (("ms" if malay and c == "id" else c, n / total) for c, n in letters.items()),
        key=lambda pair: (-pair[1], pair[0]),
    )
    code, share = shares[0]
    mixed = ", ".join(f"{c} {round(100 * s)}%" for c, s in shares) if share < MIXED else ""
    return Language(code, share, f"mixed: {mixed}" if mixed else "")


def _blocks(text: str) -> list[str]:
    """Paragraphs, short neighbours joined until they have the length of a block."""
    blocks: list[str] = []
    short = ""
    for line in text.splitlines():
        if len(line) >= BLOCK:
            blocks += [short, line]
            short = ""
        else:
            short = f"{short}\n{line}"
            if len(short) >= BLOCK:
                blocks.append(short)
                short = ""
    blocks.append(short)
    return [block for block in blocks if any(map(str.isalpha, block))]


def _code(block: str) -> str:
    words = _WORD.findall(block.lower())
    counts = {name: sum(word in table for word in words) for name, table in _tables().items()}
    family = counts["family"] + counts["id"] + counts["ms"]
    near = max("jv", "su", key=counts.__getitem__)
    if counts[near] >= max(2, FAMILY_SHARE * len(words)) and counts[near] > family:
        return near
    if family >= FAMILY_SHARE * len(words) and family:
        return "id"
    if sum(map(str.isalpha, block)) < MIN_LETTERS:
        return UNKNOWN
    found = str(_identifier().classify(block)[0])
    # No word of Javanese in it, and no Malay that could be told: names and numbers of Indonesian.
    return "id" if found in ("ms", "jv") else found


def _is_malay(blocks: list[str]) -> bool:
    # Different words, not how often: one may be a name that every line repeats.
    words = {word for block in blocks for word in _WORD.findall(block.lower())}
    malay = len(words & _tables()["ms"])
    return malay >= MIN_MALAY and malay > len(words & _tables()["id"])


@functools.cache
def _tables() -> dict[str, frozenset[str]]:
    source = resources.files("summarizer").joinpath("lang", "languages.toml")
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name: frozenset(table["words"].split()) for name, table in tables.items()}


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # An identifier of our own: the module's is shared by all users of the library in a process.
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    # ISO 639-1 only; of the others no news is to be expected, and they draw short texts.
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
