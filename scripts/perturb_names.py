"""Which names may stand in each other's place, and which mean the same."""

import re

from summarizer.names.find import Unit
from summarizer.names.table import entries


def exchangeable(one: Unit, other: Unit) -> bool:
    """Whether a sentence stays a sentence with one name for the other, and says another thing."""
    kinds = {one.name.kind, other.name.kind}
    alike = len(kinds) == 1 or kinds <= {"person", "other"} or kinds <= {"org", "acronym"}
    return alike and _adjective(one) == _adjective(other) and not same(one, [other])


def same(one: Unit, others: list[Unit]) -> bool:
    """Whether a name means what one of the others means: by the table, or by a word."""
    words = {word.key for word in one.words}
    rows = one.hit.rows if one.hit else frozenset()
    return any(
        words & {word.key for word in other.words} or (other.hit and rows & other.hit.rows)
        for other in others
    )


def _adjective(unit: Unit) -> bool:
    """Whether a name is "Russian" rather than "Russia"."""
    if unit.hit is None:
        return False
    usual = {entries()[row].english[0] for row in unit.hit.rows}
    ending = re.search(r"(?:ese|ish|ian|ean|an|i|ch|ans|is)$", unit.name.text)
    return bool(ending) and unit.name.text not in usual
