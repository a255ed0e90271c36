"""What to ask of a second translation, from what was wrong with the first."""

from summarizer.dates import told_as_clock, told_as_now
from summarizer.hedges import lost_hedges, made_up_hedges
from summarizer.matters import made_up
from summarizer.names import Glossary, accepted, invented, lost
from summarizer.negation import negation
from summarizer.opposites import courses, opposites
from summarizer.protocols import Wish
from summarizer.quantities import BETWEEN, differences, lost_ranges, spellings, wrong_dayparts

NEGATORS = ("not", "no", "never", "without", "cannot", "n't")
FORMS, MOST = 4, 4
"""Usual English forms of a word (the last of a row are rare: "GoI"), and words demanded at once: a
search of eight beams finds no room for more."""


def wish(indonesian: str, english: str, glossary: Glossary) -> Wish:
    """What the English must hold and must not hold to say what the Indonesian says.

    Names, values, hedges and terms that it lost, in the usual English forms, and those it made up.
    Empty where nothing that can be asked for is wrong: a value such as "tens of thousands" has no
    short form. A lost negation is not asked for: where the search is made to write "not", it
    writes it anywhere ("has never held office" for a bloodless coup).
    """
    missing, new = differences(indonesian, english)
    must = [
        *(forms(name) for name in lost(indonesian, english)),
        *(spelt for value in missing if (spelt := spellings(value))),
        *(BETWEEN for _ in lost_ranges(indonesian, english)),
        *(asked for _, asked in lost_hedges(indonesian, english)),
        *(term.accepted[:FORMS] for term in glossary.left_out(indonesian, english)),
    ]
    never = [
        *invented(indonesian, english),
        *(value.text for value in new),
        *(word for _, word in wrong_dayparts(indonesian, english)),
        *told_as_clock(indonesian, english),
        *(word for _, word in told_as_now(indonesian, english)),
        *(word for _, word in opposites(indonesian, english)),
        *(word for _, word in courses(indonesian, english)),
        *made_up_hedges(indonesian, english),
        *made_up(indonesian, english),
        *(NEGATORS if _added(indonesian, english) else ()),
    ]
    return Wish(tuple(dict.fromkeys(must))[:MOST], tuple(dict.fromkeys(never)))


def forms(name: str) -> tuple[str, ...]:
    """The English forms of an Indonesian name: those of the table, or the name itself."""
    return accepted(name)[:FORMS] or (name,)


def _added(indonesian: str, english: str) -> bool:
    return (negation(indonesian, english) or "").startswith("negation added")
