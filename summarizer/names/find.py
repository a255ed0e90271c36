"""Names in a text: runs of capitalised words, parted where the table knows a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from summarizer.names.marks import Marks
from summarizer.names.table import SOURCE_LANG, Hit, Token, entries, hits, outermost, tokens, words
from summarizer.names.vocabulary import looks_derived

_ROMAN = re.compile(r"[IVX]+$")
_SAME_RUN = re.compile(r"[ \u00a0]|-[ \u00a0]?|['’`] ?")
_AFTER_INITIAL = re.compile(r"\. ?$")
_CLITIC = frozenset({"nya", "ku", "mu", "lah", "kah", "pun"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: ``text == source[start:end]``, offsets in code points, half-open.

    ``kind`` is ``person``, ``place``, ``org``, ``acronym`` or ``other``; it is a cheap guess from
    the table, the title before a name and the head word of an institution.
    """

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A name as it is compared: ``hit`` if the table knows it, and its telling words."""

    name: Name
    words: tuple[Token, ...]
    hit: Hit | None = None


def names(text: str, language: str) -> list[Name]:
    """The names in an Indonesian ("id") or English ("en") text, in order.

    Titles (Presiden, Minister) are left out, months and weekdays are no names, an everyday word
    is none for being capital at the start of a sentence or in a headline.
    """
    return [unit.name for unit in units(text, language)]


def units(text: str, language: str) -> list[Unit]:
    """The names of ``text`` with what is needed to compare them."""
    every = tokens(text)
    marks = Marks(text, every, language)
    known = _known(every, marks)
    found: list[Unit] = []
    for run in _runs(text, every, marks, known):
        found.extend(_units_of(text, every, run, marks, known))
    return found


def _known(every: list[Token], marks: Marks) -> dict[int, Hit]:
    """The names of the table by their first word; words of its other forms are banned."""
    outer = outermost(hits(every, marks.language))
    phrase = {i: hit.last for hit in outer if not _proper(hit.form) for i in _inside(hit)}
    named = outermost(
        [
            hit
            for hit in hits(every, marks.language)
            if _names(hit, every, marks) and hit.last > phrase.get(hit.first, 0)
        ]
    )
    taken = {i for hit in named for i in _inside(hit)}
    for hit in outer:
        if hit.last - hit.first > 1 and taken.isdisjoint(_inside(hit)):
            marks.ban(hit)
    return {hit.first: hit for hit in named}


def _inside(hit: Hit) -> range:
    return range(hit.first, hit.last)


def _names(hit: Hit, every: list[Token], marks: Marks) -> bool:
    """Whether a form of the table stands for a name here, not for an everyday word."""
    if marks.banned[hit.first] or not _proper(hit.form):
        return False
    inside = every[hit.first : hit.last]
    if any(
        part.capital and not word.capital
        for part, word in zip(tokens(hit.form), inside, strict=True)
    ):
        return False
    if hit.last - hit.first == 1:
        alone = hit.first
        if every[alone].acronym or not marks.plain[alone]:
            return True
        return _section(hit) in _MID_SENTENCE and not (marks.opening[alone] or marks.headline)
    if marks.language == SOURCE_LANG or _section(hit) != "institution":
        return True
    return not (
        all(marks.plain[i] for i in _inside(hit)) and any(marks.head[i] for i in _inside(hit))
    )


def _proper(form: str) -> bool:
    """Whether the table writes a form as a name: every word of it capital but the particles."""
    parts = form.replace("-", " ").split()
    return parts[0][0].isupper() and all(
        part[0].isupper() or part in words("small") for part in parts
    )


def _runs(
    text: str, every: list[Token], marks: Marks, known: dict[int, Hit]
) -> Iterator[tuple[int, int]]:
    """Spans of neighbouring words that may form names, particles inside them included."""
    first = 0
    while first < len(every):
        if not _opens(every, marks, first) and first not in known:
            first += 1
            continue
        last = known[first].last if first in known else first + 1
        while (after := _grown(text, every, marks, known, last)) > last:
            last = after
        yield first, last
        first = last


def _opens(every: list[Token], marks: Marks, i: int) -> bool:
    return every[i].capital and not marks.banned[i]


def _grown(text: str, every: list[Token], marks: Marks, known: dict[int, Hit], last: int) -> int:
    """The end of a run that ends before ``last`` after one more word, or ``last`` itself."""
    step = last
    while step < len(every) and _joined(text, every, step):
        if step in known:
            return known[step].last
        if _opens(every, marks, step):
            return step + 1
        if _tail(text, every, step) and not marks.plain[step] and not marks.particle[step]:
            return step + 1
        linked = marks.particle[step] or (_hyphened(text, every, step) and _small(every, step))
        if not linked or step - last >= 2:
            return last
        step += 1
    return last


def _hyphened(text: str, every: list[Token], i: int) -> bool:
    return "-" in text[every[i - 1].end : every[i].start] and every[i].key not in _CLITIC


def _tail(text: str, every: list[Token], i: int) -> bool:
    """Whether a word is the second half of a name: "Kim Dae-jung", "RBU-6000"."""
    return _hyphened(text, every, i) and _small(every, i)


def _joined(text: str, every: list[Token], i: int) -> bool:
    gap = text[every[i - 1].end : every[i].start]
    before = every[i - 1].text
    return bool(_SAME_RUN.fullmatch(gap) or (_AFTER_INITIAL.match(gap) and _abbreviates(before)))


def _abbreviates(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or word.lower() in words("abbreviation"))


def _units_of(
    text: str, every: list[Token], run: tuple[int, int], marks: Marks, known: dict[int, Hit]
) -> Iterator[Unit]:
    """The names in one run: rows of the table, and what lies between them."""
    i, end = run
    part: list[int] = []
    while i < end:
        hit = known.get(i)
        if hit is None:
            part.append(i)
            i += 1
            continue
        yield from _loose(text, every, part, marks)
        part = []
        if _section(hit) in _KIND:
            name = _name(text, every, _inside(hit), _kind(hit, every))
            yield Unit(name, tuple(every[hit.first : hit.last]), hit)
        i = hit.last
    yield from _loose(text, every, part, marks)


def _section(hit: Hit) -> str:
    return min((entries()[row].section for row in hit.rows), key=_RANK.__getitem__)


_RANK = {"place": 0, "institution": 1, "people": 2, "rank": 3, "common": 3}
_MID_SENTENCE = ("place", "people")
_KIND = {"place": "place", "institution": "org", "people": "other"}


def _kind(hit: Hit, every: list[Token]) -> str:
    section = _section(hit)
    if section == "institution" and every[hit.first].acronym:
        return "acronym"
    return _KIND[section]


def _loose(text: str, every: list[Token], part: list[int], marks: Marks) -> Iterator[Unit]:
    """The name that a stretch of capitalised words unknown to the table makes, if any."""
    titled = False
    while part and (marks.title[part[0]] or (marks.particle[part[0]] and _small(every, part[0]))):
        titled = titled or marks.title[part[0]]
        part = part[1:]
    while part and _small(every, part[-1]) and not _tail(text, every, part[-1]):
        part = part[:-1]
    if part and marks.opening[part[0]] and _everyday(every, part, marks):
        part = part[1:]
    for piece in _pieces(part, every, marks):
        telling = tuple(every[i] for i in piece if _telling(every, marks, i))
        if telling or (len(piece) > 1 and not marks.headline):
            kind = _guess(every, piece, marks, titled)
            yield Unit(_name(text, every, piece, kind), telling)


def _pieces(part: list[int], every: list[Token], marks: Marks) -> Iterator[list[int]]:
    """The stretch itself; in a headline, where everyday words are capital, what they leave."""
    if not marks.headline:
        yield from [part] if part else []
        return
    for telling, piece in groupby(part, key=lambda i: _telling(every, marks, i)):
        if telling:
            yield list(piece)


def _everyday(every: list[Token], part: list[int], marks: Marks) -> bool:
    """Whether the first word of a sentence is capital for that reason only."""
    first = part[0]
    if marks.plain[first] or _derived(every[first], marks):
        return True
    if len(part) > 1 or every[first].acronym or first + 1 == len(every):
        return False
    return every[first + 1].key in words(f"after_noun_{marks.language}")


def _derived(word: Token, marks: Marks) -> bool:
    """Whether the affixes of a word at the start of a sentence say that it is an everyday one."""
    return not word.acronym and looks_derived(word.key, marks.language)


def _small(every: list[Token], i: int) -> bool:
    return not every[i].capital


def _telling(every: list[Token], marks: Marks, i: int) -> bool:
    """Whether a word tells a name apart: no everyday word, no particle, no number, no initial."""
    word = every[i]
    if not word.capital or len(word.text) < 2 or marks.banned[i] or word.key in _CLITIC:
        return False
    if _ROMAN.match(word.text) or marks.title[i] or marks.particle[i]:
        return False
    if word.acronym and not marks.headline and not (marks.plain[i] and len(word.text) > 5):
        return True
    if marks.headline and _derived(word, marks):
        return False
    return not marks.plain[i]


def _guess(every: list[Token], part: list[int], marks: Marks, titled: bool) -> str:
    first = every[part[0]]
    if len(part) == 1 and first.acronym:
        return "acronym"
    heads = words(f"head_{marks.language}")
    edge = part[0] if marks.language == SOURCE_LANG else part[-1]
    if every[edge].key in heads or first.key in heads:
        return "org"
    if titled:
        return "person"
    before = every[part[0] - 1].key if part[0] else ""
    if first.key in words("place_head") or before in words("place_head"):
        return "place"
    return "other"


def _name(text: str, every: list[Token], part: list[int] | range, kind: str) -> Name:
    start, end = every[part[0]].start, every[part[-1]].end
    possessive = text[start:end]
    end -= len(possessive) - len(re.sub(r"['’](?:s|S)?$", "", possessive))
    return Name(text[start:end], start, end, kind)
