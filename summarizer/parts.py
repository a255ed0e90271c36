"""Long Indonesian sentences in two or three that say the same, and their English made one again.

A translator loses what comes late in a sentence; clauses that a conjunction only sets side by side
can be translated apart.
"""

import re
from collections.abc import Collection, Sequence

from summarizer.names import names
from summarizer.wording import WEEKDAYS

JOINTS = {
    "sedangkan": "while", "sementara": "while", "tetapi": "but", "tapi": "but", "namun": "but",
    "meskipun": "although", "meski": "although", "walaupun": "although", "walau": "although",
}  # fmt: skip
"""Conjunctions between clauses that stand by themselves, and the English for each."""

LEAST_WORDS = 5
"""A shorter part is no sentence: "..., tetapi belum terverifikasi"."""

_JOINT = re.compile(rf"(?:, (?P<word>{'|'.join(JOINTS)})|(?P<stop>;)) (?!itu\b)", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”‘’]")


def split(text: str) -> tuple[list[str], list[str]]:
    """The parts as sentences, and the English joints between them.

    One part and no joint where nothing can be parted: no such conjunction, a part that is too
    short, or direct speech, which is left whole.
    """
    found = [] if _QUOTES.search(text) else list(_JOINT.finditer(text))
    borders = [0, *(m.end() for m in found), len(text)]
    ends = [*(m.start() for m in found), len(text)]
    parts = [text[start:end] for start, end in zip(borders, ends, strict=False)]
    if not found or any(len(part.split()) < LEAST_WORDS for part in parts):
        return [text], []
    joints = [JOINTS[m["word"].lower()] if m["word"] else ";" for m in found]
    return [_sentence(part) for part in parts], joints


def _sentence(part: str) -> str:
    whole = part[:1].upper() + part[1:]
    return whole if whole.endswith((".", "!", "?")) else whole + "."


def joined(parts: Sequence[str], joints: Sequence[str]) -> str:
    """English sentences as one, with the joints between them."""
    bare = [part.strip().rstrip(".") for part in parts]
    held = {word for part in bare for word in _WITHIN_NAMES.findall(part)}
    rest = [_opened(joint, part, held) for joint, part in zip(joints, bare[1:], strict=True)]
    whole = "".join([bare[0], *rest])
    return whole if _ENDED.search(whole) else whole + "."


_COUNT = r"(?:an?|one|two|three|four|five|six|some|several|a few|\d+)"
_AGO = (
    rf"(?:{_COUNT} (?:minute|hour|day|week|month)s?|the (?:next|following|previous)"
    r" (?:day|week|month)) (?:earlier|later|before|after)"
)
_ADVERB = (
    r"(?:however|meanwhile|nevertheless|nonetheless|moreover|even so|conversely|furthermore"
    r"|in addition|besides|in contrast|on the (?:other hand|contrary))"
)
_LINK = re.compile(
    rf"(?:(?:later |earlier )?(?:on )?(?:(?:the|that) same|that) day|later in the (?:same )?day"
    rf"|{_AGO}|at the same time"
    rf"|(?:in (?:conjunction|connection)|along|together|simultaneously) with (?:that|this)"
    rf"|the (?:next|following|previous) day|{_ADVERB}|by contrast|despite (?:that|this)"
    rf"|therefore|after that|before that|previously|earlier|later"
    rf"|(?:not long|shortly|soon) after (?:that|this)|then|separately|but(?! for\b)|and"
    r"|so(?! (?:far|long|many|much)\b)|(?:as|for) (?:your |additional )?information(?=,)"
    r"|as (?:is |has been |was )?(?:(?:well |previously )?known|(?:previously )?reported)(?=,)"
    r"),? (?=\w)",
    re.IGNORECASE,
)
_NEEDS_COMMA = frozenset({"earlier", "later", "then", "besides", "previously"})


def detached(text: str) -> str:
    """An English sentence without the word that ties it to the one before: "Hours later, ...".

    Beside a sentence of another article such a word tells a relation that nobody reported: "fired
    two missiles, while several hours earlier it fired two missiles" (scripts/LOG.md). What is left
    says less, and nothing else. A quotation stays whole.
    """
    link = _LINK.match(text)
    if not link:
        return _without_also(text)
    tied, rest = link[0].rstrip(" "), text[link.end() :]
    bare = tied.rstrip(",").lower()
    if not tied.endswith(",") and (bare in _NEEDS_COMMA or bare.split()[-1] in _NEEDS_COMMA):
        return text
    return _without_also(rest[:1].upper() + rest[1:])


_CONJUNCTION = re.compile(rf"(?:(?:but(?! for\b)|and) |(?:but|{_ADVERB}), )(?=\w)", re.IGNORECASE)


def unconnected(text: str) -> str:
    """An English sentence without the conjunction that it opens with: "But the agency said ...".

    Behind the sentence that it follows another one joins the two: "A, and but the agency said".
    """
    found = _CONJUNCTION.match(text)
    if not found:
        return text
    rest = text[found.end() :]
    return rest[:1].upper() + rest[1:]


_TIMED = re.compile(r"\b(?:day|hour|minute|week|month|time|earlier|later)s?\b", re.IGNORECASE)


def untimed(text: str) -> bool:
    """Whether what ``detached`` takes from a sentence is when it was: "Later on the same day"."""
    link = _LINK.match(text)
    return bool(link and _TIMED.search(link[0])) and len(detached(text)) < len(text)


_ALSO = re.compile(
    r"(?P<who>(?:[\w'’().-]+,? ){1,8}?)also "
    r"(?!(?:known|called|named|dubbed|referred|an?|the|by|in|on|of|at|to|for|with|because)\b)"
)
"""Within the first words of a sentence it adds to the one before: "The US also warned that"."""

_WITHIN = re.compile(r", on the other hand,(?= )|, by contrast,(?= )")


def _without_also(text: str) -> str:
    if text.startswith(('"', "“", "'", "‘")):
        return text
    text = _WITHIN.sub("", text, count=1)
    also = None if "not only" in text else _ALSO.match(text)
    return also["who"] + text[also.end() :] if also else text


_SAID_LAST = re.compile(
    r"(?P<told>[^\"“”]+), (?:(?:said|according to) (?P<who>(?:the )?[A-Z][^,]{2,70})"
    r"|(?P<body>(?:the )?[A-Z][\w ]{2,60}) (?:said|reported))\."
)


def fronted(text: str) -> str:
    """An English sentence that ends with who says it, with that in front: "According to X, ...".

    Behind another sentence "..., X said" would seem to say that one, too.
    """
    found = _SAID_LAST.fullmatch(text)
    if not found:
        return text
    return f"According to {found['who'] or found['body']}, {lowered(found['told'])}."


_ENDED = re.compile(r"[.!?][\"”’')]+\Z")
"""A quotation that closes with its own full stop."""


_TITLED = re.compile(
    r"(?!The |An? )(?:[A-Z]\w+ )+(?:Minister|Ministry|Governor|President|Secretary|Chief|General)\b"
    r"|(?:President|Minister|Governor|General|Bank|Mount|Prince|Pope|Saint) [A-Z]"
    r"|(?:Reuters|Bloomberg|Kyodo|Yonhap|Xinhua|Interfax|Antara|Kremlin|Congress|Parliament)\b"
)
"""An office before a name, a bank's, or an agency: these keep their capitals."""


_CALENDAR = re.compile(
    r"(?:January|February|March|April|May(?= \d)|June|July|August|September|October|November"
    rf"|December|Ramadan|Lebaran|{WEEKDAYS})\b"
)


def lowered(text: str) -> str:
    """An English sentence as it goes on behind other words: names and offices keep capitals."""
    named = any(name.start == 0 for name in names(text, "en"))
    named = named or text[1:2].isupper() or bool(_TITLED.match(text) or _CALENDAR.match(text))
    return text if named else text[:1].lower() + text[1:]


_WITHIN_NAMES = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+")
"""Words with a capital within a sentence: they keep it at the beginning of a part."""


def _opened(joint: str, part: str, held: Collection[str]) -> str:
    told = part if part.split(" ")[0].rstrip("'’s,") in held else lowered(part)
    return f"; {told}" if joint == ";" else f", {joint} {told}"
