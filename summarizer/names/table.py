"""The words of a text, and the forms of names that the table of usual English forms knows."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SOURCE_LANG = "id"
SECTIONS = ("place", "institution", "people", "rank", "common")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: ``[start, end)``, its letters without dots or 's, and those in small."""

    start: int
    end: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or (self.text[0].isdigit() and self.text[-1].isupper())

    @property
    def acronym(self) -> bool:
        """Two capitals or more and nothing else: BNPB, US, G7."""
        return len(self.text) > 1 and self.text.isupper() and sum(map(str.isalpha, self.text)) > 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: its section, Indonesian forms and English forms, the usual ones first."""

    section: str
    indonesian: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A form of the table found in a text: tokens ``[first, last)``, and all rows that hold it."""

    first: int
    last: int
    form: str
    rows: frozenset[int]


_TOKEN = re.compile(r"(?:[A-Z]\.){2,}(?![a-z])|[^\W_]+(?:['’`‘][^\W_]+)*")
_INFLECTED_ACRONYM = re.compile(r"^([A-Z]{2,})(?:s|nya)$")
_POSSESSIVE = re.compile(r"['’`‘](?:s|S)?$")


def tokens(text: str) -> list[Token]:
    """The words of a text; hyphens part words, "U.S." is one, 's is left out of ``text``."""
    found = []
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match.group()).replace(".", "")
        word = _INFLECTED_ACRONYM.sub(r"\1", word)
        found.append(Token(match.start(), match.end(), word, word.lower()))
    return found


@cache
def entries() -> tuple[Entry, ...]:
    """All rows of the table, in the order of the file."""
    data = read_data()
    return tuple(
        Entry(section, tuple(indonesian.split("|")), tuple(english.split("|")))
        for section in SECTIONS
        for indonesian, english in data[section].items()
    )


def hits(every: list[Token], language: str) -> list[Hit]:
    """All forms of the table in a text, by place and the longest first; some lie inside others."""
    index = _index(language)
    caseless = not any(word.capital for word in every)
    found: list[Hit] = []
    for first in range(len(every)):
        spans: dict[int, Hit] = {}
        for key in _singulars(every[first].key):
            for form in index.get(key, ()):
                last = first + len(form.parts)
                if form.fits(every[first:last], caseless):
                    old = spans.get(last, Hit(first, last, form.text, frozenset()))
                    spans[last] = Hit(first, last, old.form, old.rows | {form.row})
        found.extend(spans[last] for last in sorted(spans, reverse=True))
    return found


def outermost(found: list[Hit]) -> list[Hit]:
    """The hits that lie inside no other."""
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.last > kept[-1].last:
            kept.append(hit)
    return kept


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of the table: as written, its words, and its row."""

    text: str
    parts: tuple[Token, ...]
    row: int

    def fits(self, inside: list[Token], caseless: bool) -> bool:
        """Whether these words are the form; the last one may be a plural."""
        if len(inside) < len(self.parts) or self.parts[-1].key not in _singulars(inside[-1].key):
            return False
        pairs = list(zip(inside, self.parts, strict=True))
        if any(word.key != part.key for word, part in pairs[:-1]):
            return False
        return caseless or all(_cased(word, part.text) for word, part in pairs)


def _cased(word: Token, part: str) -> bool:
    if len(part) > 1 and part.isupper():
        return word.text.rstrip("s").isupper()
    return not part[0].isupper() or word.capital or word.key in words("generic")


def _singulars(key: str) -> Iterator[str]:
    """A word, and what it is without an English plural or an Indonesian -nya."""
    yield key
    if key.endswith("s") and len(key) > 2:
        yield key[:-1]
    if key.endswith("es") and len(key) > 4:
        yield key[:-2]
    if key.endswith("nya") and len(key) > 5:
        yield key[:-3]


@cache
def _index(language: str) -> dict[str, list[_Form]]:
    """The forms by their first word in small letters, the longest first."""
    index: dict[str, list[_Form]] = {}
    for row, entry in enumerate(entries()):
        for text in entry.indonesian if language == SOURCE_LANG else entry.english:
            form = _Form(text, tuple(tokens(text)), row)
            index.setdefault(form.parts[0].key, []).append(form)
    for forms in index.values():
        forms.sort(key=lambda form: -len(form.parts))
    return index


@cache
def words(name: str) -> frozenset[str]:
    """A list of the section ``[words]`` of the data file, such as ``id`` or ``title_en``."""
    return frozenset(read_data()["words"][name].split())


@cache
def read_data() -> dict[str, Any]:
    """The data file, by section; what the sections hold is said at its head."""
    path = files("summarizer").joinpath("lang/names.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
