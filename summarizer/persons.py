"""Who a speaker is: "Luhut claimed" gets his office and full name where a brief has told neither.

In its article "Luhut" stands behind "Coordinating Minister ... Luhut Binsar Pandjaitan"; the brief
may take only the later sentence, and its reader would have to know the man.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.data import Claim, Passage
from summarizer.names import invented, names
from summarizer.parts import lowered
from summarizer.timeline import day_of
from summarizer.voices import Speaker, misattributed, speakers
from summarizer.wording import FUNCTION_WORDS, MONTHS, WEEKDAYS

_OFFICE = re.compile(
    r"(?:vice-?|deputy-?)?(?:ministers?|presidents?|commissioner|chief|chair(?:man|woman|person)"
    r"|spokes(?:man|woman|person)|governor|director(?:-general)?|mayor|regent|secretary|head|leader"
    r"|ambassador|commander|general|inspector|economist|analyst|judge|prosecutor|lawyer|professor"
    r"|lecturer|adviser|coordinator|expert|researcher|officer|king|queen|prince|pope)",
    re.IGNORECASE,
)
_LINKS = frozenset("of for and".split())
_CALENDAR = re.compile(rf"{WEEKDAYS}|{MONTHS}")
_TOKEN = re.compile(r"[^\W\d_](?:[\w.'’-]*\w)?")


def introduced(claims: Sequence[Claim], passages: Sequence[Passage]) -> list[Claim]:
    """The claims, each speaker of one name introduced where a brief first tells of him.

    The office and the name in full are those of a sentence of the article that the claim cites for
    him, and that sentence is cited too. Nobody is introduced whom the article names in two ways,
    whose office it does not tell, or of whom the brief has told by another name.
    """
    known: set[str] = set()
    made = []
    for claim in claims:
        # From the last one on, so that the places of the others hold.
        for speaker in reversed(list(_bare_speakers(claim, known))):
            claim = _introducing(claim, speaker, passages)
        known |= {token for token in _TOKEN.findall(claim.text) if token[0].isupper()}
        made.append(claim)
    return made


def _bare_speakers(claim: Claim, known: set[str]) -> Iterator[Speaker]:
    """Those who speak in a claim by one name that no claim before it holds, each once."""
    heard = set(known)
    for speaker in speakers(claim.text, "en"):
        name = speaker.name
        if name in heard or name.isupper() or not _TOKEN.fullmatch(name):
            continue
        before = claim.text[: speaker.start].rstrip().rpartition(" ")[2]
        alone = not before[:1].isupper() or before[-1] in ',."”'
        kinds = {found.kind for found in names(name, "en")}
        if alone and name[0].isupper() and not kinds & {"place", "org", "acronym"}:
            heard.add(name)
            yield speaker


def _introducing(claim: Claim, speaker: Speaker, passages: Sequence[Passage]) -> Claim:
    """The claim with a speaker's office and full name, as it is where they are not sure."""
    short = speaker.name
    word = re.compile(rf"\b{re.escape(short)}\b")
    holds = next((p for p in claim.passages if word.search(p.english)), None)
    if holds is None:
        return claim
    own = [p for p in passages if p.sentence.article == holds.sentence.article]
    told = [(p, *found) for p in own for found in _full(short, p)]
    full = {name for _, name, _ in told if " " in name}
    sure = [(p, phrase) for p, name, phrase in told if phrase and _sure(p) and {name} >= full]
    if any(p in claim.passages for p, _ in sure) or any(name in claim.text for name in full):
        return claim
    sure.sort(key=lambda one: -1.0 if one[0].right is None else -one[0].right)
    span = (speaker.start, speaker.end)
    made = (
        with_name(claim, span, phrase, [passage], f"“{short}” is {phrase}")
        for passage, phrase in sure
    )
    return next((one for one in made if one and day_of(one) == day_of(claim)), claim)


def with_name(
    claim: Claim, span: tuple[int, int], name: str, way: Sequence[Passage], reason: str
) -> Claim | None:
    """The claim with a name in place of what stands in the span, or None where it would mislead.

    ``way`` are the passages of one article that the claim cites which tell the name; they are
    cited before its own, and the claim is no surer than they are.
    """
    start, end = span
    shown = name[:1].upper() + name[1:] if start == 0 else name
    rest = claim.text[end:]
    closing = "," if ", " in name and not rest.startswith(",") else ""
    text = claim.text[:start] + shown + closing + rest
    article = way[0].sentence.article
    citations = tuple(
        replace(c, passages=(*way, *c.passages)) if c.article == article else c
        for c in claim.citations
    )
    cited = [p for c in citations for p in c.passages]
    if misattributed(text, [p.sentence.text for p in cited], [p.english for p in cited]):
        return None
    sure = [s for s in (claim.support, *(p.right for p in way)) if s is not None]
    return replace(
        claim,
        text=text,
        citations=citations,
        reason="; ".join(filter(None, (claim.reason, reason))),
        support=min(sure, default=None),
    )


SURE = 0.6
"""How probably right is a translation that tells who somebody is, where that is known."""


def _sure(passage: Passage) -> bool:
    right = passage.right is None or passage.right >= SURE
    return passage.trusted and passage.likely and right


def _full(short: str, passage: Passage) -> Iterator[tuple[str, str]]:
    """(a person's name, the office with the name) where a sentence names him in full.

    The Indonesian has the name, too. The office is empty where none stands right before it.
    """
    text, indonesian = passage.english, passage.sentence.text.casefold()
    tokens = list(_TOKEN.finditer(text))
    for n, token in enumerate(tokens):
        if token[0] != short:
            continue
        first = last = n
        while last + 1 < len(tokens) and _named(text, tokens[last], tokens[last + 1]):
            last += 1
        while first and _named(text, tokens[first - 1], tokens[first]):
            first -= 1
        # "Investment Luhut Binsar": the ministry's last word is no name.
        while first < n and text[tokens[first].start() : tokens[last].end()].casefold() not in (
            indonesian
        ):
            first += 1
        full = text[tokens[first].start() : tokens[last].end()]
        if full.casefold() in indonesian:
            yield full, _with_office(text, tokens, first, last, passage)


def _named(text: str, one: re.Match[str], then: re.Match[str]) -> bool:
    """Whether two words stand side by side in a person's name."""
    beside = text[one.end() : then.start()] == " "
    return beside and all(
        w[0][0].isupper()
        and not w[0].isupper()
        and not _OFFICE.fullmatch(w[0])
        and not _CALENDAR.fullmatch(w[0])
        for w in (one, then)
    )


def _with_office(
    text: str, tokens: Sequence[re.Match[str]], first: int, last: int, passage: Passage
) -> str:
    """The words of an office right before a name, and the name."""
    start, office = first, False
    while start and text[tokens[start - 1].end() : tokens[start].start()] == " ":
        word = tokens[start - 1][0]
        told = bool(_OFFICE.fullmatch(word))
        if word.casefold() == "the" and office:
            start -= 1
            break
        of_office = told or word in _LINKS or word[0].isupper()
        opens = start == 1 and word.casefold() in FUNCTION_WORDS
        if not of_office or opens or _CALENDAR.fullmatch(word):
            break
        start, office = start - 1, office or told
    while start < first and tokens[start][0] in _LINKS:
        start += 1
    phrase = text[tokens[start].start() : tokens[last].end()]
    if not office or invented(passage.sentence.text, phrase):
        return ""
    return lowered(phrase) if tokens[start].start() == 0 else phrase
