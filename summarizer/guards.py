"""Guards of a translation: what speaks against an English sentence for an Indonesian one."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from summarizer.dates import told_as_clock, told_as_now
from summarizer.hedges import lost_hedges, made_up_hedges
from summarizer.matters import lost_of, made_up
from summarizer.mends import mended
from summarizer.names import Glossary, builtin_glossary, invented, lost
from summarizer.negation import negation
from summarizer.opposites import courses, opposites
from summarizer.quantities import mismatches, without_conversions

MIN_RATIO, MAX_RATIO, RATIO_FLOOR = 0.55, 2.0, 20
"""Length of the English over the Indonesian, in characters, outside which content was lost or
made up; below RATIO_FLOOR Indonesian characters ratios say nothing. Of 1,000 human pairs of the
development corpus 11 are shorter than 0.55, all of them free summaries, and none longer than 2."""


def failures(indonesian: str, english: str, glossary: Glossary | None = None) -> tuple[str, ...]:
    """What the guards hold against a translation, each as ``guard: what``; empty when nothing.

    Without a glossary, the built-in one is asked.
    """
    if not english.strip():
        return ("empty: no translation",)
    found = [(name, what) for name, guard in GUARDS.items() for what in guard(indonesian, english)]
    told = {what.removesuffix(" missing") for name, what in found if name == "name"}
    terms = (builtin_glossary() if glossary is None else glossary).missing(indonesian, english)
    return (
        *(f"{name}: {what}" for name, what in found),
        *(f"term: {term} missing" for term in terms if term not in told),
    )


def corrected(indonesian: str, english: str, glossary: Glossary) -> str:
    """A translation with the glossary's terms put into English, and without what it made up:
    conversions, and a "Mr" or "Mrs" of its own (the Indonesian seldom tells a man from a woman).
    A decimal comma that it copied ("42,7 metres") becomes a point; ``mends`` has the rest.

    What can be mended by code need not be asked for again.
    """
    plain = english if _ADDRESS.search(indonesian) else _HONORIFIC.sub("", english)
    for copied in _DECIMAL.findall(plain):
        if copied in indonesian:
            plain = plain.replace(copied, copied.replace(",", "."))
    plain = mended(indonesian, plain)
    return glossary.applied(indonesian, without_conversions(indonesian, plain))


_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d{1,2}(?![\d.,])")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? (?=[A-Z])")
_ADDRESS = re.compile(
    r"\b(?:Pak|Bapak|Bu|Ibu(?! ?kota)|Tuan|Nyonya|Nona|Mr|Mrs|Ms|Miss)\b", re.IGNORECASE
)


def _form(indonesian: str, english: str) -> list[str]:
    """Copied source, runaway repetition, content lost or made up."""
    ratio = len(english) / len(indonesian) if len(indonesian) >= RATIO_FLOOR else 1.0
    return [
        *(["copied"] if _copied(indonesian, english) else []),
        *(f"untranslated {word}" for word in dict.fromkeys(_INDONESIAN.findall(english))),
        *(["repetition"] if _repeated(indonesian, english) else []),
        *([f"length ratio {ratio:.2f}"] if not MIN_RATIO <= ratio <= MAX_RATIO else []),
    ]


# Countries that no English sentence calls so: of 36,000 written pairs none does.
_INDONESIAN = re.compile(
    r"\b(?:Afsel|Belanda|Inggris|Jepang|Jerman|Korsel|Korut|Mesir|Norwegia|Perancis|Polandia"
    r"|Prancis|Rusia|Selandia|Spanyol|Suriah|Swedia|Tiongkok|Turki|Ukraina|Yordania|Yunani)\b"
)


def _negation(indonesian: str, english: str) -> list[str]:
    found = negation(indonesian, english)
    return [found] if found else []


def _names(indonesian: str, english: str) -> list[str]:
    return [
        *(f"{name} missing" for name in lost(indonesian, english)),
        *(f"{name} not in the source" for name in invented(indonesian, english)),
    ]


def _time(indonesian: str, english: str) -> list[str]:
    made_up = [f"{clock} not in the source" for clock in told_as_clock(indonesian, english)]
    return [*made_up, *(f"{was} -> {now}" for was, now in told_as_now(indonesian, english))]


def _opposite(indonesian: str, english: str) -> list[str]:
    found = [*opposites(indonesian, english), *courses(indonesian, english)]
    return [f"{was} -> {now}" for was, now in found]


def _hedge(indonesian: str, english: str) -> list[str]:
    gone = [f"{word} missing" for word, _ in lost_hedges(indonesian, english)]
    return [*gone, *(f"{word} not in the source" for word in made_up_hedges(indonesian, english))]


def _matter(indonesian: str, english: str) -> list[str]:
    gone = [f"{word} missing" for word in lost_of(indonesian, english)]
    return [*(f"{word} not in the source" for word in made_up(indonesian, english)), *gone]


def _quotation(indonesian: str, english: str) -> list[str]:
    """Quotation marks are a fact: whose word "special military operation" is."""
    there, here = (bool(_QUOTED.search(text)) for text in (indonesian, english))
    return [] if there == here else ["lost" if there else "made up"]


# Behind a euro sign a mark is part of a dash that was decoded wrongly.
_QUOTED = re.compile(r"(?<!€)[\"“”«»]|(?<!\w)[‘'](?=\w)[^‘’']+[’'](?!\w)")


def _copied(indonesian: str, english: str) -> bool:
    words = _words(indonesian)
    if len(words) < 5:
        return False
    # Counted, not compared place by place: one word put in front must not hide a copy.
    shared = (_pairs(words) & _pairs(_words(english))).total()
    return shared > 0.5 * (len(words) - 1)


def _repeated(indonesian: str, english: str) -> bool:
    words = _words(english)
    threes = list(zip(words, words[1:], words[2:], strict=False))
    source = _words(indonesian)
    repeated = len(threes) - len(set(threes))
    natural = max(0, len(source) - len(set(source)))
    return repeated > max(3, natural, len(threes) // 5)


def _words(text: str) -> list[str]:
    return text.casefold().split()


def _pairs(words: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(words))


def agreement(english: str, other: str) -> float:
    """chrF (Popovic 2015) of one translation against another, 0 to 100."""
    from sacrebleu.metrics import CHRF  # a quarter of a second, where there is something to retry

    return float(CHRF().sentence_score(english, [other]).score)


GUARDS: Mapping[str, Callable[[str, str], list[str]]] = {
    "form": _form,
    "quantity": mismatches,
    "negation": _negation,
    "name": _names,
    "time": _time,
    "opposite": _opposite,
    "hedge": _hedge,
    "matter": _matter,
    "quotation": _quotation,
}
"""Guards by name: (Indonesian, English) -> what is wrong, in words."""
