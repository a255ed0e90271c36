"""Which words of an Indonesian sentence its English says nothing of, by a lexicon of news words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

NONE = "-"
"""The entry of a word that is not asked for: function words, names, words of many translations."""

PHRASE = 4
"""Words of the longest entry."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLITICS = ("nya", "lah", "kah", "pun")
_SUFFIXES = ("kan", "an", "i")
_PREFIXES = {
    "memper": "", "diper": "", "keber": "", "keter": "", "seper": "", "pember": "",
    "meng": " k", "meny": "s", "mem": " p", "men": " t", "me": "",
    "peng": " k", "peny": "s", "pem": " p", "pen": " t", "per": "", "pe": "",
    "ber": "", "ter": "", "di": "", "ke": "", "se": "",
}  # fmt: skip
"""Prefixes, and the first letters of roots that they may stand for (a space: none)."""

_LOOSE = frozenset({"se", "ke", "pe", "per"})
SHORTEST = 4
"""Letters of a root, three after most prefixes: "segel" (a seal) is no "gel"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of a sentence, and the English that it can be, the most usual first.

    A form that ends with ``*`` stands for all words that begin so.
    """

    text: str
    start: int
    forms: tuple[str, ...]

    @property
    def spelt(self) -> tuple[str, ...]:
        """The forms that are whole words."""
        return tuple(form for form in self.forms if not form.endswith("*"))


def untold(indonesian: str, english: str) -> list[Word]:
    """The words of the lexicon that the English holds no form of."""
    return [word for word in known(indonesian) if not _pattern(word.forms).search(english)]


def known(indonesian: str) -> Iterator[Word]:
    """The words and phrases of a sentence that the lexicon has English for, in their order."""
    tokens = list(_WORD.finditer(indonesian))
    place = 0
    while place < len(tokens):
        size, forms = _longest(indonesian, tokens, place)
        if forms:
            first, last = tokens[place], tokens[place + size - 1]
            yield Word(indonesian[first.start() : last.end()], first.start(), forms)
        place += size


def _longest(text: str, tokens: list[re.Match[str]], place: int) -> tuple[int, tuple[str, ...]]:
    """How many words from a place on are one entry, and its forms."""
    for size in range(min(PHRASE, len(tokens) - place), 0, -1):
        span = text[tokens[place].start() : tokens[place + size - 1].end()]
        # A capital inside a sentence begins a name; commas part phrases.
        if (place and not span[0].islower()) or span[1:].lower() != span[1:]:
            continue
        found = _entry(span.lower()) if size == 1 else entries().get(" ".join(span.lower().split()))
        if found is not None:
            return size, found
    return 1, ()


def _entry(word: str) -> tuple[str, ...] | None:
    """The forms of a word, as it is, without what is appended, or of its root."""
    return next((entries()[form] for form in _roots(word) if form in entries()), None)


def _roots(word: str) -> list[str]:
    """A word and what it may be derived from, the least stripped first; not all are words.

    "penambang" is of "tambang" before it is of "ambang", "keberangkatan" of "berangkat" before it
    is of "angkatan", but "katakan" of "kata" and not of "katak", a frog.
    """
    first, _, second = word.partition("-")
    whole = [word, *([first] if second and second.startswith(first[:1]) else [])]
    bare = [w.removesuffix(c) for w in whole for c in _CLITICS if w.endswith(c)]
    stems = list(dict.fromkeys([*whole, *bare]))
    derived = sorted(cost for stem in stems for cost in _stripped(stem))
    return list(dict.fromkeys([*stems, *(root for _, root in derived)]))


def _stripped(stem: str) -> Iterator[tuple[float, str]]:
    """A stem without a suffix, without a prefix, without both, and how many letters it has less."""
    ends = [(0.0, stem)]
    for suffix in _SUFFIXES:
        if stem.endswith(suffix):
            cost = 3.5 if suffix == "an" and stem.endswith("kan") else len(suffix)
            ends.append((cost, stem.removesuffix(suffix)))
    for cost, end in ends:
        if len(end) >= SHORTEST:
            yield cost, end
        for prefix, letters in _PREFIXES.items():
            least = SHORTEST if prefix in _LOOSE else SHORTEST - 1
            if end.startswith(prefix):
                for letter in letters or " ":
                    root = letter.strip() + end.removeprefix(prefix)
                    if len(root) >= least:
                        yield cost + len(end) - len(root), root


@cache
def entries() -> dict[str, tuple[str, ...]]:
    """The lexicon: word or phrase in small letters -> its English forms, none for ``NONE``."""
    text = resources.files("summarizer").joinpath("lang", "lexicon.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {key: () if forms == NONE else tuple(forms.split("|")) for key, forms in rows}


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the forms; an English ending of a whole word is understood."""
    stems = (re.escape(f.removesuffix("*")) + (r"\w*" if f.endswith("*") else _END) for f in forms)
    return re.compile(rf"\b(?:{'|'.join(stems)})(?!\w)", re.IGNORECASE)


_END = r"(?:s|es|d|ed|ing|'s)?"
