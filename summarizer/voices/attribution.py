"""Whether a sentence puts into someone's mouth what its passages do not."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summarizer.names import invented, names
from summarizer.voices.forms import content
from summarizer.voices.marks import marks, negates
from summarizer.voices.scene import Event, Speaker
from summarizer.voices.speech import events
from summarizer.voices.words import SOURCE_LANG, TARGET_LANG, data, tokens, words

_TELLS = frozenset({"says", "announces", "quotes", "thinks", "promises", "urges", "hopes"})
_MOST = 20
"""Speakers of a text that are looked at."""
_ENOUGH = 2
"""Content words of what is said that only another's words hold."""


def misattributed(sentence: str, indonesian: Sequence[str], english: Sequence[str]) -> list[str]:
    """Why what a sentence has someone say is not what its passages have them say; empty if it is.

    ``indonesian`` and ``english`` are the cited passages and their translations. Only speakers
    with a name are judged, and none where a passage leaves open who speaks ("katanya").
    """
    told = _read(sentence, TARGET_LANG)
    if not any(_head(voice.speaker.name) for voice in told):
        return []
    notes = _Notes(
        indonesian,
        [voice for text in indonesian for voice in _read(text, SOURCE_LANG)],
        [voice for text in english for voice in _read(text, TARGET_LANG)],
    )
    found: list[str] = []
    for voice in told:
        head = _head(voice.speaker.name)
        if head:
            found += _faults(sentence, voice, head, notes)
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Voice:
    """A speaker of a text, and what the text has them say."""

    speaker: Speaker
    words: str


@dataclass(frozen=True, slots=True)
class _Notes:
    """The Indonesian passages, and who speaks in them and in their translations."""

    indonesian: Sequence[str]
    source: list[_Voice]
    target: list[_Voice]

    @property
    def named(self) -> list[str]:
        """The speakers of the Indonesian that have a name."""
        every = [v.speaker.name for v in self.source if names(v.speaker.name, SOURCE_LANG)]
        return list(dict.fromkeys(every))

    @property
    def clear(self) -> bool:
        """Whether the Indonesian says plainly who speaks: each of its speakers has a name."""
        return len(self.source) >= max(1, len(self.indonesian)) and all(
            names(v.speaker.name, SOURCE_LANG) and not _pronoun(v, SOURCE_LANG) for v in self.source
        )

    @property
    def silent(self) -> bool:
        """Whether a passage leaves open who speaks: a pronoun, or a quotation by itself."""
        return (
            any(_pronoun(v, SOURCE_LANG) for v in self.source)
            or any(_pronoun(v, TARGET_LANG) for v in self.target)
            or any(mark in text for text in self.indonesian for mark in '"“”')
        )


def _pronoun(voice: _Voice, language: str) -> bool:
    return any(t.key in words(language, "pronouns") for t in tokens(voice.speaker.name))


def _faults(sentence: str, voice: _Voice, head: str, notes: _Notes) -> Iterator[str]:
    source = [v.speaker for v in notes.source if _same(head, v.speaker.name, SOURCE_LANG)]
    target = [v.speaker for v in notes.target if _same(head, v.speaker.name, TARGET_LANG)]
    if not source and (not target or notes.clear):
        others = ", ".join(notes.named[:3])
        if others or not notes.silent:
            yield f"{head} is not who says it" + (f" (the notes have {others})" if others else "")
        return
    acts = {s.act for s in source or target}
    yield from _turned(sentence, voice.speaker.act, head, acts, notes)
    if voice.speaker.act in _TELLS:
        yield from _swapped(sentence, voice, head, notes)


# ----------------------------------------------------------------------- speakers as they compare


def _read(text: str, language: str) -> list[_Voice]:
    """The speakers of a text, each with the place behind the name: "pejabat di Irak"."""
    found = events(text, language)
    starts = [token.start for token in tokens(text)]
    voices = []
    for n, event in enumerate(found[:_MOST]):
        place = _PLACE.match(text, event.speaker.end)
        name = event.speaker.name + (place.group() if place else "")
        around = (found[n - 1] if n else None, found[n + 1] if n + 1 < len(found) else None)
        said = _said(text, starts, event, *around) if language == TARGET_LANG else ""
        voices.append(_Voice(replace(event.speaker, name=name), said))
    return voices


_PLACE = re.compile(r" (?:di|dari|asal|pada|in|of|from|for) (?:[\w’'.-]+ ?){1,4}")


def _said(
    text: str, starts: list[int], event: Event, earlier: Event | None, later: Event | None
) -> str:
    """What an event has its speaker say: behind its verb, or before a verb that trails."""
    left = earlier.last if earlier else 0
    begin = _begin(starts, event, left)
    right = _begin(starts, later, event.last) if later else len(starts)
    behind = _slice(text, starts, event.last, right)
    before = _slice(text, starts, left, begin)
    trails = earlier is None and before.rstrip().endswith((",", '"', "”", "’"))
    if trails or event.speaker.act == "quotes":
        return max(behind, before, key=len)
    return behind or before


def _begin(starts: list[int], event: Event, left: int) -> int:
    """The first token of an event, its speaker or its verb, that is not before ``left``."""
    first = bisect_left(starts, event.speaker.start)
    return first if left <= first < event.first else max(left, event.first)


def _slice(text: str, starts: list[int], first: int, last: int) -> str:
    if first >= last:
        return ""
    return text[starts[first] : starts[last] if last < len(starts) else len(text)]


_POSSESSIVE = re.compile(r"['’]s?$")
_FRONT = re.compile(r",| (?:at|in|of|from|with|on|to|about|under|by|for|led|who|which|loyal) ")
_TAIL = 40
"""Letters of office behind a name: "South Korea's defence ministry"."""


def _head(name: str) -> str:
    """The name that tells a speaker apart: of "Kremlin spokesman Dmitry Peskov" the person."""
    front = _FRONT.split(name)[0]
    found = names(front, TARGET_LANG)
    return found[-1].text if found and len(front) - found[-1].end <= _TAIL else ""


def _same(head: str, name: str, language: str) -> bool:
    """Whether a name is in a speaker of a passage, in an accepted form; of a person, a part."""
    if opposed(head, name):
        return False
    if not invented(name, head, language) or same_government(head, name):
        return True
    if not all(n.kind in ("person", "other") for n in names(head, TARGET_LANG)):
        return False
    return any(
        names(part, TARGET_LANG) and not invented(name, part, language) for part in head.split()
    )


def opposed(one: str, other: str) -> bool:
    """Whether two names point to different quarters: "North Korea", "Korea Selatan"."""
    mine, theirs = _directions(one), _directions(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _directions(name: str) -> set[str]:
    keys = {_POSSESSIVE.sub("", token.key) for token in tokens(name)}
    return {quarter for quarter, row in data()["directions"].items() if keys & set(row.split())}


def same_government(one: str, other: str) -> bool:
    """Whether two names may stand for one government: "Moscow", "Kremlin"."""
    mine, theirs = (
        f" {' '.join(_POSSESSIVE.sub('', t.text) for t in tokens(name))} " for name in (one, other)
    )
    return any(
        any(form in mine for form in forms) and any(form in theirs for form in forms)
        for forms in _governments()
    )


@cache
def _governments() -> tuple[tuple[str, ...], ...]:
    rows: list[str] = data()["governments"]["rows"]
    return tuple(tuple(f" {form} " for form in row.split("|")) for row in rows)


# ----------------------------------------------------------------------------------- turned acts


def _turned(sentence: str, act: str, head: str, acts: set[str], notes: _Notes) -> Iterator[str]:
    """What a speaker does in the sentence and not in the passages, which have them do ``acts``."""
    if act in _TELLS and not acts & _TELLS and not _denying(sentence, TARGET_LANG):
        if "denies" in acts:
            yield f"{head} denies it in the notes"
        elif "withholds" in acts:
            yield f"{head} does not say it in the notes"
        elif acts <= {"asked", "asks"}:
            yield f"{head} only asks or is asked in the notes"
    if act in ("denies", "accuses", "worries") and act not in acts:
        doers = [v.speaker.name for v in notes.source if v.speaker.act == act]
        if doers:
            yield f"{head} {act}, but in the notes {doers[0]}"
        elif act == "denies" and not any(_denying(t, SOURCE_LANG) for t in notes.indonesian):
            yield f"{head} {act}, but nobody in the notes"


def _denying(text: str, language: str) -> bool:
    """Whether a text denies, negates or leaves open anything."""
    every = tokens(text)
    if {mark.kind for mark in marks(every, language)} & {"denied", "not yet", "question"}:
        return True
    if language == SOURCE_LANG:
        return any(token.key in words(SOURCE_LANG, "negators") for token in every)
    return any(map(negates, every))


# -------------------------------------------------------------- what was said by whom, and asked


def _swapped(sentence: str, voice: _Voice, head: str, notes: _Notes) -> Iterator[str]:
    """Whether the speaker says in the sentence what another says, or what they were asked."""
    told = content(voice.words)
    own: set[str] = set()
    foreign: dict[str, set[str]] = {}
    for other in notes.target:
        said, name = content(other.words), other.speaker.name
        if not _same(head, name, TARGET_LANG):
            if _head(name):
                foreign.setdefault(name, set()).update(said)
        elif other.speaker.act == "asked":
            foreign.setdefault("", set()).update(said)
        else:
            own |= said
    for name, said in foreign.items():
        theirs = sorted((told & said) - own)
        if len(theirs) < _ENOUGH or told & (own - said):
            continue
        what = ", ".join(theirs[:4])
        if name:
            yield f"{name} says it in the notes, not {head} ({what})"
        elif not _denying(sentence, TARGET_LANG):
            yield f"{head} was only asked it in the notes ({what})"
