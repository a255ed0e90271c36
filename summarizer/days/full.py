"""Full dates in the English sentences of a brief."""

import re
from collections.abc import Sequence

from summarizer.data import Passage
from summarizer.days.match import all_told, in_words, meant, own
from summarizer.days.model import Resolved
from summarizer.days.scan import Mention
from summarizer.days.window import Day, named, written
from summarizer.days.words import words, writing

_AGO = re.compile(
    r"\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) days? ago\b", re.IGNORECASE
)
_PARTS = {"tonight": "night", "last night": "night", "this morning": "morning",
          "this afternoon": "afternoon", "this evening": "evening"}  # fmt: skip
_CUT = re.compile(r"\s+\d{1,2}(?![\w%]|[:.,]\d)|\s*[-–—/]\s*\d")
"""Behind a date: it is the half of a range, and no whole date."""
_CLOSES = re.compile(r"\s+[\w“\"‘$]")


def in_full(text: str, passages: Sequence[Passage]) -> tuple[str, tuple[Resolved, ...]]:
    """An English sentence with every day given once in full, and what the dates rest on.

    "on Wednesday" becomes "on Wednesday, 13 September 2023" and "yesterday" "on Tuesday, 12
    September 2023", where all passages that tell such a day agree on one; else the words stay. A
    second mention of the day stays short, full dates and direct speech stay as they are. The
    expressions returned stand in the Indonesian of the passages, in their order, each once. Given
    its own result it changes nothing.
    """
    told, mentions = all_told(passages), list(own(text))
    given = {day for m in mentions if m.named and (day := in_words(m)) is not None}
    parts, used, end = list[str](), list[Resolved](), 0
    for mention in mentions:
        if mention.ranged or (mention.named and in_words(mention) is not None):
            continue
        day, sources = meant(mention, told)
        if day is None:
            continue
        start, stop = _span(text, mention)
        new = _written(text, mention, day, day in given)
        if new is None:
            continue
        if written(day) in new:
            given.add(day)
        used.extend(sources)
        parts += [text[end:start], new]
        end = stop
    return "".join([*parts, text[end:]]), tuple(dict.fromkeys(used))


def unresolved(text: str) -> tuple[str, ...]:
    """The words of an English sentence that name a day only to who knows when it was written.

    "yesterday", "this morning", "last Tuesday", "two days ago", direct speech included; a bare
    weekday is none of them.
    """
    lexicon = words("en")
    found = {
        m.start(): m.group("name")
        for m in lexicon.deictic.finditer(text)
        if not _is_title(text, m.start())
    }
    for match in lexicon.weekday.finditer(text):
        relation = lexicon.relations.get((match["after"] or match["before"] or "").lower(), "open")
        if relation != "open" and not match["name"].islower():
            found[match.start()] = match.group()
    found |= {m.start(): m.group() for m in _AGO.finditer(text)}
    return tuple(found[start] for start in sorted(found))


def _is_title(text: str, start: int) -> bool:
    """A capital inside a sentence: "Russia Today"."""
    front = text[max(0, start - 40) : start].rstrip()
    return text[start].isupper() and re.search(r"[\w,]\Z", front) is not None


def _span(text: str, mention: Mention) -> tuple[int, int]:
    """What is replaced: the mention, with the "the" of "the 13th of September".

    That of "the 13 September talks" stays.
    """
    front = max(0, mention.start - 10)
    article = re.search(r"\bthe\s+\Z", text[front : mention.start], re.IGNORECASE)
    alone = mention.weekday is None and mention.shift is None
    noun = re.match(r"\s+([a-z]+)", text[mention.end :])
    alone = alone and (noun is None or noun[1] in writing()["open"])
    return front + article.start() if article and alone else mention.start, mention.end


def _written(text: str, mention: Mention, day: Day, given: bool) -> str | None:
    """The mention as it is to read; None where it stays. ``given``: the day is already in full."""
    if mention.weekday is None and mention.shift is None:
        if _CUT.match(text, mention.end):
            return None
        if given:
            return None if mention.named else written(day).rsplit(" ", 1)[0]
        return written(day)
    if text[mention.end :].startswith(("'s", "’s")):
        return None if mention.shift is None else named(day)
    bare = mention.shift is None and mention.date is None
    if bare and not _stands_free(text, mention):
        return None
    if given and mention.shift is None and not mention.relation and (bare or mention.named):
        return None
    name = " ".join(text[mention.start : mention.end].lower().split())
    part = mention.part or _PARTS.get(name, "")
    core = f"{named(day)} {part}".rstrip()
    if not given:
        core += f", {written(day)}"
        core += "," if _CLOSES.match(text, mention.end) else ""
    return _lead(text, mention) + core


def _stands_free(text: str, mention: Mention) -> bool:
    """Whether the weekday is an adverb and no part of a name for something: "Friday prayers"."""
    before, after = _around(text, mention)
    if before in writing()["attributive"] and before != "on":
        return False
    sure = before in ("on", "since", "until", "till", "late", "early", "later", "earlier")
    return sure or not after or after in writing()["open"]


def _around(text: str, mention: Mention) -> tuple[str, str]:
    """The words right before and behind, in lower case; empty across punctuation."""
    before = re.search(r"([\w’'-]+)\s+\Z", text[max(0, mention.start - 40) : mention.start])
    after = re.match(r"\s+([\w’'-]+)", text[mention.end : mention.end + 40])
    return before[1].lower() if before else "", after[1].lower() if after else ""


def _lead(text: str, mention: Mention) -> str:
    """What goes before the day: the word "on" where nothing in front governs it."""
    before, _ = _around(text, mention)
    front = text[: mention.start].rstrip()
    if front.endswith("("):
        return ""
    if not re.search(r"\w", front) or re.search(r"(?<![A-Z.])[.!?]\Z", front):
        return "On "
    govern = writing()["govern"]
    if mention.shift is not None:
        govern -= {"and", "or"}
    return "" if before in govern else "on "
