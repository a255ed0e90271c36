"""Who "he" is: a claim that opens with a pronoun gets the name from the sentence before it.

In its article "Menurutnya, ..." stands behind what the same person said; in the brief it stands
behind another article, and its reader would give the words to whoever was named there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.data import Claim, Passage, Removed, Sentence
from summarizer.names import invented, names
from summarizer.persons import with_name
from summarizer.voices import speakers
from summarizer.wording import BY_SOMEBODY

FURTHEST = 3
"""Sentences between the pronoun and the name, at most: "Ia menambahkan", "Menurutnya" again."""

_SOMEBODY = frozenset("he she him her".split())
DIA = frozenset("ia dia beliau nya".split())
"""Indonesian pronouns of one person."""

_BY = re.compile(rf"\b(?={BY_SOMEBODY}\b)(?P<who>\w+)", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:As reported on [^,]+, )?(?:he|his|she|her|it|its|they|their|these|those)\b", re.IGNORECASE
)
_EXPLETIVE = re.compile(
    r"(?:As reported on [^,]+, )?it (?:is|was|has|had|can|could|will|would|may|might|must|remains"
    r"|seems|appears|cannot)\b.*\b(?:that|if|whether|how|who|why|what|when|where|to)\b",
    re.IGNORECASE,
)
"""What opens with an empty "it": "It is not yet clear whether"."""
_QUOTED = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")


def named(
    claims: Sequence[Claim], passages: Sequence[Passage], leans: Callable[[Passage], bool]
) -> tuple[list[Claim], list[Removed]]:
    """The claims, each pronoun that nothing before it explains told by its name, and the others.

    A pronoun is explained where the claim before it, in the same section, cites the sentence that
    stands before it in its article. Else the speaker of that sentence is named, which is cited too;
    where nobody is named there, the claim is removed. ``passages`` are all, article by article;
    ``leans`` tells of one whether it needs the sentence before it.
    """
    known = {passage.sentence: passage for passage in passages if passage.trusted}
    behind = dict(_neighbours(passages))
    kept: list[Claim] = []
    removed: list[Removed] = []
    for claim in claims:
        open_ = _unexplained(claim, leans)
        before = open_ and behind.get(open_.passage.sentence)
        if open_ is None or (kept and before and _tells(kept[-1], before, claim.section)):
            kept.append(claim)
            continue
        found = open_.speaks and _speaker(open_.passage, known, behind)
        told = _told(claim, open_, *found) if found else None
        if told:
            kept.append(told)
        else:
            reason = f"nothing before it says who or what “{open_.word(claim)}” is"
            removed.append(Removed(claim.text, reason, claim.citations))
    return kept, removed


@dataclass(frozen=True, slots=True)
class _Open:
    """A pronoun of a claim, ``[start, end)``, the passage it comes from, and whether it speaks."""

    passage: Passage
    start: int
    end: int
    speaks: bool

    def word(self, claim: Claim) -> str:
        return claim.text[self.start : self.end]


def _neighbours(passages: Sequence[Passage]) -> Iterator[tuple[Sentence, Sentence]]:
    """Each sentence with the one before it in its article."""
    for one, then in pairwise(passage.sentence for passage in passages):
        if then.follows(one):
            yield then, one


def _unexplained(claim: Claim, leans: Callable[[Passage], bool]) -> _Open | None:
    """The pronoun of a claim that the claim itself does not explain."""
    bare = _unquoted(claim.text)
    passage = _source(claim)
    spoken = {s.name.casefold() for s in speakers(passage.sentence.text, "id")}
    for start, end in _pronouns(bare):
        if not names(bare[:start], "en") and spoken & DIA:
            return _Open(passage, start, end, True)
    opening = _OPENING.match(claim.text)
    if opening and leans(passage) and not _EXPLETIVE.match(claim.text):
        start = opening[0].rfind(" ") + 1
        return _Open(passage, start, opening.end(), False)
    return None


def _unquoted(text: str) -> str:
    """The text, blank where it quotes, so that offsets stay."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def _source(claim: Claim) -> Passage:
    """The passage that a claim opens with."""
    opening = claim.text.partition(" ")[0]
    cited = claim.passages
    return next((p for p in cited if p.english.partition(" ")[0] == opening), cited[0])


def _pronouns(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the pronouns that speak in an English sentence, in order."""
    found = {(s.start, s.end) for s in speakers(text, "en")}
    found |= {by.span("who") for by in _BY.finditer(text)}
    for start, end in sorted(found):
        if text[start:end].casefold() in _SOMEBODY:
            yield start, end


def _tells(claim: Claim, sentence: Sentence, section: str) -> bool:
    return claim.section == section and any(p.sentence == sentence for p in claim.passages)


def _speaker(
    passage: Passage, known: dict[Sentence, Passage], behind: dict[Sentence, Sentence]
) -> tuple[str, list[Passage]] | None:
    """The English name of who speaks before a passage, and the passages up to the name."""
    way: list[Passage] = []
    here = passage.sentence
    while len(way) < FURTHEST and (before := behind.get(here)) and (one := known.get(before)):
        way.insert(0, one)
        voices = {s.name for s in speakers(_unquoted(one.sentence.text), "id")}
        said = [name for name in voices if name.casefold() not in DIA]
        told = set(_speakers(one.english))
        if said or told:
            if len(said) != 1 or len(told) != 1:
                return None
            (name,) = told
            return (name, way) if names(name, "en") and not invented(said[0], name) else None
        others = (name.kind not in ("place", "org") for name in names(one.sentence.text, "id"))
        if not voices and any(others):
            return None
        here = before
    return None


def _speakers(english: str) -> Iterator[str]:
    """Those that speak in a sentence by their names, with "the" where it stands before them."""
    bare = _unquoted(english)
    for speaker in speakers(bare, "en"):
        if speaker.name.casefold() not in _SOMEBODY:
            article = "the " if bare[: speaker.start].casefold().endswith("the ") else ""
            yield article + speaker.name


def _told(claim: Claim, open_: _Open, name: str, way: Sequence[Passage]) -> Claim | None:
    """The claim with the name in place of the pronoun, citing where the name stands."""
    reason = f"“{open_.word(claim)}” is {name}, who speaks before it"
    return with_name(claim, (open_.start, open_.end), name, way, reason)
