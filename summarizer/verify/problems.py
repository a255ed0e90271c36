"""What is wrong with a written sentence, by rules: values, names, negation, voices and form.

A sentence is held against its English passages and against the Indonesian behind them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import permutations

from summarizer.data import Draft, Passage
from summarizer.days import has_own_report, in_time, told_day
from summarizer.merging import (
    OPENING,
    alike,
    called_otherwise,
    denies,
    in_full,
    mixed,
    opposes,
    side_by_side_only,
)
from summarizer.names import invented
from summarizer.notes import notes as notes_of
from summarizer.parts import detached
from summarizer.quantities import mismatches
from summarizer.voices import hardened, misattributed, subject_swapped
from summarizer.wording import MONTHS, WORD, bare, content, names, negated, numbers

MAX_WORDS = 60
"""A longer sentence is a list of the notes, not one fact."""

AGAIN, SHORT = 4, 3
"""Words in a row, half of them longer than SHORT letters, that no sentence needs twice: where the
writer sets two tellings of one fact side by side, "while later Kim and Putin met at the Vostochny
Cosmodrome" makes two meetings of one."""

NEW_WORDS = 0.25
"""Share of content words that the passages do not use above which a sentence strays: a writer of
1.5B turned "believe Putin will ask" into "predict Putin will seek to aid an invasion"."""


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
    values = sorted(set(numbers(text)) - set(numbers(english)))
    values += [reason for reason in mismatches(indonesian, text) if MADE_UP.search(reason)]
    if whole and len(draft.group.passages) == 1:
        missing = [reason for reason in mismatches(indonesian, text) if not MADE_UP.search(reason)]
        if missing:
            found.append("values of the note that are left out: " + ", ".join(missing))
    if values:
        found.append("values that are not in the notes: " + ", ".join(values))
    known = {bare(word) for word in WORD.findall(english)}
    unknown = sorted({*names(text)} - known) + invented(indonesian, text)
    if unknown:
        found.append("names that are not in the notes: " + ", ".join(unknown))
    if negated(text) and not negated(english):
        found.append("a 'not' that is not in the notes")
    if all(negated(p.english) for p in draft.group.passages) and not negated(text):
        found.append("the 'not' of the notes is missing")
    found += [
        f"a '{strange[0]}' that is not in the notes"
        for pronouns in PRONOUNS
        if (strange := pronouns.findall(text)) and not pronouns.search(english)
    ]
    new = sorted(content(text) - content(english))
    if len(new) > NEW_WORDS * len(content(text)):
        found.append("words that the notes do not use: " + ", ".join(new))
    found += _voices(text, draft.group.passages)
    notes = notes_of(draft.group.passages)
    framed = has_own_report(draft.group.passages)
    beside = side_by_side_only(text, notes, framed)
    if len(notes) > 1 and mixed(text, notes, framed):
        found.append("two facts that are mixed")
    elif len(notes) == 2 and (beside or in_full(text, notes)):
        if _one_fact(draft.group.passages, notes):
            found.append("one fact told twice")
        elif _leans(draft.group.passages, notes):
            found.append("a note that leans on another sentence")
        elif out_of_time(text, draft.group.passages):
            found.append("two days out of their order")
    written = " ".join({p.sentence.article.text for p in draft.group.passages})
    if len(notes) == 2 and (other := called_otherwise(text, notes, written)):
        found.append(f"a name that the articles do not use alone: {', '.join(other)}")
    if len(notes) == 2 and opposes(text, notes):
        found.append('a "but" between two matters')
    if not quotes_hold(text, english):
        found.append("a quotation that is not in the notes")
    repeated = [n for n, times in Counter(numbers(text)).items() if times > 1]
    if len(repeated) > 1 and len(notes) > 1:
        found.append(f"the same figures twice: {', '.join(sorted(repeated))}")
    if len(notes) > 1 and not beside and (when := _time_twice(text)):
        found.append(f"the same time twice: {when}")
    if twice := told_twice(text) or stammered(text):
        found.append(f"the same words twice: {twice}")
    if cut_off(text, notes):
        found.append("a note without its first words")
    if len(text.split()) > MAX_WORDS:
        found.append(f"more than {MAX_WORDS} words")
    if SEVERAL.search(text):
        found.append("more than one sentence")
    if TALK.search(text):
        found.append("talk about the notes instead of their fact")
    return tuple(found)


def _time_twice(text: str) -> str:
    """A time that a merged sentence tells two times: "began in May, when they met in May"."""
    times = Counter(found[0] for found in _TIME.finditer(text))
    return next((time for time, count in times.items() if count > 1), "")


_TIME = re.compile(rf"\b(?:by|in|on|since|until) (?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{4}})?\b")


def _leans(passages: Sequence[Passage], notes: Sequence[str]) -> bool:
    """Whether a note needs a sentence before it, and that is not told before it."""
    one, other = passages
    tied = other.sentence.follows(one.sentence)
    leans = (CLAUSE if tied else OPENING).match(notes[1])
    counts = AFTER_A_DAY.match(notes[1]) and not told_day(one)
    return bool(leans or counts or OPENING.match(notes[0]))


AFTER_A_DAY = re.compile(
    r"(?:(?:on|at|by) (?:the same|that) (?:day|time|night)"
    r"|(?:an?|one|two|three|several|some|a few|the) [\w ]{0,12}"
    r"(?:minute|hour|day|week|month)s? (?:earlier|later|before|after))\b",
    re.IGNORECASE,
)
"""A day or an hour counted from one that the note before it tells."""


CLAUSE = re.compile(r"(?:where|which|who|whose|that|because|so that)\b|[“‘\"']", re.IGNORECASE)
"""What goes on in a sentence as a clause of it, or as somebody's own words."""


def _one_fact(passages: Sequence[Passage], notes: Sequence[str]) -> bool:
    """Whether two notes that share many words tell one fact: of one day, and neither denies it."""
    days = {told_day(passage) for passage in passages}
    parted = "" not in days and len(days) == len(passages)
    return alike(*notes) and not parted and not any(denies(*two) for two in permutations(notes))


def out_of_time(text: str, passages: Sequence[Passage]) -> bool:
    """Whether a sentence tells one passage and then another that is of an earlier day."""
    told = " ".join(text.split()).casefold()
    return any(
        told.startswith(detached(one.english).rstrip(".").casefold()) and not in_time(one, other)
        for one, other in permutations(passages, 2)
    )


def quotes_hold(text: str, notes: str) -> bool:
    """Whether the notes have all that stands in quotation marks, and every mark closes."""
    quoted = re.findall(r"[\"“]([^\"“”]*)[\"”]", text)
    bare = re.sub(r"[\"“]([^\"“”]*)[\"”]", "", text)
    return not re.search(r"[\"“”]", bare) and all(part.strip(" ,.") in notes for part in quoted)


def told_twice(text: str) -> str:
    """The first AGAIN words in a row that stand in the sentence twice, no name, else nothing."""
    words = [word.strip("\"'“”‘’.,;:()") for word in text.split()]
    every = [words[n : n + AGAIN] for n in range(len(words) - AGAIN + 1)]
    runs = [
        tuple(map(str.lower, run))
        for run in every
        if sum(len(word) > SHORT for word in run) >= AGAIN // 2
        and not all(word[:1].isupper() for word in run if word.lower() != "the")
    ]
    return next((" ".join(run) for n, run in enumerate(runs) if run in runs[:n]), "")


def stammered(text: str) -> str:
    """Two words or more that stand there twice in a row, else nothing: "and allies and allies"."""
    found = STAMMER.search(text)
    return found[1] if found else ""


STAMMER = re.compile(r"\b(\w+(?: \w+){1,5}) \1\b", re.IGNORECASE)


def cut_off(text: str, notes: Sequence[str]) -> bool:
    """Whether a sentence begins within a note, behind a word that needs what stands before it.

    Of "Behind the decision to raise the rate, indicators were intact" a writer left out the first
    word.
    """
    start = " ".join(text.split()[:BEGINNING]).casefold()
    cut = re.compile(rf"\b(?:{GOVERNING}) {re.escape(start)}")
    told = [note.casefold() for note in notes]
    begun = any(note.startswith(start) for note in told)
    return not begun and any(map(cut.search, told))


BEGINNING = 4
GOVERNING = (
    "about|after|against|although|amid|as|at|because|before|behind|beside|by|despite|during|for|from"
    "|if|in|into|like|near|of|on|over|since|than|that|through|to|under|unless|unlike|until|when|where"
    "|whether|which|while|who|with|without"
)
"""Words, for a pattern, that govern what stands behind them."""


def _voices(text: str, passages: Sequence[Passage]) -> list[str]:
    """Who says it, who does it and how surely, other than in the passages."""
    indonesian, english = [p.sentence.text for p in passages], [p.english for p in passages]
    told = {
        "who says it": misattributed(text, indonesian, english),
        "how sure it is": hardened(text, indonesian, english),
        "who does it": subject_swapped(text, english),
    }
    return [f"{what}: {', '.join(reasons)}" for what, reasons in told.items() if reasons]


MADE_UP = re.compile(r" -> |not in the source$")
"""The reasons of ``mismatches`` that name a value the source does not have. The others name what is
left out: a fault where one passage is all there is (its day, its count), none where several are
merged into one."""

PRONOUNS = (
    re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE),
    re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE),
)
"""Indonesian has one word for both: who is a woman the notes must say, not the writer."""

SEVERAL = re.compile(r"[a-z]{3}[.!?] +[A-Z]")
"""A full stop within, behind a word too long for "Mr." or "St."."""

TALK = re.compile(r"\b(?:the notes?|the article|the passages?|as an ai|here is|sentence:)\b", re.I)
