"""Whether a sentence of two notes only sets them side by side, or mixes what each of them says."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, permutations, takewhile

from summarizer.parts import joined
from summarizer.quantities import values
from summarizer.wording import LEANING, WEEKDAYS, content, names

_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*", re.UNICODE)
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells|report(?:ed|s)(?! (?:missing|dead|injured|killed))|according"
    r"|announced|added|claim(?:ed|s)|confirm(?:ed|s)|stated|believes?|expects?|insisted|denied"
    r"|(?<!was )(?:answered|declared)|replied|asked|urged|judged|suspects? that|fears? that"
    r"|revealed|warned|stressed|considers? that|asserted)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r", (?:[^,]{3,80}\b(?:said|says|reported|added|told [^,]{3,30})(?: earlier| later| on \w+)?"
    r"|(?:said|according to) [^,]{3,80})[.\"”]*$"
)
_TRAILED = re.compile(
    r", (?:according to [^,]{3,90}|(?:[^,\"“”]{3,60} )?(?:said|reported)(?: [^,\"“”]{3,60})?)\.?$"
)
"""Who says it, behind what he says."""
_ASKED = re.compile(r"\b(?:asked|believes?|considers?|expects?|urged)\b", re.IGNORECASE)
"""These tell what somebody does within what another one says."""

_FOUND = re.compile(r"\b(?:calculated|counted|estimate[sd]|projected|recorded)\b", re.IGNORECASE)
"""With these somebody gives a figure of his own."""

HEAD = 9
"""Words of the noun phrase that a clause shares with the other note, at most."""


ONE_FACT = 0.5
"""Share of the content words of the shorter note in the other from which both tell one fact."""


OPENING = re.compile(
    rf"(?:{LEANING}|meanwhile|therefore|at the same|in conjunction|(?:\w+ ){{1,3}}also"
    rf"|(?:[\w'’]+ ){{1,5}}a(?:nother| different))\b|[“‘\"']",
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


def mixed(text: str, notes: Sequence[str], framed: bool = False) -> bool:
    """Whether a sentence mixes notes that do not tell one fact; what is of one note does not.

    ``framed``, as in ``side_by_side_only``.

    Where somebody says what one note tells, and nobody what the other does, no mixture is right: in
    "received the invitation, but the date has not been set, according to KCNA" the agency seems to
    say what another article says (a strict reader, scripts/LOG.md).
    """
    told = set(_words(text))
    if any(content(text) <= content(note) and told <= {*_words(note), *_PLAIN} for note in notes):
        return False
    if _may_mix(text, notes):
        return False
    return len(notes) > 2 or not side_by_side_only(text, notes, framed)


def _may_mix(text: str, notes: Sequence[str]) -> bool:
    """Whether notes of one fact are told in one voice, or one only introduces a name, and no day
    is moved.
    """
    if any(_moves_day(text, one, other) for one, other in permutations(notes, 2)):
        return False
    if any(_goes_on(text, note) for note in notes):
        return False
    one_voice = len({bool(_SPEECH.search(note)) for note in notes}) == 1
    if one_voice and all(_one_fact(one, other) for one, other in combinations(notes, 2)):
        return True
    return len(notes) == 2 and introduces(text, notes)


def _goes_on(text: str, note: str) -> bool:
    """Whether a sentence is a note in full, and another clause: that one may not be cut."""
    told, words = _words(text), _words(note)
    return told[: len(words)] == words and told[len(words) :][:1] in (["and"], ["but"], ["while"])


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
    rf"{WEEKDAYS}|January|February|March|April|June|July|August|September|October|November"
    "|December"
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


def side_by_side_only(text: str, notes: Sequence[str], framed: bool = False) -> bool:
    """Whether a sentence is one of two notes, word for word, with the other one in it.

    The other note follows with "and", or with "but" where it denies, or with "and", "who" or
    "which" in place of what both are about, or stands so behind what it is about. Of somebody whom
    the one names in full the other may give one name. Only then does no day, place or speaker of
    the one note become the other's: "fired two missiles" and "arrived on Tuesday" made "fired two
    missiles on Tuesday" (scripts/LOG.md). Behind ``framed``, "as reported on 12 October 2018", the
    second note is not what the first one's speaker says.
    """
    if len(notes) != 2:
        return False
    return any(_holds(text, one, other, framed) for one, other in permutations(notes))


def side_by_sides(notes: Sequence[str]) -> list[str]:
    """The sentences that set two notes side by side: in full, with short names, without what both
    open with. Not all of them are sound (``side_by_side_only``).
    """
    frame, inner = notes
    joints = ["but", "and"] if _rebuts(frame, inner) else ["and"]
    short = (with_short_names(inner, frame, which) for which in (0, -1))
    told = [inner, *short, without_opening(inner, frame)]
    return [*dict.fromkeys(joined([frame, one], [joint]) for one in told for joint in joints)]


def _holds(text: str, frame: str, inner: str, framed: bool) -> bool:
    told, outer = _words(text), _words(frame)
    extra = len(told) - len(outer)
    if extra < 2:
        return False
    alike = (n for n, (a, b) in enumerate(zip(told, outer, strict=False)) if a != b)
    for place in range(next(alike, len(outer)), 0, -1):
        joint, clause = told[place], told[place + 1 : place + extra]
        if told[place + extra :] != outer[place:]:
            continue
        for left in _left_out(clause, frame, inner):
            head = _WORD.findall(inner)[:left]
            if (
                _sound(joint, frame, place, head)
                and _whole(_WORD.findall(inner), left, frame)
                and ((framed and not left) or _quoted_rightly(joint, left, frame, inner))
                and (joint != "but" or _rebuts(frame, inner))
            ):
                return True
    return False


def _whole(words: Sequence[str], left: int, frame: str) -> bool:
    """Whether what is left out ends where a name does, or where two notes no longer are alike.

    Not so "The president | of Indonesia returned", or "North | Korean leader".
    """
    if left in (0, _in_common(words, _WORD.findall(frame))) or left == len(words):
        return True
    behind = words[left]
    named = _is_name(behind) or behind.casefold() in _OFFICES
    return not (named or behind in _WITHIN)


_WITHIN = frozenset("and at for from in of on to who which with".split())
"""Words that go on with what a clause is about."""


def _left_out(clause: Sequence[str], frame: str, inner: str) -> Iterator[int]:
    """How many first words of the inner note a clause leaves out, where it tells all the rest.

    Of a person whom both name in full, and one gives an office, it may tell one name.
    """
    pieces = _pieces(_WORD.findall(inner), _WORD.findall(frame))
    told, left = " ".join(clause), 0
    while pieces and left <= HEAD:
        if re.fullmatch(" ".join(pattern for _, pattern in pieces), told):
            yield left
        left += pieces.pop(0)[0]


def _pieces(words: Sequence[str], frame: Sequence[str]) -> list[tuple[int, str]]:
    """A note's words, with patterns that match them as told, and those of a person together."""
    pieces = list[tuple[int, str]]()
    place = 0
    for start, size, name in [*_persons(words, frame), (len(words), 0, ())]:
        pieces += [(1, re.escape(word.casefold())) for word in words[place:start]]
        if size:
            told = {" ".join(words[start : start + size]), " ".join(name), name[0], name[-1]}
            pieces.append((size, f"(?:{'|'.join(re.escape(t.casefold()) for t in told)})"))
        place = start + size
    return pieces


def with_short_names(inner: str, frame: str, which: int = -1) -> str:
    """A note as it may go on behind another one that names the same persons: by one name, the last
    or the first (0).
    """
    words, made, place = list(_WORD.finditer(inner)), "", 0
    for start, size, name in _persons([w[0] for w in words], _WORD.findall(frame)):
        made += inner[place : words[start].start()] + name[which]
        place = words[start + size - 1].end()
    return made + inner[place:]


def called_otherwise(text: str, notes: Sequence[str], articles: str) -> list[str]:
    """Names by which a sentence calls somebody of two notes, and no article does.

    "Kim Jong Un" is called Kim and "Listyo Sigit Prabowo" Listyo: Prabowo is another man.
    """
    found = []
    for inner, frame in permutations(notes):
        for _, _, name in _persons(_WORD.findall(inner), _WORD.findall(frame)):
            whole = " ".join(name)
            told, written = text.replace(whole, ""), articles.replace(whole, "")
            found += [
                short
                for short in {name[0], name[-1]}
                if _stands_in([short], _WORD.findall(told))
                and not _stands_in([short], _WORD.findall(written))
            ]
    return sorted({*found})


def without_opening(inner: str, frame: str) -> str:
    """A note without the words that open another one, too; as it is where they share none."""
    words = list(_WORD.finditer(inner))
    same = _in_common([w[0] for w in words], _WORD.findall(frame))
    return inner[words[same].start() :] if 0 < same < len(words) else inner


def _persons(
    words: Sequence[str], frame: Sequence[str]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a note tells of somebody whom the frame names in full, too: place, words, the name.

    The office before the name is among the words.
    """
    known = {n for n in {*_people(words), *_people(frame)} if _stands_in(n, frame)}
    place = 0
    while place < len(words):
        owned = words[place - 1 : place] and words[place - 1].casefold() in _OWNERS
        found = None if owned else _named_at(words, place, known)
        if found:
            yield place, *found
        place += found[0] if found else 1


def _named_at(
    words: Sequence[str], place: int, known: Collection[tuple[str, ...]]
) -> tuple[int, tuple[str, ...]] | None:
    start = place
    while start < len(words) and _of_office(words[start]):
        name = next((n for n in known if tuple(words[start : start + len(n)]) == n), ())
        if name and (start == place or words[start - 1].casefold() in _OFFICES):
            return start + len(name) - place, name
        start += 1
    return None


def _people(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The names that stand behind an office."""
    for place, word in enumerate(words):
        name = tuple(takewhile(_is_name, words[place + 1 :]))
        if word.casefold() in _OFFICES and name and name[0].casefold() not in _OFFICES:
            yield name


def _of_office(word: str) -> bool:
    return word.casefold() in _OFFICES or word.casefold() in _TITLES or _is_name(word)


def _sound(joint: str, frame: str, place: int, head: Sequence[str]) -> bool:
    """Whether what was left out of the inner note is what the joint refers to.

    That is the subject of the other note behind "and", the name or noun right before a relative
    clause. What was left out must be a name with its titles, or the very words.
    """
    words = _WORD.findall(frame)
    if joint in ("and", "but"):
        if place < len(words):
            return False
        return not head or _same_subject(words, head)
    before = list(takewhile(_is_name, reversed(words[:place]))) or words[place - 1 : place]
    return joint in ("who", "which") and _is_noun(head) and _last(head) in map(str.casefold, before)


def _same_subject(frame: Sequence[str], head: Sequence[str]) -> bool:
    lower = [word.casefold() for word in head]
    if [word.casefold() for word in frame[: len(head)]] == lower:
        return True
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

    "X said A, and B" reads as if X said B, and "A, and B, X said" as if X said A; "A, according to
    X, and B" does not.
    """
    if joint not in ("and", "but"):
        return True
    if left:
        return not _SPEECH.search(frame)
    told = _SPEECH.search(_ASKED.sub("", inner)) or _FOUND.search(inner)
    own = not _SPEECH.search(_TRAILED.sub("", frame)) or bool(told)
    return own and not (_TRAILING.search(inner) and not _SPEECH.search(frame))


def denies(one: str, other: str) -> bool:
    """Whether the second of two notes says what is not, and the first does not."""
    return bool(_DENIES.search(other)) and not _DENIES.search(one)


def _rebuts(one: str, other: str) -> bool:
    """Whether the second of two notes may stand behind "but": it denies, and the first does not.

    A mere "not" sets no contrast: "the panel found the ban illegal, but did not accept the plea"
    (a strict reader, scripts/LOG.md).
    """
    return bool(_REBUTS.search(other)) and not _DENIES.search(one)


def opposes(text: str, notes: Sequence[str]) -> bool:
    """Whether a sentence sets two notes side by side with "but" that share no word of content.

    "Paintings would be moved, but Riester denied that rules were coming" tells two matters.
    """
    one, other = notes
    if _THE_CHARGE.search(other) or content(one) & content(other):
        return False
    return text.casefold().startswith(f"{one.rstrip('.').casefold()}, but ")


_THE_CHARGE = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)|refut(?:es|ed)) "
    r"(?:it|this|that|(?:the|these|those) (?:accusation|allegation|charge|claim|report|rumour)s?)"
    r"(?! that\b)",
    re.IGNORECASE,
)
"""It denies what the note before it tells."""


_DENIAL = r"den(?:y|ies|ied)|denying|reject(?:s|ed)?|refut(?:es|ed)|dismiss(?:es|ed)"
_REBUTS = re.compile(rf"\b(?:{_DENIAL})\b", re.IGNORECASE)
_DENIES = re.compile(rf"\b(?:{_DENIAL}|not|never)\b", re.IGNORECASE)

_OWNERS = frozenset("his her its their".split())
"""Behind one of these an office says whose it is: "its leader, Kim Jong Un"."""

_OFFICES = frozenset(
    "leader president minister chief spokesman spokeswoman governor mayor general king queen "
    "chairman director secretary commander adviser ambassador judge prosecutor economist "
    "analyst".split()
)
"""Words before a person's name."""

_TITLES = frozenset(
    "the leader president minister chief spokesman spokeswoman governor mayor general agency of "
    "and news state central bank army navy police director chairman".split()
)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
