"""Whether a sentence of two notes only sets them side by side, or mixes what each of them says."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, takewhile

from summarizer.quantities import values
from summarizer.verify.words import LEANING, content, names

_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*", re.UNICODE)
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells|report(?:ed|s)|according|announced|added|claim(?:ed|s)"
    r"|confirm(?:ed|s)|stated|believes?|expects?|insisted|denied)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(r", [^,]{3,80}\b(?:said|says|reported|added|told [^,]{3,30})[.\"”]*$")

HEAD = 9
"""Words of the noun phrase that a clause shares with the other note, at most."""


ONE_FACT = 0.5
"""Share of the content words of the shorter note in the other from which both tell one fact."""


OPENING = re.compile(
    rf"(?:{LEANING}|meanwhile|therefore|at the same|in conjunction|(?:\w+ ){{1,3}}also)\b|[“‘\"']",
    re.IGNORECASE,
)
"""A passage that opens so leans on the one before it, or is a quotation."""

ALIKE = 0.4
"""Share of the names and content words of the shorter passage in the longer above which the two are
one fact: side by side they would only say it twice."""


def alike(one: str, other: str) -> bool:
    """Whether two passages tell one fact, or one fact at two times: no sentence holds both."""
    words, others = ({*content(text), *names(text)} for text in (one, other))
    return len(words & others) > ALIKE * min(len(words), len(others))


def in_full(text: str, notes: Sequence[str]) -> bool:
    """Whether a sentence has as many words as its notes together: it has merged nothing."""
    return len(_words(text)) >= sum(len(_words(note)) for note in notes) - SHARED


SHARED = 4
"""Words that two notes may share in a sentence that tells each of them all the same: a name."""


def mixed(text: str, notes: Sequence[str]) -> bool:
    """Whether a sentence mixes notes that do not tell one fact; what is of one note does not.

    Where somebody says what one note tells, and nobody what the other does, no mixture is right: in
    "received the invitation, but the date has not been set, according to KCNA" the agency seems to
    say what another article says (a strict reader, scripts/LOG.md).
    """
    told = set(_words(text))
    if any(content(text) <= content(note) and told <= {*_words(note), *_PLAIN} for note in notes):
        return False
    if _may_mix(text, notes):
        return False
    return len(notes) > 2 or not side_by_side_only(text, notes)


def _may_mix(text: str, notes: Sequence[str]) -> bool:
    """Whether notes of one fact are told in one voice, or one only introduces a name, and no day
    is moved.
    """
    if any(_moves_day(text, one, other) for one, other in permutations(notes, 2)):
        return False
    one_voice = len({bool(_SPEECH.search(note)) for note in notes}) == 1
    if one_voice and all(_one_fact(one, other) for one, other in combinations(notes, 2)):
        return True
    return len(notes) == 2 and introduces(text, notes)


def _moves_day(text: str, lender: str, other: str) -> bool:
    """Whether a sentence takes a day from one note, and leaves out what that note says happened.

    "They met at the launch site on Wednesday" gave "invited Kim to tour the launch site on
    Wednesday". What stands before the day, or right behind one that opens the note, must be told.
    """
    days = {day.casefold() for day in _DAY.findall(text)} - set(_words(other))
    found = next((m for m in _DAY.finditer(lender) if m[0].casefold() in days), None)
    if found is None:
        return False
    behind = " ".join(lender[found.end() :].split()[:OPENED])
    happened = content(lender[: found.start()]) or content(behind)
    return not {word for word in happened if word.isalpha()} <= content(text)


OPENED = 8
"""Words behind a day that opens a note in which it says what happened."""

_NAMED_DAY = (
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August"
    "|September|October|November|December"
)
_DAY = re.compile(rf"\b(?:{_NAMED_DAY})\b")


def introduces(text: str, notes: Sequence[str]) -> bool:
    """Whether a sentence is one of two notes, with what the other one says of a name of both.

    What is put in stands in the other note, word for word and beside the same name, as in "the
    collapse of Silicon Valley Bank (SVB), the 16th largest bank in the US"; it tells no day, no
    time of day and no "not", and little is left out for it. A writer that gave the same sentence in
    either order still moved "on Friday" from a visit to a launch (scripts/LOG.md).
    """
    return any(_put_in(text, one, other) for one, other in permutations(notes, 2))


LEFT_OUT = 4
"""Words of a note, at most, in whose place stands what the other one says of a name."""


def _put_in(text: str, frame: str, inner: str) -> bool:
    told, outer, put = _TOKEN.findall(text), _TOKEN.findall(frame), _TOKEN.findall(inner)
    first = _in_common(told, outer)
    behind = min(_in_common(told[::-1], outer[::-1]), len(told) - first, len(outer) - first)
    new, left_out = told[first : len(told) - behind], outer[first : len(outer) - behind]
    if not new or len(left_out) > LEFT_OUT or _TIMED.search(" ".join([*left_out, *new])):
        return False
    if new[0] != "," and not all(_of_name(word) or word in _TITLES for word in new):
        return False
    return any(_stands_in(run, put) for run in _with_names(told, first, len(told) - behind))


def _in_common(some: Sequence[str], others: Sequence[str]) -> int:
    """How many of the first tokens are the same."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda two: two[0].casefold() == two[1].casefold(), pairs))


def _with_names(told: Sequence[str], first: int, last: int) -> Iterator[Sequence[str]]:
    """A part with the whole name right before it, and with the one right behind it."""
    start = first - sum(1 for _ in takewhile(_of_name, reversed(told[:first])))
    end = last + sum(1 for _ in takewhile(_of_name, told[last:]))
    if any(map(_is_name, told[start:first])):
        yield told[start:last]
    if any(map(_is_name, told[last:end])):
        yield told[first:end]


def _of_name(token: str) -> bool:
    return _is_name(token) or token in ("(", ")")


def _stands_in(some: Sequence[str], others: Sequence[str]) -> bool:
    some, others = [w.casefold() for w in some], [w.casefold() for w in others]
    return any(others[n : n + len(some)] == some for n in range(len(others)))


_TOKEN = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*(?:['’]s)?|[^\w\s]")
_TIMED = re.compile(
    rf"\b(?:{_NAMED_DAY}|morning|afternoon|evening|night|noon|yesterday|today|not|no|never)\b"
)


def _one_fact(one: str, other: str) -> bool:
    """Whether two notes tell the same, by their words and by how sure they are of it.

    Passages that were found alike need not: "It is predicted that Kim will meet Putin" and "The
    meeting of Kim and Putin sparked speculation" became one sentence (scripts/LOG.md).
    """
    words, others = content(one), content(other)
    same = len(words & others) >= ONE_FACT * min(len(words), len(others))
    counts, more = _counts(one), _counts(other)
    same = same and (counts <= more or more <= counts)
    return same and bool(_UNSURE.search(one)) == bool(_UNSURE.search(other))


_PLAIN = frozenset("a an the and of in on is was has had said".split())


def _counts(note: str) -> set[str]:
    """What it counts: two counts of one thing are two facts, whatever else is said alike."""
    return {str(v.value) for v in values(note, "en") if v.kind in ("number", "money", "percent")}


_UNSURE = re.compile(
    r"\b(?:will|would|could|may|might|should|predict\w*|expect\w*|plan\w*|suspect\w*|alleged\w*|"
    r"reportedly|likely|possibl\w+|if|believe[sd]?)\b",
    re.IGNORECASE,
)


def side_by_side_only(text: str, notes: Sequence[str]) -> bool:
    """Whether a sentence is one of two notes, word for word, with the other one in it.

    The other note follows with "and", or with "and", "who" or "which" in place of what both are
    about, or stands so behind what it is about. Only then does no day, place or speaker of the one
    note become the other's: "fired two missiles" and "arrived on Tuesday" made "fired two missiles
    on Tuesday" (scripts/LOG.md).
    """
    return any(_holds(text, one, other) for one, other in (tuple(notes), tuple(reversed(notes))))


def _holds(text: str, frame: str, inner: str) -> bool:
    told, outer, put = _words(text), _words(frame), _words(inner)
    extra = len(told) - len(outer)
    if extra < 2:
        return False
    alike = (n for n, (a, b) in enumerate(zip(told, outer, strict=False)) if a != b)
    for place in range(next(alike, len(outer)), 0, -1):
        joint, clause = told[place], told[place + 1 : place + extra]
        left = len(put) - len(clause)
        if (
            told[place + extra :] == outer[place:]
            and 0 <= left <= HEAD
            and clause == put[left:]
            and _sound(joint, frame, place, _WORD.findall(inner)[:left])
            and _quoted_rightly(joint, left, frame, inner)
        ):
            return True
    return False


def _sound(joint: str, frame: str, place: int, head: Sequence[str]) -> bool:
    """Whether what was left out of the inner note is what the joint refers to.

    That is the subject of the other note behind "and", the name or noun right before a relative
    clause. What was left out must be a name with its titles, or the very words.
    """
    words = _WORD.findall(frame)
    if joint == "and":
        if place < len(words):
            return False
        return not head or _same_subject(words, head)
    before = list(takewhile(_is_name, reversed(words[:place]))) or words[place - 1 : place]
    return joint in ("who", "which") and _is_noun(head) and _last(head) in map(str.casefold, before)


def _same_subject(frame: Sequence[str], head: Sequence[str]) -> bool:
    lower = [word.casefold() for word in head]
    if [word.casefold() for word in frame[: len(head)]] == lower:
        return _is_noun(head) or len(head) < 4
    subject = [*takewhile(lambda word: _is_name(word) or word in _TITLES, frame)]
    return _is_noun(head) and _last(head) in map(str.casefold, subject[-1:])


def _is_noun(head: Sequence[str]) -> bool:
    """Whether words are a name with its titles, or a noun with an article."""
    named = bool(head) and _is_name(head[-1]) and all(_is_name(w) or w in _TITLES for w in head)
    return named or (1 < len(head) < 4 and head[0].casefold() in ("the", "a", "an"))


def _is_name(word: str) -> bool:
    return word[0].isupper()


def _last(head: Sequence[str]) -> str:
    return head[-1].casefold()


def _quoted_rightly(joint: str, left: int, frame: str, inner: str) -> bool:
    """Whether nobody seems to say what he does not.

    "X said A, and B" reads as if X said B, and "A, and B, X said" as if X said A.
    """
    if joint != "and":
        return True
    if left:
        return not _SPEECH.search(frame)
    own = not _SPEECH.search(frame) or bool(_SPEECH.search(inner))
    return own and not _TRAILING.search(inner)


_TITLES = frozenset(
    "the leader president minister chief spokesman spokeswoman governor mayor general agency of "
    "and news state central bank army navy police director chairman".split()
)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
