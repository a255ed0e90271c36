"""Drafts -> claims: what a sentence says must stand in its passages, or the passage speaks itself.

What is checked here is mechanical: values, names and negation against the English passages and
against the Indonesian behind them, and form. A sentence that passes is still ``unverified``: its
support is not scored yet.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.data import Citation, Claim, Draft, Group, Passage, Removed
from summarizer.names import invented
from summarizer.quantities import mismatches
from summarizer.voices import hardened, misattributed, subject_swapped

MAX_WORDS = 60
"""A longer sentence is a list of the notes, not one fact."""

NEW_WORDS = 0.25
"""Share of content words that the passages do not use above which a sentence strays: a writer of
1.5B turned "believe Putin will ask" into "predict Putin will seek to aid an invasion"."""

REPEATS = 0.85
"""Share of its content words in an earlier claim at which a claim only repeats it."""


def problems(draft: Draft, whole: bool = True) -> tuple[str, ...]:
    """What is wrong with the writer's sentence, in words it can be told; empty where nothing is.

    ``whole``: a sentence from one passage must hold all of its values; a headline need not.
    """
    text = draft.text.strip()
    if not text:
        return ("the answer was empty",)
    english = " ".join(p.english for p in draft.group.passages)
    indonesian = "\n".join(p.sentence.text for p in draft.group.passages)
    found = []
    strange = sorted(set(_numbers(text)) - set(_numbers(english)))
    strange += [reason for reason in mismatches(indonesian, text) if MADE_UP.search(reason)]
    if whole and len(draft.group.passages) == 1:
        missing = [reason for reason in mismatches(indonesian, text) if not MADE_UP.search(reason)]
        if missing:
            found.append("values of the note that are left out: " + ", ".join(missing))
    if strange:
        found.append("values that are not in the notes: " + ", ".join(strange))
    known = {word.casefold() for word in WORD.findall(english)}
    unknown = sorted({*_names(text)} - known) + invented(indonesian, text)
    if unknown:
        found.append("names that are not in the notes: " + ", ".join(unknown))
    if _negated(text) and not _negated(english):
        found.append("a 'not' that is not in the notes")
    if all(_negated(p.english) for p in draft.group.passages) and not _negated(text):
        found.append("the 'not' of the notes is missing")
    new = sorted(_content(text) - _content(english))
    if len(new) > NEW_WORDS * len(_content(text)):
        found.append("words that the notes do not use: " + ", ".join(new))
    found += _voices(text, draft.group.passages)
    if len(text.split()) > MAX_WORDS:
        found.append(f"more than {MAX_WORDS} words")
    if TALK.search(text):
        found.append("talk about the notes instead of their fact")
    return tuple(found)


def _voices(text: str, passages: Sequence[Passage]) -> list[str]:
    """Who says it, who does it and how surely, other than in the passages."""
    indonesian, english = [p.sentence.text for p in passages], [p.english for p in passages]
    told = {
        "who says it": misattributed(text, indonesian, english),
        "how sure it is": hardened(text, indonesian, english),
        "who does it": subject_swapped(text, english),
    }
    return [f"{what}: {', '.join(reasons)}" for what, reasons in told.items() if reasons]


def attest(draft: Draft, whole: bool = True) -> Claim:
    """The claim of a draft: the writer's sentence where it passes, else the best passage's own.

    A written sentence cites the passages that hold enough of its words to be what it rests on; a
    verbatim one cites the passage that it is.
    """
    wrong = problems(draft, whole)
    if not wrong:
        held = _holding(draft.text, draft.group.passages)
        return Claim(plain(draft.text), cite(held), draft.group.section)
    best = draft.group.passages[0]
    reason = "verbatim, because the written sentence had " + "; ".join(wrong)
    return Claim(plain(best.english), cite([best]), draft.group.section, reason=reason)


def attest_all(drafts: Sequence[Draft]) -> list[Claim]:
    """The claims of the drafts in order, and no article of the drafts left unheard.

    Where the sentence of a merged group rests on fewer articles than the group has, and no other
    claim cites such an article, its own passage follows the sentence word for word.
    """
    claims = [attest(draft) for draft in drafts]
    heard = {c.article for claim in claims for c in claim.citations}
    told = []
    for draft, claim in zip(drafts, claims, strict=True):
        told.append(claim)
        for passage in draft.group.passages:
            if passage.sentence.article not in heard:
                heard.add(passage.sentence.article)
                reason = "verbatim, because no other sentence cites its source"
                section = draft.group.section
                told.append(Claim(plain(passage.english), cite([passage]), section, reason=reason))
    return told


def _holding(text: str, passages: Sequence[Passage]) -> list[Passage]:
    words = _content(text)
    shares = [len(words & _content(p.english)) / max(1, len(words)) for p in passages]
    enough = min(HOLDS, max(shares))
    return [p for p, share in zip(passages, shares, strict=True) if share >= enough]


HOLDS = 0.4
"""Share of a sentence's content words that a cited passage holds at least."""


def distinct(claims: Sequence[Claim]) -> tuple[list[Claim], list[Removed]]:
    """Claims that say something new, in order, and those that only repeat an earlier one.

    A repetition stays where it alone cites an article.
    """
    kept: list[Claim] = []
    removed: list[Removed] = []
    for n, claim in enumerate(claims):
        twin = next((k for k in kept if _adds_nothing(claim.text, k.text)), None)
        others = {c.article for other in (*kept, *claims[n + 1 :]) for c in other.citations}
        if twin is None or not {c.article for c in claim.citations} <= others:
            kept.append(claim)
        else:
            removed.append(Removed(claim.text, f"repeats: {twin.text}", claim.citations))
    return kept, removed


TITLE_WORDS = 16
"""A longer headline is a sentence."""


def title_of(draft: Draft, groups: Sequence[Group]) -> Claim:
    """The best passage that is short enough for a headline, else the written one.

    In that order, because what a headline gets wrong no word check sees: of "fired two missiles
    while its leader was in Russia" the embedded writer made "fires two missiles in Russia".
    It cites what it rests on.
    """
    ranked = sorted(groups, key=lambda group: -group.score)
    passages = [p for group in ranked for p in group.passages]
    short = next((p for p in passages if _headline(p.english)), None)
    if short is not None:
        return Claim(plain(short.english).rstrip("."), cite([short]))
    written = Draft(draft.group, draft.text.strip().strip("\"'“”"))
    claim = attest(written, whole=False)
    return replace(claim, text=claim.text.rstrip("."), section="")


def _headline(text: str) -> bool:
    return len(text.split()) <= TITLE_WORDS and not DANGLING.match(text) and '"' not in text


DANGLING = re.compile(r"(?:he|she|it|they|this|that|these|those|also|but|however|and|“|‘)\b", re.I)
"""An opening that needs the sentence before it, or a quotation."""


def cite(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """One citation an article, with its passages, in the order of the passages."""
    articles = Group(tuple(passages)).articles
    return tuple(
        Citation(article, tuple(p for p in passages if p.sentence.article == article))
        for article in articles
    )


def plain(text: str) -> str:
    """The text on one line, without what looks like a citation: those are made by code only."""
    return " ".join(FAKE_CITATION.sub(" ", text).split()).replace(" .", ".").replace(" ,", ",")


FAKE_CITATION = re.compile(r"\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]")
MADE_UP = re.compile(r" -> |not in the source$")
"""The reasons of ``mismatches`` that name a value the source does not have. The others name what is
left out: a fault where one passage is all there is (its day, its count), none where several are
merged into one."""

WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
NEGATION = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|denied|deny|denies|"
    r"denying|refused?|rejects?|rejected|failed|fails?|unclear|unable|yet to)\b|n['’]t\b",
    re.IGNORECASE,
)
TALK = re.compile(r"\b(?:the notes?|the article|the passages?|as an ai|here is|sentence:)\b", re.I)


def _numbers(text: str) -> list[str]:
    return [n.replace(",", "") for n in NUMBER.findall(text)]


def _names(text: str) -> Iterator[str]:
    """Capitalised words that do not merely open the sentence."""
    words = list(WORD.finditer(text))
    for i, word in enumerate(words):
        if word[0][0].isupper() and (i > 0 or sum(c.isupper() for c in word[0]) > 1):
            yield re.sub(r"['’]s?$", "", word[0]).casefold()


def _negated(text: str) -> bool:
    return bool(NEGATION.search(text))


def _adds_nothing(text: str, earlier: str) -> bool:
    words = _content(text)
    return len(words & _content(earlier)) >= REPEATS * max(1, len(words))


def _content(text: str) -> set[str]:
    """Numbers, and words that carry the fact: no names, which all sentences of an event share."""
    words = {w[:STEM] for w in WORD.findall(text) if w[0].islower() and w not in FUNCTION_WORDS}
    return words | set(_numbers(text))


STEM = 5
FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "all",
        "also",
        "although",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "during",
        "each",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "how",
        "if",
        "in",
        "including",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "may",
        "might",
        "more",
        "most",
        "must",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "said",
        "says",
        "same",
        "she",
        "should",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "would",
    ]
)
