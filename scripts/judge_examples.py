"""Examples for a judge of support: Indonesian passages, an English sentence, does it hold?"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perturb import KINDS

PROMPT = "Indonesian: {}\nEnglish: {}\nSupported:"
ANSWERS = (" no", " yes")
MOST_PASSAGES = 3

_TAIL = re.compile(r",? (?:which|who|where|when|adding that|saying that) [^,]+\.$")
_HEAD = re.compile(r"^(?:On \w+|Meanwhile|However|In addition|Moreover|Earlier|But), ")


@dataclass(frozen=True, slots=True)
class Example:
    """``passages`` are Indonesian; ``kind`` is "true", or what was changed."""

    passages: tuple[str, ...]
    sentence: str
    kind: str

    @property
    def supported(self) -> bool:
        return self.kind == "true"

    @property
    def prompt(self) -> str:
        return PROMPT.format(" ".join(self.passages), self.sentence)


Row = Mapping[str, str]


def examples(rows: Sequence[Row], seed: int) -> Iterator[Example]:
    """Two examples a row in random order: a true sentence and a false one of the same evidence.

    The evidence is the row's Indonesian alone or with that of rows that share its words, as a
    group of passages is in a brief. The false one takes names and clauses from those.
    """
    near = _neighbours(rows)
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    for number in order:
        row, chance = rows[number], random.Random(f"{seed} {number}")
        company = [rows[n] for n in near[number][: chance.randrange(MOST_PASSAGES)]]
        outside = rows[chance.choice(near[number] or order)]
        passages = [row["id"], *(other["id"] for other in company)]
        chance.shuffle(passages)
        true = chance.choice([row["en"], shortened(row["en"]), joined(row, company)])
        yield Example(tuple(passages), true, "true")
        false = changed(row["en"], (company or [outside])[0]["en"], outside, passages, chance)
        if false:
            yield Example(tuple(passages), *false)


def shortened(english: str) -> str:
    """The sentence without a last clause or a first adverb: it still holds."""
    cut = _HEAD.sub("", _TAIL.sub(".", english))
    return cut[:1].upper() + cut[1:] if len(cut.split()) > 5 else english


def joined(row: Row, company: Sequence[Row]) -> str:
    """Two sentences of the evidence as one: it still holds."""
    if not company or not row["en"].endswith("."):
        return row["en"]
    return f"{row['en'][:-1]}, and {company[0]['en']}"


def changed(
    english: str, inside: str, outside: Row, passages: Sequence[str], chance: random.Random
) -> tuple[str, str] | None:
    """(a false sentence, its kind), of a kind drawn among those that fit; None where none does."""
    if chance.random() < 0.1 and outside["id"] not in passages:
        return outside["en"], "other"
    kinds = list(KINDS)
    chance.shuffle(kinds)
    for kind in kinds:
        another = outside["en"] if kind == "clause" else inside
        if kind == "clause" and outside["id"] in passages:
            continue
        made = KINDS[kind](english, another, chance)
        if made and made != english:
            return made, kind
    return None


def _neighbours(rows: Sequence[Row], most: int = 6) -> list[list[int]]:
    """For each row up to ``most`` others that share its rarest words, the likest first."""
    words = [{w.lower() for w in re.findall(r"[^\W\d_]{4,}", row["id"])} for row in rows]
    where: dict[str, list[int]] = {}
    for number, held in enumerate(words):
        for word in held:
            where.setdefault(word, []).append(number)
    found = []
    for number, held in enumerate(words):
        rare = sorted(
            (word for word in held if 1 < len(where[word]) <= 200), key=lambda w: (len(where[w]), w)
        )
        scores: dict[int, float] = {}
        for word in rare[:8]:
            for other in where[word]:
                if other != number:
                    scores[other] = scores.get(other, 0.0) + 1 / len(where[word])
        found.append(sorted(scores, key=lambda n: (-scores[n], n))[:most])
    return found
