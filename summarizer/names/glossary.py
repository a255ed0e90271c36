"""Glossaries: which English a user wants for an Indonesian term, and whether it is there."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from summarizer.errors import InputError, UsageError
from summarizer.names.table import entries

_LARGEST = 5_000_000
_COLUMNS = ("indonesian", "english")
_EXAMPLE = 'a line such as "Kemenkeu,Ministry of Finance"'
_BUILTIN = ("institution", "rank")


@dataclass(frozen=True, slots=True)
class Term:
    """An Indonesian term and the English forms that render it; no form means: keep it as it is."""

    indonesian: str
    english: tuple[str, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """What the English must hold one of."""
        return self.english or (self.indonesian,)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms in the order given. Where two terms overlap in a text, the longer one counts."""

    terms: tuple[Term, ...] = ()

    def missing(self, indonesian: str, english: str) -> list[str]:
        """The terms that the Indonesian uses and the English renders in no accepted form."""
        return [term.indonesian for term in self.left_out(indonesian, english)]

    def left_out(self, indonesian: str, english: str) -> list[Term]:
        """As ``missing``, with the forms that would do."""
        return [
            term
            for term in self.used(indonesian)
            if not any(_holds(english, form) for form in term.accepted)
        ]

    def applied(self, indonesian: str, english: str) -> str:
        """The English with its first form for each term that stands there untranslated.

        "the Marsekal Shaposhnikov" is "the Marshal Shaposhnikov": the term is known, so is the
        place. A term that is rendered in any accepted form, or not at all, is left alone; so is a
        copy of the Indonesian, which a few English words would hide from the guards.
        """
        if _copied(indonesian, english):
            return english
        for term in self.left_out(indonesian, english):
            if term.english:
                english = _replaced(term, english)
        return english

    def __add__(self, other: "Glossary") -> "Glossary":
        """Both; where they share a term, in whatever case, the second one's English counts."""
        given = {_folded(term.indonesian) for term in other.terms}
        kept = (term for term in self.terms if _folded(term.indonesian) not in given)
        return Glossary((*kept, *other.terms))

    def used(self, indonesian: str) -> list[Term]:
        """The terms that the Indonesian uses, in the order of the glossary."""
        spans: list[tuple[int, int, Term]] = []
        low = indonesian.lower()
        # The plain test passes over nearly all of hundreds of terms, ten times faster.
        near = [term for term in self.terms if _first(term.indonesian) in low]
        for term in sorted(near, key=lambda t: -len(t.indonesian)):
            for match in _pattern(term.indonesian).finditer(indonesian):
                if all(match.end() <= start or end <= match.start() for start, end, _ in spans):
                    spans.append((match.start(), match.end(), term))
        present = {term for _, _, term in spans}
        return [term for term in self.terms if term in present]


def _copied(indonesian: str, english: str) -> bool:
    given, made = (set(pairwise(text.casefold().split())) for text in (indonesian, english))
    return len(given) > 3 and len(given & made) > len(given) / 2


def _replaced(term: Term, english: str) -> str:
    def form(match: re.Match[str]) -> str:
        first = term.english[0]
        return (
            first[0].upper() + first[1:]
            if match[0][0].isupper() and term.indonesian[0].islower()
            else first
        )

    return _pattern(term.indonesian).sub(form, english)


@cache
def _first(term: str) -> str:
    return term.split()[0].lower()


def _folded(term: str) -> str:
    return " ".join(term.split()).casefold()


@cache
def _pattern(term: str) -> re.Pattern[str]:
    """The term as whole words, -nya and English endings allowed; a capital must be one."""
    body = r"[\s\u00a0]+".join(re.escape(word) for word in term.split())
    flags = 0 if any(c.isupper() for c in term) else re.IGNORECASE
    return re.compile(rf"(?<!\w){body}(?=(?:['’]?s|nya)?(?!\w))", flags)


def _holds(english: str, form: str) -> bool:
    return bool(_form(form).search(english))


@cache
def _form(english: str) -> re.Pattern[str]:
    return re.compile(_pattern(english).pattern, re.IGNORECASE)


@cache
def builtin_glossary() -> Glossary:
    """Indonesian institutions, ranks and common nouns of news with their usual English forms."""
    names = (
        Term(term, entry.english)
        for entry in entries()
        if entry.section in _BUILTIN
        for term in entry.indonesian
    )
    return Glossary((*names, *_news()))


def _news() -> Iterator[Term]:
    path = files("summarizer").joinpath("lang/terms.toml")
    for rows in tomllib.loads(path.read_text(encoding="utf-8")).values():
        for indonesian, english in rows.items():
            forms = tuple(english.split("|"))
            yield from (Term(term, forms) for term in indonesian.split("|"))


def read_glossary(path: str | Path) -> Glossary:
    """Read a glossary.

    CSV has the header ``indonesian,english``; TOML has pairs ``"term" = "English"``, at the top or
    under ``[terms]``. Several accepted forms are separated by "|" (TOML: or listed); an empty one
    keeps the term as it is. Raises UsageError for what is not accepted and InputError for what
    cannot be read.
    """
    path = Path(path)
    readers = {".csv": _read_csv, ".toml": _read_toml}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError(
            f"glossary {str(path)!r} ends in {path.suffix!r}", "accepted are .csv and .toml"
        )
    return Glossary(_unique(path, reader(path, _text(path))))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"glossary {str(path)!r} cannot be read: {reason}") from error
    if len(raw) > _LARGEST:
        raise InputError(f"glossary {str(path)!r} is over {_LARGEST // 1_000_000} MB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"glossary {str(path)!r} is not UTF-8 (byte {error.start})", "", "save it as UTF-8"
        ) from error


_Pairs = Iterator[tuple[str, str, tuple[str, ...]]]


def _read_csv(path: Path, text: str) -> _Pairs:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise InputError(f"glossary {str(path)!r} is not CSV: {error}") from error
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if tuple(header[:2]) != _COLUMNS:
        given = ",".join(header) or "nothing"
        raise UsageError(
            f"glossary {str(path)!r} starts with {given[:80]!r}",
            f"accepted is the header {','.join(_COLUMNS)!r}, then {_EXAMPLE}",
        )
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[2:]):
            raise UsageError(
                f"glossary {str(path)!r}, row {number} has {len(row)} columns",
                f"accepted are two, {_EXAMPLE}; quote a form that holds a comma",
            )
        yield f"row {number}", row[0], tuple(row[1].split("|") if len(row) > 1 else ())


def _read_toml(path: Path, text: str) -> _Pairs:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"glossary {str(path)!r} is not TOML: {error}") from error
    terms = data["terms"] if isinstance(data.get("terms"), dict) else data
    for term, value in terms.items():
        forms = value.split("|") if isinstance(value, str) else value
        if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
            raise UsageError(
                f"glossary {str(path)!r}, term {term!r} is not text",
                'accepted is "English", a list of them, or "" to keep the term',
            )
        yield f"term {term!r}", term, tuple(forms)


def _unique(path: Path, pairs: Iterable[tuple[str, str, tuple[str, ...]]]) -> tuple[Term, ...]:
    terms: dict[str, Term] = {}
    for where, indonesian, english in pairs:
        forms = tuple(form.strip() for form in english if form.strip())
        term = Term(" ".join(indonesian.split()), forms)
        if not term.indonesian:
            raise UsageError(
                f"glossary {str(path)!r}, {where} has no Indonesian term", f"accepted is {_EXAMPLE}"
            )
        if terms.setdefault(term.indonesian, term) != term:
            raise UsageError(
                f"glossary {str(path)!r}, {where} gives {term.indonesian!r} a second English",
                'several forms of one term go into one row, separated by "|"',
            )
    if not terms:
        raise UsageError(f"glossary {str(path)!r} holds no term", f"accepted is {_EXAMPLE}")
    return tuple(terms.values())
