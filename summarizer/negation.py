"""Whether an English sentence lost or added a negation of the Indonesian one.

Plain negators are counted on both sides, with the words that may stand for one ("failed", "unable",
"lack"). It is a guard, so it prefers silence: a negator that has several readings asks for nothing.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import zip_longest

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[0-9]+|[.?]")
_PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they", "there"})
_AFFIXED = ("in", "im", "il", "ir", "dis")


def negation(indonesian: str, english: str) -> str | None:
    """What happened: ``"negation lost (tidak)"``, ``"negation added (not)"``, or None if nothing.

    Compares how often the two sentences negate. Linear in the length of the texts.
    """
    words = _words()
    source = _count(indonesian, words.id_strong, words.id_open)
    target = _count(english, words.en_strong, words.en_open)
    surplus = len(source.asked) - len(target.asked)
    if not source.asked and not target.asked:
        return None
    lexical = _surplus(english, indonesian, words.lost)
    if surplus > 0:
        explained = max(0, target.open - source.open) + lexical
        return f"negation lost ({source.asked[0]})" if surplus > explained else None
    # "was not unaware" for "tahu": the word that stands for a negator counts with the plain ones.
    if target.asked and lexical > surplus:
        explained = max(0, source.open - target.open) + _surplus(indonesian, english, words.added)
        return f"negation added ({target.asked[0]})" if lexical - surplus > explained else None
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    asked: list[str]
    open: int


@dataclass(frozen=True, slots=True)
class _Class:
    """Words that may stand for a negator, and words of the other language that answer for them."""

    explains: "_List"
    answers: "_List"
    affixes: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """Words and pairs of words as they stand, and beginnings of words."""

    exact: frozenset[str]
    stems: tuple[str, ...]

    def count(self, tokens: list[str]) -> int:
        pairs = zip_longest(tokens, tokens[1:], fillvalue="")
        return sum(
            word in self.exact or f"{word} {after}" in self.exact or word.startswith(self.stems)
            for word, after in pairs
        )


@dataclass(frozen=True, slots=True)
class _Words:
    id_strong: frozenset[str]
    en_strong: frozenset[str]
    id_open: frozenset[str]
    en_open: frozenset[str]
    lost: tuple[_Class, ...]
    added: tuple[_Class, ...]
    affixes: dict[str, _List]


@cache
def _words() -> _Words:
    source = resources.files("summarizer").joinpath("lang", "negation.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return _Words(
        id_strong=frozenset(data["id"]["strong"]),
        en_strong=frozenset(data["en"]["strong"]),
        id_open=frozenset(data["id"]["open"]),
        en_open=frozenset(data["en"]["open"]),
        lost=tuple(
            _Class(_list(t["en"]), _list(t["id"]), "explains" if name == "affix" else "")
            for name, t in data["lost"].items()
        ),
        added=tuple(
            _Class(_list(t["id"]), _list(t["en"]), "answers" if name == "ketidak" else "")
            for name, t in data["added"].items()
        ),
        affixes={name: _list(words) for name, words in data["affixes"].items()},
    )


def _list(words: list[str]) -> _List:
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return _List(frozenset(word for word in words if not word.endswith("*")), stems)


def _tokens(text: str) -> list[str]:
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def _count(text: str, strong: frozenset[str], opened: frozenset[str]) -> _Found:
    """The negators of a sentence: those that ask for one in translation, and how many others."""
    tokens = [*_tokens(text), "", "", ""]
    asked = list[str]()
    free = i = 0
    while i < len(tokens) - 3:
        phrases = {" ".join(tokens[i : i + n]): n for n in (1, 2, 3)}
        held = max((n for phrase, n in phrases.items() if phrase in opened), default=0)
        if held:  # "bukan tidak" holds two
            inside = sum(_negates(tokens, k, strong) for k in range(i, i + held))
            free, i = free + max(inside, 1), i + held
        elif _negates(tokens, i, strong) and not (asked and tokens[i] == "neither"):
            asked.append(tokens[i])
            i += 1
        else:
            free, i = free + (tokens[i] in ("nor", "neither")), i + 1
    return _Found(asked, free)


def _negates(tokens: list[str], i: int, strong: frozenset[str]) -> bool:
    word, after = tokens[i], tokens[i + 1]
    if tokens[i + 2] == "?" and after in _PRONOUNS:  # "isn't it?"
        return False
    if word == "no":  # "Law No. 14", "No 5"
        return "no" in strong and after != "." and not after.isdigit()
    if f"{word} {after}" in strong:
        return "not" not in tokens[max(0, i - 4) : i]
    return word in strong or (word.endswith("n't") and "not" in strong)


def _surplus(text: str, other: str, classes: tuple[_Class, ...]) -> int:
    """How many words of a text may stand for a negator and are not answered in the other text."""
    tokens, others = _tokens(text), _tokens(other)
    total = 0
    for group in classes:
        explains, answers = group.explains.count(tokens), group.answers.count(others)
        if group.affixes == "explains":
            explains += sum(map(_is_affixed, tokens))
        elif group.affixes == "answers":
            answers += sum(map(_is_affixed, others))
        total += max(0, explains - answers)
    return total


def _is_affixed(word: str) -> bool:
    """Whether a prefix or -less negates the English word."""
    lists = _words().affixes
    if word.startswith("un") and len(word) > 4:
        return not lists["not_un"].count([word])
    if word.endswith("less") and len(word) > 6:
        return not lists["not_less"].count([word])
    if word.startswith("non") and len(word) > 5:
        return not lists["not_non"].count([word])
    return word.startswith(_AFFIXED) and bool(lists["negative"].count([word]))
