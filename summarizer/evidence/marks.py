"""What the Indonesian words of a sentence show about its place in a brief."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from summarizer.names import names


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns of ``lang/evidence.toml``."""

    opening: re.Pattern[str]
    link: re.Pattern[str]
    timed: re.Pattern[str]
    also: re.Pattern[str]
    several: re.Pattern[str]
    many: dict[str, int]
    contents: re.Pattern[str]
    pointer: re.Pattern[str]
    pointed: re.Pattern[str]
    adding: re.Pattern[str]
    then: re.Pattern[str]
    object: re.Pattern[str]
    owned: re.Pattern[str]
    subject: re.Pattern[str]
    alone: re.Pattern[str]
    stated: re.Pattern[str]
    suspected: re.Pattern[str]
    thing: re.Pattern[str]
    elsewhen: re.Pattern[str]
    said_this: re.Pattern[str]
    framed: re.Pattern[str]
    place: re.Pattern[str]
    background: re.Pattern[str]
    ahead: re.Pattern[str]
    said: re.Pattern[str]
    plain: frozenset[str]


def is_dependent(text: str) -> bool:
    """Whether a sentence leans on the one before it: "Dari jumlah itu ...", "Putin juga ..."."""
    found = _marks()
    bare = text.lstrip("\"'“‘ ")
    ahead = [found.opening, found.pointer, found.then, found.contents]
    ahead += [found.suspected, found.thing, found.elsewhen]
    leans = found.adding.search(text) or any(pattern.match(bare) for pattern in ahead)
    return (
        bool(leans or of_several(bare))
        or is_nameless(bare)
        or _owned(bare)
        or _nameless_subject(bare)
    )


def unlinked(text: str) -> str:
    """A sentence without what only sets it beside another one: "Adapun USGS ...", "Putin juga"."""
    return _marks().also.sub(r"\1", _marks().link.sub("", text, count=1), count=1)


def of_several(text: str) -> int:
    """Of how many whom the sentence before names it tells: "TASS menyebut keduanya" of two."""
    found = _marks().several.match(text)
    return _marks().many[found["several"].casefold()] if found else 0


def is_timed_by_another(text: str) -> bool:
    """Whether it opens with a time that the sentence before tells: "Sehari sebelumnya"."""
    return bool(_marks().timed.match(text))


def _owned(text: str) -> bool:
    """Whether it opens with what belongs to somebody named before: "Nilai pembeliannya ...".

    A name before it, "Kata Putin, pasukannya", may be whose it is.
    """
    found = _marks().owned.match(text)
    return found is not None and not names(text[: found.end()], "id")


def _nameless_subject(text: str) -> bool:
    """Whether "itu" ends a first phrase that names nobody: "Saham bank berusia 167 tahun itu"."""
    found = _marks().subject.match(text)
    return found is not None and not names(text[: found.end()], "id")


def is_nameless(text: str) -> bool:
    """Whether it tells of "ia", who is not named: "Seusai rapat, ia berjalan kaki".

    The English has to guess a man or a woman, and nobody knows which one.
    """
    if _marks().alone.match(text):
        return True
    stated = _marks().stated.match(text)
    if stated and not any(n.kind == "other" for n in names(text[: stated.end()], "id")):
        return True
    framed = _marks().framed.match(text)
    if not framed:
        return False
    before = text[: framed.start("pronoun")]
    held = (before[: name.start] for name in names(before, "id") if name.kind == "other")
    return all(_marks().place.search(left) for left in held)


def points_back(text: str) -> bool:
    """Whether a sentence tells of "kota itu" and has named no "kota" before, of "-nya" behind a
    verb, or of what somebody said "inilah" is.

    Which one it is the sentence before tells, so that none of another article may stand there.
    """
    return bool(_marks().object.search(text) or _marks().said_this.search(text)) or any(
        not found["noun"] or not _named(found["noun"], text[: found.start()])
        for found in _marks().pointed.finditer(text)
    )


def _named(noun: str, before: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(noun)}(?![\w-])", before, re.IGNORECASE))


def plain_words() -> frozenset[str]:
    """Words that tell nothing of what a sentence is about: "Jumat", "pukul", "sementara"."""
    return _marks().plain


def is_quotation(text: str) -> bool:
    """Whether a sentence opens with what somebody said, word for word."""
    return text.startswith(('"', "“", "'", "‘"))


def tells_background(text: str) -> bool:
    """Whether it tells another fact beside its own, in front ("Di balik keputusan BI, ...") or
    behind ("... setelah BI menaikkan bunga").
    """
    return bool(_marks().background.search(text))


def is_fragment(text: str) -> bool:
    """Whether a sentence announces or asks, and states nothing: "Berikut dampaknya:"."""
    return text.rstrip("\"'”’ ").endswith((":", "?"))


def section(texts: Iterable[str], ahead: bool = True) -> str:
    """The section of a brief that most of the sentences belong to.

    Not ``ahead``: what they announce is over.
    """
    every = list(texts)
    if ahead and 2 * sum(bool(_marks().ahead.search(text)) for text in every) > len(every):
        return "what comes next"
    if 2 * sum(bool(_marks().said.search(text)) for text in every) > len(every):
        return "what was said"
    return "what happened"


@cache
def _marks() -> Marks:
    source = resources.files("summarizer").joinpath("lang", "evidence.toml")
    data = tomllib.loads(source.read_text("utf-8"))
    dependent, said = data["dependent"], data["said"]
    own = "".join(rf"(?<!\b{word} )" for word in dependent["own_time"])
    spans = "".join(rf"(?<!\b{word} )" for word in dependent["spans"])
    verbs = "|".join(dependent["verbs"])
    pointers, behind = (
        "|".join(f"{own}{word}" if word == "ini" else word for word in dependent[row])
        for row in ("pointers", "behind")
    )
    return Marks(
        re.compile(rf"(?:{_any(dependent['openings'])})\b", re.IGNORECASE),
        re.compile(rf"\A(?:(?:{_any(dependent['links'])})\b,? )+", re.IGNORECASE),
        re.compile(rf"\A(?:{_any(dependent['timed'])})\b", re.IGNORECASE),
        re.compile(rf"\A((?:[\w().-]+,? ){{1,8}}?)(?:{_any(dependent['also'])}) ", re.IGNORECASE),
        re.compile(
            rf"\A(?:(?!\b(?:dan|serta) ).)*?\b(?P<several>{_any(dependent['several'])})\b",
            re.IGNORECASE,
        ),
        dependent["several"],
        re.compile(
            rf"\A(?:(?!\d|\b(?:{_any(dependent['contents'])})\b).)*?"
            rf"\b(?:{_any(dependent['contents'])}) (?:{behind})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:(?:[\w-]+ ){{1,{dependent['within'] - 1}}}|(?:{_any(dependent['figures'])}) "
            rf"(?:[\w()-]+ ){{1,{dependent['far'] - 2}}})(?:{pointers})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w-])(?P<noun>[\w-]+) (?:{behind})\b|\b(?:{_any(dependent['there'])})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{_any(dependent['adding'])})\b", re.IGNORECASE),
        re.compile(
            rf"(?:(?!(?:{verbs})[a-z]{{4}})[\w-]+ ){{1,3}}"
            rf"{spans}"
            rf"(?:{_any(dependent['then'])}) (?=(?:me|ber|ter|di)[a-z]{{3}})",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?!(?:{_any(dependent['no_objects'])})\b)me[a-z]{{4,}}nya\b", re.IGNORECASE
        ),
        re.compile(
            rf"(?:(?!(?:{_any(dependent['joined'])}) |(?:{verbs})[a-z]{{4}})"
            rf"[\w-]+ ){{0,{dependent['owned'] - 1}}}"
            rf"(?:(?!(?:{_any(dependent['unowned'])})\b)[\w-]{{3,}}nya"
            rf"(?=,| (?:\d|(?:{_any(dependent['goes_on'])})\b|(?:me|ber|ter|di)[a-z]{{4}}))"
            rf"|(?<= )(?:{_any(dependent['others'])})\b)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:(?!(?:{_any(dependent['beyond'])}) |(?:{verbs})[a-z]{{4}})"
            rf"[\w-]+ ){{1,{dependent['subject'] - 1}}}(?:{pointers})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:{_any(dependent['alone'])})\b", re.IGNORECASE),
        re.compile(
            rf"[^,;\"“”]{{3,60}} (?:{_any(dependent['stating'])}) (?:bahwa )?"
            rf"(?:{_any(dependent['alone'])})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"[^,;\"“”]{{3,60}} (?:{_any(dependent['suspecting'])}) (?:bahwa )?"
            rf"(?:{_any(dependent['pronouns'])})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:{_any(dependent['things'])}) yang [^,;]{{3,80}} (?:itu|tersebut)\b", re.IGNORECASE
        ),
        re.compile(
            rf"(?:(?!\d|\b(?:{_any(dependent['day_names'])})\b).)*?"
            rf"\b(?:{_any(dependent['elsewhen'])})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:{_any(dependent['stating'])}) (?:bahwa )?(?:ini|inilah|itu|itulah)\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:{_any(dependent['frames'])})\b[^\"“”;:]{{3,120}}?, "
            rf"(?P<pronoun>{_any(dependent['pronouns'])})\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{_any(dependent['places'])}) $", re.IGNORECASE),
        re.compile(
            rf"^(?:{_any(data['background']['openings'])})\b.{{3,200}}?, "
            rf"|\b(?:{_any(data['background']['behind'])}) ",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{_any(data['ahead']['words'])})\b", re.IGNORECASE),
        re.compile(
            rf"[\"“”]|\b(?:{_any(said['nouns'])})(?:nya)?\b|\b(?:{_any(said['verbs'])})\b",
            re.IGNORECASE,
        ),
        frozenset(data["likeness"]["plain"]),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
