"""Whether a sentence gives what one does to another: actors of English verbs, by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.names import Name, invented, names
from summarizer.voices.attribution import opposed, same_government
from summarizer.voices.forms import is_past, stem
from summarizer.voices.words import TARGET_LANG, Token, tokens, words

_MOST = 20
"""Verbs of a sentence that are judged, and passages' verbs that one is compared with."""
_CLAUSE = 300
"""Letters before a verb in which its subject may stand."""
_OBJECT = 80
"""Letters behind a verb in which its object may stand."""


def subject_swapped(sentence: str, english: Sequence[str]) -> list[str]:
    """Why a name of a sentence does not do, or undergo, what the English passages say; or nothing.

    A verb is judged only where each place that has it in the passages gives it another name, and
    none has this one before it: "worried: Moscow, but the notes say Washington".
    """
    told = [deed for deed in _deeds(sentence, 0) if deed.stem not in _mutual()][:_MOST]
    if not told:
        return []
    known: dict[str, list[_Deed]] = {}
    for n, text in enumerate(english):
        for deed in _deeds(text, n):
            known.setdefault(deed.stem, []).append(deed)
    count: dict[str, int] = {}
    for token in (token for text in english for token in tokens(text) if not token.capital):
        count[stem(token.key)] = count.get(stem(token.key), 0) + 1
    found = []
    for deed in told:
        there = known.get(deed.stem, [])[:_MOST]
        others = [other for other in there if other.role == deed.role]
        everywhere = count.get(deed.stem, 0) == len({(o.passage, o.place) for o in there})
        if others and everywhere and not any(_may_be(deed.name, o, english) for o in others):
            found.append(f"{deed.verb}: {deed.name}, but the notes say {others[0].name}")
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb with a name: who does it (``agent``) or whom it happens to (``patient``).

    ``place`` is where the verb begins in its text, ``passage`` the number of that text; ``behind``
    tells that the name stands behind the verb.
    """

    name: str
    role: str
    stem: str
    verb: str
    passage: int
    place: int
    behind: bool


@cache
def _mutual() -> frozenset[str]:
    """Stems of verbs that hold both ways: A meets B, B meets A."""
    return frozenset(map(stem, words("verbs", "mutual")))


@cache
def _feelings() -> frozenset[str]:
    """Stems of verbs whose subject, where they have no object, feels what they say."""
    return frozenset(map(stem, words("verbs", "feelings")))


def _deeds(text: str, passage: int) -> Iterator[_Deed]:
    """The verbs of a text that have a name right before them, behind them or behind "by"."""
    every = tokens(text)
    starts = {name.start: name for name in names(text, TARGET_LANG)}
    ends = {name.end: name for name in starts.values()}
    for k, token in enumerate(every):
        name = ends.get(token.end)
        roles: list[tuple[str, Name, Token]] = []
        if name is not None:
            first = _first(every, k, name)
            if first == 0 or every[first - 1].key not in _not_before():
                roles += _roles(every, k, name, starts)
        elif stem(token.key) in _feelings() and (felt := _name_at(every, k + 1, starts)):
            roles.append(("patient", felt, token))
        for role, who, verb in roles:
            behind = who.start > verb.start
            yield _Deed(who.text, role, stem(verb.key), verb.text, passage, verb.start, behind)


def _first(every: list[Token], k: int, name: Name) -> int:
    """The first token of the name whose last one is at ``k``."""
    while k > 0 and every[k - 1].start >= name.start:
        k -= 1
    return k


@cache
def _not_before() -> frozenset[str]:
    """Words before a name that is no subject: "the mayor of Palu said", "Kim and Putin met"."""
    return words(TARGET_LANG, "prepositions") | words("verbs", "no_subject")


def _roles(
    every: list[Token], k: int, name: Name, starts: dict[int, Name]
) -> Iterator[tuple[str, Name, Token]]:
    """Who does and who undergoes the verb behind the name whose last word is at ``k``."""
    v, passive, helped = k + 1, False, False
    while v < len(every) and v - k < 5 and _helps(every[v]):
        passive = passive or every[v].key in words(TARGET_LANG, "be")
        helped = helped or every[v].key in words(TARGET_LANG, "auxiliaries")
        v += 1
    if v >= len(every) or not _is_verb(every[v], helped):
        return
    verb = every[v]
    passive = passive and not verb.key.endswith("ing")
    by = passive and v + 1 < len(every) and every[v + 1].key == "by"
    behind = None if passive and not by else _name_at(every, v + 1 + by, starts)
    feels = stem(verb.key) in _feelings() and behind is None
    yield ("patient" if passive or feels else "agent"), name, verb
    if behind is not None:
        yield ("agent" if passive else "patient"), behind, verb


def _name_at(every: list[Token], k: int, starts: dict[int, Name]) -> Name | None:
    """The name that stands at ``k``, an article before it allowed."""
    k += k < len(every) and every[k].key in ("the", "a", "an")
    return starts.get(every[k].start) if k < len(every) else None


def _helps(token: Token) -> bool:
    """Whether a word may stand between a name and its verb."""
    lists = (words(TARGET_LANG, name) for name in ("skip", "auxiliaries"))
    adverb = token.key.endswith("ly") and len(token.key) > 4
    return not token.capital and (adverb or any(token.key in one for one in lists))


def _is_verb(token: Token, helped: bool) -> bool:
    """Whether a word behind a name is its verb, by its form."""
    if token.capital or not token.key.isalpha() or len(token.key) < 3:
        return False
    if token.key in words("verbs", "light") or token.key in words(TARGET_LANG, "people"):
        return False
    return is_past(token.key) or helped or (token.key[-1] == "s" and token.key[-2] != "s")


def _may_be(name: str, other: _Deed, english: Sequence[str]) -> bool:
    """Whether a name may be the one of a passage's verb, or stands on its side of that verb."""
    apart = opposed(name, other.name)
    pairs = ((other.name, name), (name, other.name))
    if not apart and any(not invented(a, b, TARGET_LANG) for a, b in pairs):
        return True
    if same_government(name, other.name):
        return True
    text, at = english[other.passage], other.place
    near = text[at : at + _OBJECT] if other.behind else text[max(0, at - _CLAUSE) : at]
    return name in near if apart else not invented(near, name, TARGET_LANG)
