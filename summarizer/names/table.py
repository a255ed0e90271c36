"""The data behind names.py: usual English forms, ordinary words, and how spellings compare."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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
    data = _data()
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
    yield key
    if key.endswith("s") and len(key) > 2:
        yield key[:-1]
    if key.endswith("es") and len(key) > 4:
        yield key[:-2]


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
    """A word list of the data file: ``id``, ``en``, ``title``, ``head`` or ``particle`` ..."""
    return frozenset(_data()["words"][name].split())


@cache
def _data() -> dict[str, dict[str, str]]:
    path = files("summarizer").joinpath("lang/names.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def ordinary(key: str, language: str) -> bool:
    """Whether a word in small letters is an everyday word of the language, affixes allowed for."""
    return key not in words(f"name_{language}") and known(key, language, words(language))


def known(key: str, language: str, vocabulary: Iterable[str]) -> bool:
    """Whether a word or, its affixes taken off, its stem is in the vocabulary."""
    stems = _stems_id(key) if language == SOURCE_LANG else _stems_en(key)
    return any(stem in vocabulary for stem in stems)


_PREFIXES = (
    ("meny", "s"), ("meng", ""), ("meng", "k"), ("mem", ""), ("mem", "p"), ("men", ""),
    ("men", "t"), ("me", ""), ("peny", "s"), ("peng", ""), ("peng", "k"), ("pem", ""),
    ("pem", "p"), ("pen", ""), ("pen", "t"), ("per", ""), ("pe", ""), ("ber", ""), ("ter", ""),
    ("di", ""), ("ke", ""), ("se", ""),
)  # fmt: skip
_SUFFIXES = ("nya", "lah", "kah", "pun", "kan", "an", "i", "ku", "mu")
_SHORTEST_STEM = 4


def _stems_id(key: str) -> Iterator[str]:
    bases = [key]
    for _ in range(2):
        bases += [b[: -len(s)] for b in bases for s in _SUFFIXES if _strips(b, s)]
    yield from bases
    for _ in range(2):
        bases = [
            letter + base[len(prefix) :]
            for base in bases
            for prefix, letter in _PREFIXES
            if base.startswith(prefix) and len(base) - len(prefix) + len(letter) >= _SHORTEST_STEM
        ]
        yield from bases


def _strips(base: str, suffix: str) -> bool:
    return base.endswith(suffix) and len(base) - len(suffix) >= _SHORTEST_STEM


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""),
    ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("or", ""), ("ors", ""),
    ("ly", ""), ("ally", ""), ("ness", ""), ("ation", "e"), ("ations", "e"), ("ment", ""),
    ("ments", ""), ("al", ""), ("ship", ""), ("ism", ""), ("ist", ""), ("ists", ""),
    ("ization", "ize"), ("isation", "ise"), ("able", ""), ("ful", ""), ("less", ""), ("wide", ""),
)  # fmt: skip
_BEGINNINGS = ("un", "re", "non", "pre", "anti", "over", "under", "inter", "counter", "sub", "co")


def _stems_en(key: str) -> Iterator[str]:
    yield key
    stems = [
        key[: -len(end)] + put
        for end, put in _ENDINGS
        if key.endswith(end) and len(key) - len(end) >= _SHORTEST_STEM - 1
    ]
    stems += [s[:-1] for s in stems if len(s) > _SHORTEST_STEM and s[-1] == s[-2]]
    yield from stems
    for base in (key, *stems):
        for begin in _BEGINNINGS:
            if base.startswith(begin) and len(base) - len(begin) >= _SHORTEST_STEM:
                yield base[len(begin) :]


_RESPELT = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"['’`‘]", ""), (r"[ts]ions?$", "si"), (r"(ity|ities)$", "itas"), (r"ive$", "if"),
        (r"(ics?|ical)$", "ik"), (r"isme$", "ism"), (r"sch|sh|sy|tsy", "s"), (r"tch|ch|tj|ts|c(?=[eiy])", "c"),
        (r"kh|ck|gh|q|c(?![eiy])", "k"), (r"ph", "f"), (r"th|dh(?!a)", "t"), (r"dj|j|y", "i"),
        (r"[wv]", "f"), (r"oe|ou|oo", "u"), (r"ee|ie|ei|ii", "i"), (r"x", "ks"), (r"z", "s"),
        (r"(.)\1+", r"\1"), (r"h$", ""), (r"(?<=[^aiueo])h", ""),
    )
)  # fmt: skip


@cache
def fold(key: str) -> str:
    """A word with the letters that Indonesian and English use for one sound made one.

    Nikolay and Nikolai, Riyad and Riyadh, Muchtar and Mukhtar come out alike.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    for pattern, put in _RESPELT:
        plain = pattern.sub(put, plain)
    return plain


def alike(one: str, other: str) -> bool:
    """Whether two words in small letters may be spellings of one name, or it and its adjective."""
    if one == other:
        return True
    a, b = fold(one), fold(other)
    if a == b or _derived(one, other) or _derived(a, b):
        return True
    short, long = sorted((a, b), key=len)
    if len(a) == len(b) and len(a) > 3 and _swapped(a, b):
        return True
    allowed = 2 if len(short) >= 8 else 1 if len(short) >= 5 else 0
    return len(long) - len(short) <= allowed and _distance(a, b) <= allowed


def _derived(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) > 3 and long.startswith(short) and long[len(short) :] in _ADJECTIVE:
        return True
    base = short[:-1]
    return len(base) > 4 and long.startswith(base) and long[len(base) :] in _ADJECTIVE_LONG


_ADJECTIVE_LONG = frozenset(["ian", "ians", "ese", "ish", "ist", "ists"])
_ADJECTIVE = frozenset(
    [
        "s",
        "n",
        "i",
        "an",
        "ian",
        "in",
        "is",
        "ese",
        "ish",
        "ik",
        "iks",
        "e",
        "a",
        "er",
        "en",
        "ia",
        "ans",
        "ians",
        "ish",
        "ist",
        "ists",
        "ism",
        "isme",
        "lah",
        "nya",
        "pun",
        "kah",
    ]
)


def _swapped(a: str, b: str) -> bool:
    """Whether two words differ by two neighbouring letters in each other's place."""
    apart = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]]


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]
