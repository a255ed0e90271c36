"""Which names of one text the other does not carry."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from summarizer.names.find import Unit, units
from summarizer.names.spelling import alike, fold
from summarizer.names.table import SOURCE_LANG, Hit, Token, entries, hits, tokens, words
from summarizer.names.vocabulary import ordinary

TARGET_LANG = "en"


@dataclass(frozen=True)
class _Side:
    """A text as it is compared."""

    language: str
    units: list[Unit]
    words: list[Token]
    hits: list[Hit]

    @cached_property
    def rows(self) -> set[int]:
        return {row for hit in self.hits for row in hit.rows}

    @cached_property
    def known(self) -> set[str]:
        """The words in small letters that forms of the table cover."""
        return {word.key for hit in self.hits for word in self.words[hit.first : hit.last]}

    @cached_property
    def keys(self) -> set[str]:
        return {word.key for word in self.words}

    @cached_property
    def pairs(self) -> set[str]:
        """Neighbouring words written as one: "Pulo Gebang", "Pulogebang"."""
        return {one.key + other.key for one, other in pairwise(self.words)}

    @cached_property
    def acronyms(self) -> set[str]:
        return {word.key for word in self.words if word.acronym}

    @cached_property
    def unknown(self) -> set[str]:
        """Capital words, in small letters, that neither the table nor the lists have."""
        capital = {word.key for word in self.words if word.capital} - self.known
        return {key for key in capital if not ordinary(key, self.language)}

    def initials(self, size: int) -> set[str]:
        return _initials(self.words, size)


@lru_cache(maxsize=64)
def _side(text: str, language: str) -> _Side:
    every = tokens(text)
    return _Side(language, units(text, language), every, hits(every, language))


def lost(indonesian: str, english: str) -> list[str]:
    """Names and acronyms of the Indonesian that the English carries in no accepted form."""
    return _missing(_side(indonesian, SOURCE_LANG), _side(english, TARGET_LANG))


def invented(indonesian: str, english: str, language: str = SOURCE_LANG) -> list[str]:
    """Names of the English that the Indonesian does not hold.

    With ``language="en"`` the first text is English, too: evidence in translation.
    """
    return _missing(_side(english, TARGET_LANG), _side(indonesian, language))


def _missing(here: _Side, there: _Side) -> list[str]:
    once = {(unit.name.text, tuple(w.key for w in unit.words)): unit for unit in here.units}
    found = [text for unit in once.values() for text in _left_out(unit, here, there)]
    return list(dict.fromkeys(found))


def _left_out(unit: Unit, here: _Side, there: _Side) -> list[str]:
    """What of a name the other text does not carry: nothing, the whole name or single words."""
    if unit.hit is not None and unit.hit.rows & there.rows:
        return []
    if _abbreviated(unit, there):
        return []
    if unit.hit is not None:
        carried = _spelt(unit, there) or _misspelt(unit, unit.hit, there)
        return [] if carried or _translated(unit.hit, here, there) else [unit.name.text]
    if "".join(word.key for word in unit.words) in there.keys:
        return []
    missing = [word.text for word in unit.words if not _word_carried(word, here, there)]
    return [unit.name.text] if missing and len(missing) == len(unit.words) else missing


def _spelt(unit: Unit, there: _Side) -> bool:
    """Whether the other text has the same words, "Maoists" taken for "Maoist".

    A long name may lack its head word: "Korean Central News (Agency)".
    """
    others = [word for word in there.words if word.acronym or not unit.words[0].acronym]
    keys = [_stem(word) for word in others]
    heads = words(f"head_{TARGET_LANG}")
    telling = [word for word in unit.words if word.key not in heads]
    wanted = [_stem(word) for word in (telling if len(telling) > 1 else unit.words)]
    return any(keys[i : i + len(wanted)] == wanted for i in range(len(keys) - len(wanted) + 1))


def _stem(word: Token) -> str:
    return fold(word.key.removesuffix("s") if len(word.key) > 3 else word.key)


def _translated(hit: Hit, here: _Side, there: _Side) -> bool:
    """Whether a name in an institution's is carried and the rest of it is everyday words."""
    if any(entries()[row].section != "institution" for row in hit.rows):
        return False
    inside = [
        other
        for other in here.hits
        if other is not hit and hit.first <= other.first and other.last <= hit.last
    ]
    named = {i for o in inside if o.rows & there.rows for i in range(o.first, o.last)}
    rest = [here.words[i].key for i in range(hit.first, hit.last) if i not in named]
    return bool(named) and all(ordinary(key, here.language) for key in rest)


def _misspelt(unit: Unit, hit: Hit, there: _Side) -> bool:
    """Whether the other text has a word of no meaning in its place: "Australis", "Lenanon"."""
    if len(unit.words) > 1:
        return False
    forms = [unit.words[0].key, *_one_word_forms(hit.rows, there.language)]
    if there.language == SOURCE_LANG and any(len(f) > 3 and f in there.keys for f in forms):
        return True
    return any(alike(form, key) for form in forms for key in there.unknown)


def _one_word_forms(rows: Iterable[int], language: str) -> list[str]:
    """Forms of some rows in a language that are one word, in small letters."""
    found = []
    for row in rows:
        entry = entries()[row]
        forms = entry.indonesian if language == SOURCE_LANG else entry.english
        found += [form.lower() for form in forms if " " not in form and form.istitle()]
    return found


def _word_carried(word: Token, here: _Side, there: _Side) -> bool:
    if word.acronym and _acronym_carried(word, here, there):
        return True
    if word.key in there.keys or word.key in there.pairs:
        return True
    if any(alike(word.key, key) for key in there.keys):
        return True
    return any(alike(word.key, form) for form in _one_word_forms(there.rows, here.language))


def _acronym_carried(word: Token, here: _Side, there: _Side) -> bool:
    """Whether an acronym is there, in another order of letters or spelt out, or spelt out here."""
    letters = sorted(word.key)
    if any(sorted(key) == letters for key in there.acronyms):
        return True
    return word.key in there.initials(len(word.key)) or _spelt_out_here(word, here)


def _spelt_out_here(word: Token, here: _Side) -> bool:
    """Whether an acronym stands beside its own words: "Badan Pengawas (BP)"."""
    size = len(word.key)
    named = [other for other in here.words if other.capital and not other.acronym]
    if size > 2 and word.key in _initials(named, size):
        return True
    spot = here.words.index(word)
    around = (here.words[max(0, spot - size - 2) : spot], here.words[spot + 1 : spot + size + 3])
    return any(word.key in _initials(part, size) for part in around)


def _abbreviated(unit: Unit, there: _Side) -> bool:
    """Whether the other text has a name by its first letters only."""
    letters = "".join(word.key[0] for word in tokens(unit.name.text))
    return len(letters) > 2 and letters in there.acronyms


def _initials(part: list[Token], size: int) -> set[str]:
    small = words("small")
    found: set[str] = set()
    for kept in (part, [word for word in part if word.key not in small]):
        firsts = "".join(word.key[0] for word in kept)
        found.update(firsts[i : i + size] for i in range(len(firsts) - size + 1))
    return found


def usual(name: str) -> str:
    """The English form to write for an Indonesian name of the table, or an empty string."""
    return next((e.english[0] for e in entries() if name in e.indonesian), "")


def accepted(name: str) -> tuple[str, ...]:
    """All English forms of an Indonesian name of the table, the usual ones first."""
    every = (form for entry in entries() if name in entry.indonesian for form in entry.english)
    return tuple(dict.fromkeys(every))


def meaning(acronym: str) -> str:
    """What an Indonesian acronym of the table means, for readers: BNPB is the National Disaster
    Management Agency. Empty where the table does not know it or it stands for nothing else.
    """
    for entry in entries():
        if acronym in entry.indonesian:
            return next((form for form in entry.english if _explains(form, acronym)), "")
    return ""


def _explains(form: str, acronym: str) -> bool:
    return not form.replace(".", "").isupper() and fold(form.lower()) != fold(acronym.lower())
