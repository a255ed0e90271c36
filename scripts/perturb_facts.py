"""Two facts in one sentence: told together, or one tied to the other as no passage ties them."""

import random
import re

from measure_guards import MONTHS, WEEKDAYS
from perturb_names import same
from perturb_words import BASES, FUNCTION

from summarizer.names.find import units

JOINTS = (", and ", ", while ", "; ")
"""Between two facts that are only told together; true sentences are joined by the same."""
RELATIONS = (" because ", " after ", " before ", ", so ")
"""Between two facts of which one explains or dates the other."""

_FINITE = re.compile(rf"\b({'|'.join((*BASES, 'had', 'will', 'would', 'could', 'told'))})\b")
_VERB = re.compile(
    rf"\b(?:{'|'.join(BASES)}|is|are|was|were|has|have|had|will|would|could|can|may|must)\b"
)
_WHEN = re.compile(
    rf"\bon (?:{'|'.join(WEEKDAYS)})\b|\b(?:in|on) (?:{'|'.join(MONTHS)})(?: \d{{1,2}})?"
    r"(?:,? (?:19|20)\d\d)?\b|\bin (?:19|20)\d\d\b"
)
_ANY_TIME = re.compile(
    rf"\b(?:{'|'.join((*WEEKDAYS, *MONTHS))}|(?:19|20)\d\d|today|yesterday|tomorrow|last|next)\b"
)
_SAYS = re.compile(r"\b(?:said|says|told|added|reported|announced|stated|warned|according to)\b")


def clause(sentence: str, another: str, chance: random.Random) -> str | None:
    """A fact of the other text told along with the sentence's."""
    return together(sentence, another, chance.choice(JOINTS), chance.random() < 0.3)


def together(one: str, other: str, joint: str, turned: bool = False) -> str | None:
    """Two sentences as one, the second cut to a clause; None where one is too long or no clause."""
    first, second = (fact(other), fact(one)) if turned else (fact(one), fact(other))
    if first is None or second is None or max(len(first.split()), len(second.split())) > 30:
        return None
    if starts_with_name(second):
        return f"{first}{joint}{second}."
    return f"{first}{joint}{second[0].lower()}{second[1:]}."


def fact(sentence: str) -> str | None:
    """The clause that a sentence begins with, no stop at its end; None where that is no clause."""
    whole = sentence.strip().rstrip(".!?\"”' ").strip()
    whole = re.sub(
        r"^(?:However|Meanwhile|Moreover|Furthermore|But|And|Also|Earlier),? ", "", whole
    )
    if '"' in whole or "“" in whole or ":" in whole:
        return None
    cut = re.split(r", (?:which|who|where|adding|saying)\b|; ", whole)[0].rstrip(" ,")
    words = cut.split()
    if len(words) < 5 or not _VERB.search(cut) or _SAYS.search(words[-1]) or words[-1] in FUNCTION:
        return None
    opening = re.match(
        r"(?:If|When|While|As|After|Although|Because|Since|Before|\w+ing|With)\b", cut
    )
    if opening and "," not in cut:
        return None
    return cut[:1].upper() + cut[1:]


def starts_with_name(text: str) -> bool:
    """Whether the first word is capital not only for being the first."""
    own = units(text, "en")
    named = bool(own) and own[0].name.start == 0
    titled = re.match(r"\w+ [A-Z]|[A-Z0-9]{2}|I\b", text)
    function = text.split()[0].lower() in FUNCTION and text.split()[0] != "I"
    return named or (titled is not None and not function)


def merged(sentence: str, another: str, chance: random.Random) -> str | None:
    """What the other sentence says tied to this one: its deed, its time, or as a reason."""
    ways = [_deed, _time, _relation]
    chance.shuffle(ways)
    return next((made for way in ways if (made := way(sentence, another, chance))), None)


def _deed(sentence: str, another: str, chance: random.Random) -> str | None:
    """This one's subject does what the other's does."""
    first, second = fact(sentence), fact(another)
    if first is None or second is None or len(first.split()) > 25:
        return None
    verb = _FINITE.search(second)
    own = units(first, "en")[:1]
    if verb is None or not 0 < len(second[: verb.start()].split()) <= 8:
        return None
    who = units(second[: verb.start()], "en")
    if not who or any(same(unit, own) for unit in who) or "," in second[: verb.start()]:
        return None
    deed = second[verb.start() :]
    return f"{first} and {deed}." if 3 <= len(deed.split()) <= 20 else None


def _time(sentence: str, another: str, chance: random.Random) -> str | None:
    """This one happens when the other does."""
    when = _WHEN.search(another)
    if when is None or _ANY_TIME.search(sentence) or not sentence.endswith("."):
        return None
    return f"{sentence[:-1]} {when[0]}."


def _relation(sentence: str, another: str, chance: random.Random) -> str | None:
    return together(sentence, another, chance.choice(RELATIONS), chance.random() < 0.5)
