"""What a translation gets wrong time and again, put right by code where the Indonesian is plain.

Each was found by readers; what holds for most sentences of a kind only is no mend but a guard.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mend:
    """Where the Indonesian has ``source``, and not ``unless``, ``english`` becomes ``instead``."""

    source: re.Pattern[str]
    english: re.Pattern[str]
    instead: str
    unless: re.Pattern[str] | None = None


def mended(indonesian: str, english: str) -> str:
    """An English sentence with what is known to be wrong put right."""
    for mend in MENDS:
        if mend.source.search(indonesian) and not (mend.unless and mend.unless.search(indonesian)):
            english = mend.english.sub(mend.instead, english)
    for name in _COSMODROME.findall(indonesian):
        english = re.sub(rf"\b[CcKk]osmodrome? {name}\b", f"{name} Cosmodrome", english)
    return _ARTICLE.sub(r"\1n ", english)


_AIMED = re.compile(
    r"\bsepanjang (?:tahun )?(?:19|20)\d\d\b.*\b(?:mematok|mem(?:proyeksi|prediksi|perkira)kan"
    r"|menargetkan|di(?:patok|targetkan|proyeksikan|prediksi|perkirakan))\b",
    re.IGNORECASE,
)

MENDS = (
    # The short form is no English, and was made "(Korean)" and "(Koruk)".
    Mend(re.compile(r"\((?:Korut|Korsel)\)"), re.compile(r" \(Kor\w*\)"), ""),
    # What is aimed at for a whole year is not done throughout it.
    Mend(_AIMED, re.compile(r"\bThroughout(?= (?:the year )?(?:19|20)\d\d\b)"), "For the whole of"),
    Mend(_AIMED, re.compile(r"\bthroughout(?= (?:the year )?(?:19|20)\d\d\b)"), "for the whole of"),
    # "20 Maret lalu" is the last 20 March, not one of the year before.
    Mend(
        re.compile(r"\b\d{1,2} [A-Z][a-z]+ (?:yang )?lalu\b"),
        re.compile(
            r"\b(\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?)"
            r",? last year\b"
        ),
        r"\1",
        unless=re.compile(r"\btahun (?:yang )?(?:lalu|kemarin|sebelumnya|silam)\b", re.IGNORECASE),
    ),
    # "Lavrov lebih dulu dijadwalkan" was "was first scheduled", as if he had another date since.
    Mend(
        re.compile(r"\blebih dulu di\w{4,}", re.IGNORECASE),
        re.compile(r"\b(is|are|was|were) first (\w+ed)\b"),
        r"\1 \2 first",
    ),
    # "Penasihat AS, Korea Selatan, dan Jepang, yakni" was "The US adviser, South Korea and Japan":
    # one office and two countries.
    Mend(
        re.compile(r", dan [A-Z][\w ]+, ya(?:kni|itu) [A-Z]"),
        re.compile(
            r"\b([Tt])he (US|UK|EU) ((?:[a-z]+ ){0,3}(?:adviser|ambassador|chief|envoy|leader"
            r"|minister|president|representative|secretary)), "
            r"([A-Z][\w ]*(?:, [A-Z][\w ]*)*?),? and ([A-Z][\w ]*)(?=, namely )"
        ),
        r"\1he \3s of the \2, \4 and \5",
    ),
    # Who "menerima undangan untuk berkunjung" accepted it, and did not only receive it.
    Mend(
        re.compile(r"\bmenerima undangan [^.;]{3,80}? untuk (?:berkunjung|melawat|mengunjungi)"),
        re.compile(r"\breceived ((?:the |an? )?(?:\w+ )?invitation\b)"),
        r"accepted \1",
    ),
    # "Jual beli senjata dengan Korut" was "arms sales to North Korea", which bought none.
    Mend(
        re.compile(r"\bjual[ -]beli \w+ dengan\b", re.IGNORECASE),
        re.compile(r"\b(\w+) sales (?:to|with)\b"),
        r"\1 deals with",
    ),
)

_COSMODROME = re.compile(r"\bKosmodrom ([A-Z]\w+)")
"""Taken for a name, and left so: "Kosmodrom Vostochny"."""

_ARTICLE = re.compile(r"\b([Aa]) (?=(?!eu|once|one)[aeio][a-z]{2})")
"""Before a vowel that is spoken as one: "a invitation"."""
