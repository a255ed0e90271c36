"""True English sentences made false, one thing at a time: what a judge of support must see.

Every change takes (sentence, another sentence, chance) and gives the false sentence, or None where
the sentence has nothing of the kind. ``another`` is a sentence of the same news, from which names
and clauses are taken, so that a false sentence uses the words of true ones.
"""

import random
import re
from collections.abc import Callable, Mapping

from measure_guards import (
    month_changed,
    negation_added,
    negation_dropped,
    number_changed,
    weekday_changed,
    year_changed,
)
from measure_names import instead

from summarizer.names import Name, names

Change = Callable[[str, str, random.Random], str | None]

OPPOSITES = {
    "rose": "fell", "rise": "fall", "risen": "fallen", "rising": "falling",
    "increased": "decreased", "increase": "decrease", "gained": "lost", "higher": "lower",
    "strengthened": "weakened", "accepted": "rejected", "accept": "reject", "agreed": "refused",
    "supported": "opposed", "support": "oppose", "approved": "rejected", "allowed": "banned",
    "won": "lost", "win": "lose", "before": "after", "arrived": "left", "opened": "closed",
    "started": "ended", "began": "stopped", "bought": "sold", "imported": "exported",
    "more": "less", "most": "few", "first": "last", "confirmed": "denied",
    "praised": "criticised", "welcomed": "condemned", "joined": "left", "killed": "saved",
    "north": "south", "east": "west", "former": "current", "old": "new", "success": "failure",
    "succeeded": "failed", "early": "late", "above": "below",
}  # fmt: skip
"""Words and what says the opposite; each pair works both ways."""

HEDGES = (
    "reportedly ", "allegedly ", "apparently ", "probably ", "likely ", "possibly ", "perhaps ",
    "is expected to ", "are expected to ", "was expected to ", "were expected to ",
    "is suspected of ", "is believed to ", "are believed to ", "plans to ", "planned to ",
)  # fmt: skip
MODALS = {"may": "will", "might": "will", "could": "will", "would": "did", "may have": "has"}
SAYING = r"(?:said|says|told|reported|announced|claimed|added|stated|warned|accused|denied)"


def number(sentence: str, another: str, chance: random.Random) -> str | None:
    """Another number in place of one."""
    return number_changed(sentence, chance)


def date(sentence: str, another: str, chance: random.Random) -> str | None:
    """Another weekday, month or year."""
    changes = [weekday_changed, month_changed, year_changed]
    chance.shuffle(changes)
    return next((made for change in changes if (made := change(sentence, chance))), None)


def name(sentence: str, another: str, chance: random.Random) -> str | None:
    """A name of the other sentence in place of one."""
    own, others = _names(sentence), _names(another)
    pool = sorted({n.text for n in others if n.text.lower() not in sentence.lower()})
    if not own or not pool:
        return None
    return instead(sentence, chance.choice(own).text, chance.choice(pool))


def actor(sentence: str, another: str, chance: random.Random) -> str | None:
    """Two names of the sentence in each other's place: who does it to whom."""
    found = [
        n for n in _names(sentence) if n.kind in ("person", "place", "org", "acronym", "other")
    ]
    kinds = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if _alike(a, b, sentence)]
    if not kinds:
        return None
    one, other = chance.choice(kinds)
    return (
        sentence[: one.start]
        + other.text
        + sentence[one.end : other.start]
        + one.text
        + sentence[other.end :]
    )


def negation(sentence: str, another: str, chance: random.Random) -> str | None:
    """A negation taken out or put in."""
    made = negation_dropped(sentence, chance) or negation_added(sentence, chance)
    return made and " ".join(made.split())


def hedge(sentence: str, another: str, chance: random.Random) -> str | None:
    """A word of doubt or of plan taken out."""
    for word in HEDGES:
        if word in sentence:
            return sentence.replace(word, "", 1)
    for modal, plain in MODALS.items():
        made = re.sub(rf"\b{modal}\b(?! \d)", plain, sentence, count=1)
        if made != sentence:
            return made
    return None


def speaker(sentence: str, another: str, chance: random.Random) -> str | None:
    """A statement without the one who made it, told as a fact, or with another speaker."""
    tail = re.search(
        rf",? (?:[A-Z][\w.'-]+ )+{SAYING}(?: on \w+)?\.?$|, (?:he|she) said\.?$", sentence
    )
    pool = sorted({n.text for n in _names(another) if n.text.lower() not in sentence.lower()})
    if tail and pool:
        return f"{sentence[: tail.start()]}, {chance.choice(pool)} denied."
    head = re.match(rf"(?:[A-Z][\w.'-]+ ){{1,4}}{SAYING} (?:that )?(?=\w)", sentence)
    if head is None:
        return None
    rest = sentence[head.end() :]
    return rest[:1].upper() + rest[1:]


def opposite(sentence: str, another: str, chance: random.Random) -> str | None:
    """A word by the one that says the opposite."""
    both = {**OPPOSITES, **{b: a for a, b in OPPOSITES.items()}}
    found = [m for m in re.finditer(r"[a-z]+", sentence) if m[0] in both]
    if not found:
        return None
    word = chance.choice(found)
    return sentence[: word.start()] + both[word[0]] + sentence[word.end() :]


def clause(sentence: str, another: str, chance: random.Random) -> str | None:
    """The beginning of the other sentence added at the end."""
    words = re.split(r"[,;:]|\b(?:which|that|who)\b", another)[0].split()
    if not 4 <= len(words) <= 18 or not sentence.endswith("."):
        return None
    joint = chance.choice([", and ", ", while ", ", after "])
    first = words[0] if _names(" ".join(words[:2])) else words[0].lower()
    return sentence[:-1] + joint + " ".join([first, *words[1:]]).rstrip(".") + "."


KINDS: Mapping[str, Change] = {
    "number": number,
    "date": date,
    "name": name,
    "actor": actor,
    "negation": negation,
    "hedge": hedge,
    "speaker": speaker,
    "opposite": opposite,
    "clause": clause,
}


def _names(text: str) -> list[Name]:
    return names(text, "en")


def _alike(one: Name, other: Name, sentence: str) -> bool:
    """Whether two names may stand in each other's place, and not as a list: "Japan and China"."""
    between = sentence[one.end : other.start]
    listed = re.fullmatch(r"\s*(?:,|and|or|, and|/|-|\()\s*", between)
    inside = one.text in other.text or other.text in one.text
    people = {one.kind, other.kind} <= {"person", "other"}
    return not listed and not inside and (one.kind == other.kind or people)
