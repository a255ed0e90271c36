"""Whether a bare weekday lies behind or ahead of its article, as the words around it tell."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

from summarizer.days.atoms import quoted
from summarizer.days.scan import Mention
from summarizer.days.words import Words, any_of, words

NEAR = 4
"""Words at most between a weekday that opens a clause and the "akan" that belongs to it."""

_SECOND = any_of(frozenset({"dan", "lalu", "serta", "kemudian", "and", "then"}))
_COUNTED = any_of(frozenset({"mencatat", "tercatat", "recorded"}))
Cue = tuple[str, int, int]
"""Its kind, start and end."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What the words of one text tell of time, read once.

    ``speech``: the spans of direct speech. ``cues``: those outside them, in order. ``fronts``: for
    each of them the one that decides for a weekday right behind it. ``planned``: nothing says that
    its plans were changed.
    """

    text: str
    lexicon: Words
    speech: tuple[tuple[int, int], ...]
    cues: tuple[Cue, ...]
    fronts: tuple[Cue, ...]
    planned: bool

    def spoken(self, at: int) -> bool:
        """Whether the offset is within direct speech."""
        last = bisect_right(self.speech, at, key=itemgetter(0)) - 1
        return last >= 0 and at < self.speech[last][1]


def clues(text: str, language: str, inside: bool, alone: bool) -> Clues:
    """The clues of a text.

    ``inside``: it begins within direct speech. ``alone``: it tells one day at most; a plan told
    beside another day may be over by then.
    """
    lexicon, speech = words(language), quoted(text, inside)
    cues, fronts = list[Cue](), list[Cue]()
    spans = iter((*speech, (len(text) + 1, len(text) + 1)))
    start, end = next(spans)
    for match in lexicon.cue.finditer(text):
        while end <= match.start():
            start, end = next(spans)
        if start <= match.start():
            continue
        cues.append((match.lastgroup or "", match.start(), match.end()))
        # "akan pergi untuk menemui Kim pada Rabu": the plan holds for what it is made for
        kept = cues[-1][0] == "link" and fronts and fronts[-1][0] == "future"
        fronts.append(fronts[-1] if kept else cues[-1])
    planned = alone and not any_of(lexicon.lists["cue_changed"]).search(text)
    return Clues(text, lexicon, speech, tuple(cues), tuple(fronts), planned)


def tense(clues: Clues, mention: Mention) -> str:
    """``past``, ``future``, ``untold`` where no word tells, or empty where the words allow both.

    The nearest cue in front of the bare weekday decides, else the next one behind.
    """
    text, lexicon = clues.text, clues.lexicon
    if _word_before(text, mention.start) in lexicon.lists["events"]:
        return ""
    if _ends_span(text, mention, lexicon):
        return "past" if _settled(text, mention, lexicon) else ""
    first = bisect_right(clues.cues, mention.start, key=itemgetter(2))
    behind = (cue for cue in clues.cues[first : first + 3] if cue[1] >= mention.end)
    after = next((cue for cue in behind if not _relative(text, cue)), None)
    if first:
        return _by_front(clues, mention, clues.fronts[first - 1], after)
    return _by_rear(clues, mention, after)


def _relative(text: str, cue: Cue) -> bool:
    """Whether the cue opens a clause about somebody: "bertemu Putin yang akan pulang"."""
    return cue[0] != "report" and _word_before(text, cue[1]) in ("yang", "who", "which")


def _by_front(clues: Clues, mention: Mention, before: Cue, after: Cue | None) -> str:
    text, lexicon = clues.text, clues.lexicon
    between = text[before[2] : mention.start]
    if before[0] in ("report", "past"):
        # "mengatakan pada Rabu akan datang": said on Wednesday, or will come on Wednesday
        ahead = after is not None and after[0] in ("future", "modal")
        clear = after is None or _clause(text[mention.end : after[1]], lexicon)
        return "" if ahead and not clear else "past"
    turned = "," in between or any_of(lexicon.lists["cue_turns"]).search(between)
    if before[0] == "future" and clues.planned and not turned:
        return "future"
    # "Soal kemungkinan damai, juru bicara pada Rabu mengatakan": a new clause, and its verb reports
    behind = text[mention.end : after[1]] if after is not None and after[0] == "report" else ","
    fresh = "," in between and "," not in behind and len(behind.split()) <= NEAR
    return "past" if fresh else ""


def _by_rear(clues: Clues, mention: Mention, after: Cue | None) -> str:
    text, lexicon = clues.text, clues.lexicon
    if after is None or after[0] == "link":
        return "untold"
    if after[0] in ("report", "past"):
        return "past"
    between = text[mention.end : after[1]]
    inserted = between.startswith(",") and text[: mention.start].endswith((", ", ","))
    if inserted or any_of(lexicon.lists["cue_turns"]).search(between):
        return ""
    if _clause(between.lstrip(" ,"), lexicon):
        return "past"
    near = len(between.split()) <= NEAR and not _SECOND.search(between)
    if after[0] == "future":
        return "future" if near and clues.planned else ""
    return "" if near else "past"


def _clause(between: str, lexicon: Words) -> bool:
    """Whether another clause begins in the text between."""
    return "," in between or any_of(lexicon.lists["cue_clauses"]).search(between) is not None


def _ends_span(text: str, mention: Mention, lexicon: Words) -> bool:
    return _word_before(text, mention.start) in lexicon.lists["to"]


def _settled(text: str, mention: Mention, lexicon: Words) -> bool:
    """Whether a span up to the weekday is over: "Hingga Selasa sore ... belum diumumkan"."""
    front = text[: mention.start].split()
    counted = _COUNTED.search(text[: mention.start])
    told = any_of(lexicon.lists["cue_settled"]).search(text)
    return counted is not None or (told is not None and len(front) <= 2)


def _word_before(text: str, start: int) -> str:
    """The word in front; "pada" and "hari" do not count, as they only lead to the weekday."""
    found = [w.strip("(,").lower() for w in re.findall(r"\S+", text[max(0, start - 60) : start])]
    while found and found[-1] in ("pada", "hari", "on", "the"):
        found.pop()
    return found[-1] if found else ""
