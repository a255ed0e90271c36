"""Whether a sentence tells as fact what its passages only plan, allege or deem possible."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from summarizer.voices.forms import is_past, stem
from summarizer.voices.marks import Mark, Marked, marks, modality
from summarizer.voices.speech import speakers
from summarizer.voices.words import SOURCE_LANG, TARGET_LANG, Token, data, tokens, words

_OPEN = frozenset({"planned", "alleged", "possible", "hoped", "conditional", "question", "not yet"})
_WEAK = frozenset({"planned", "hoped"})
"""Classes that only the past turns into a fact: "will visit" may become "visits on Friday"."""


def hardened(sentence: str, indonesian: Sequence[str], english: Sequence[str]) -> list[str]:
    """Why a sentence is surer, or less sure, than all passages it rests on; empty where it is not.

    ``indonesian`` and ``english`` are the cited passages and their translations, in one order. A
    verb is judged where every passage that has it marks it; a mark that the translation has lost,
    where every Indonesian passage has one.
    """
    told = tokens(sentence)
    found = [*_lost(told, _held(indonesian, english))]
    found += _unanswered(told, indonesian, english)
    found += _softened(told, indonesian, english)
    return list(dict.fromkeys(found))


# --------------------------------------------------------- marks that the translation still has


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb that every passage holding it marks: its stem, the class and the words of the mark."""

    stem: str
    kind: str
    mark: str


def _held(indonesian: Sequence[str], english: Sequence[str]) -> Iterator[_Verb]:
    """The verbs that the English passages mark, where the Indonesian marks something, too."""
    verbs: dict[str, _Verb] = {}
    free: set[str] = set()
    for source, text in zip(indonesian, english, strict=False):
        classes = modality(source, SOURCE_LANG)
        every = tokens(text)
        marked = Marked(every, TARGET_LANG, negations="not yet" in classes)
        held: dict[int, Mark] = {}
        for mark in marked.marks:
            k = marked.governed(mark) if mark.kind in _OPEN else None
            if k is not None:
                held.setdefault(k, mark)
        for k, mark in held.items():
            if classes & _OPEN:
                key, phrase = stem(every[k].key), every[mark.first : mark.last]
                verbs.setdefault(key, _Verb(key, mark.kind, " ".join(t.text for t in phrase)))
        free |= {
            stem(token.key)
            for k, token in enumerate(every)
            if _done(every, k, "planned") and not marked.holds(k, _OPEN)
        }
    return (verb for key, verb in verbs.items() if key not in free)


def _lost(told: list[Token], held: Iterable[_Verb]) -> Iterator[str]:
    """The verbs that the sentence tells as done without a mark as weak as the passages'."""
    spots: dict[str, list[int]] = {}
    for k, token in enumerate(told):
        spots.setdefault(stem(token.key), []).append(k)
    plain, negated = Marked(told, TARGET_LANG), Marked(told, TARGET_LANG, negations=True)
    for verb in held:
        places = spots.get(verb.stem, [])
        marked = negated if verb.kind == "not yet" else plain
        enough = _OPEN if verb.kind in _WEAK else _OPEN - {"planned"}
        if any(marked.holds(k, enough) for k in places):
            continue
        adverb = verb.mark.lower() in words("verbs", "doubt") and verb.mark.endswith("ly")
        if places and (adverb or any(_done(told, k, verb.kind) for k in places)):
            word = told[places[0]].text
            yield f"told as fact: {word} ({verb.kind} in the notes: {verb.mark})"


def _done(every: list[Token], k: int, kind: str) -> bool:
    """Whether the verb at ``k`` is told as a fact, for a plan: as one of the past."""
    key = every[k].key
    near = {token.key for token in every[max(0, k - 3) : k]}
    if not every[k].word or near & {"to", "not"} or any(word.endswith("n't") for word in near):
        return False
    if is_past(key) or near & {"was", "were", "had", "has", "have"}:
        return kind not in _WEAK or not near & {"be", "is", "are", "being"}
    return kind in ("possible", "alleged") and (
        "will" in near or (key.endswith("s") and not key.endswith("ss"))
    )


# ------------------------------------------------------------ marks that the translation has lost


def _unanswered(
    told: list[Token], indonesian: Sequence[str], english: Sequence[str]
) -> Iterator[str]:
    """Marks of every Indonesian passage that neither a translation nor the sentence answers."""
    here = {token.key for token in told}
    there = {token.key for text in english for token in tokens(text)}
    past = any(is_past(key) for key in here)
    marked = {mark.kind for mark in marks(told, TARGET_LANG)}
    for text in english:
        marked |= modality(text, TARGET_LANG)
    for kind, ask in _asks().items():
        asking = [ask.asked(text) for text in indonesian]
        if not asking or not all(asking) or kind in marked or ask.answered(here | there):
            continue
        if past or kind in ("not yet", "denied"):
            yield f"told as fact: {kind} in the Indonesian ({asking[0]})"


@dataclass(frozen=True, slots=True)
class _Ask:
    """Indonesian words that ask for an answer, and English words and beginnings that answer."""

    strong: frozenset[str]
    words: frozenset[str]
    stems: tuple[str, ...]

    def asked(self, indonesian: str) -> str:
        """The word of a passage that asks, unless a word before it says that it may not."""
        every = tokens(indonesian)
        for mark in marks(every, SOURCE_LANG):
            near = {token.key for token in every[max(0, mark.first - 6) : mark.first]}
            if every[mark.first].key in self.strong and not near & words(SOURCE_LANG, "inner"):
                return every[mark.first].text
        return ""

    def answered(self, keys: Iterable[str]) -> bool:
        return any(
            key in self.words or key.startswith(self.stems) or key.endswith("n't") for key in keys
        )


@cache
def _asks() -> dict[str, _Ask]:
    found = {}
    for kind, row in data()["asks"].items():
        accepts = row["accepts"].split()
        stems = tuple(word[:-1] for word in accepts if word.endswith("*"))
        found[kind] = _Ask(frozenset(row["strong"].split()), frozenset(accepts), stems)
    return found


# ----------------------------------------------------------------- facts turned into speculation


def _softened(
    told: list[Token], indonesian: Sequence[str], english: Sequence[str]
) -> Iterator[str]:
    """Words of doubt in the sentence where no passage marks anything."""
    doubts = words("verbs", "doubt")
    doubt = [m for m in marks(told, TARGET_LANG) if told[m.first].key in doubts]
    if not doubt or not indonesian:
        return
    sources = [(text, SOURCE_LANG) for text in indonesian] + [(t, TARGET_LANG) for t in english]
    if any(modality(text, language) for text, language in sources):
        return
    word = told[doubt[0].first].text
    # "reportedly" may stand for "according to the army".
    if word.lower() in words("verbs", "hearsay") and any(speakers(*source) for source in sources):
        return
    yield f"told as speculation: {word} is in none of the notes"
