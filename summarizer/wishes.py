"""What to ask of a second translation, from what was wrong with the first."""

from collections.abc import Iterator

from summarizer.names import Glossary, accepted, invented, lost
from summarizer.negation import negation
from summarizer.protocols import Wish
from summarizer.quantities import differences, spellings

NEGATORS = ("not", "no", "never", "without", "cannot", "n't")
_MOST = 4  # demanded at once; a search of eight beams finds no room for more


def wish(indonesian: str, english: str, glossary: Glossary) -> Wish:
    """What the English must hold and must not hold to say what the Indonesian says.

    Names, values, terms and negations that it lost, in every English form that is known for them,
    and those that it made up. Empty where nothing that can be asked for is wrong: a value such as
    "tens of thousands" has no short form.
    """
    missing, new = differences(indonesian, english)
    must = [
        *(forms(name) for name in lost(indonesian, english)),
        *(spelt for value in missing if (spelt := spellings(value))),
        *(term.accepted for term in glossary.left_out(indonesian, english)),
        *_negators(indonesian, english, "lost"),
    ]
    never = [
        *invented(indonesian, english),
        *(value.text for value in new),
        *(word for words in _negators(indonesian, english, "added") for word in words),
    ]
    return Wish(tuple(dict.fromkeys(must))[:_MOST], tuple(dict.fromkeys(never)))


def forms(name: str) -> tuple[str, ...]:
    """The English forms of an Indonesian name: those of the table, or the name itself."""
    return accepted(name) or (name,)


def _negators(indonesian: str, english: str, what: str) -> Iterator[tuple[str, ...]]:
    if (negation(indonesian, english) or "").startswith(f"negation {what}"):
        yield NEGATORS
