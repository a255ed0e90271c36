"""Measure the translation guards on parallel sentences: false alarms, and changes they catch.

A false alarm is a reason given for a human translation. Translators leave things out, add and err
too; pairs that were read and found to differ are listed apart with ``--apart``. What a guard
catches is measured by changing one thing in the English of the pairs it finds consistent.

    python scripts/measure_guards.py --corpus dev.jsonl.gz --apart tests/quantity_cases.apart.toml
"""

import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from measure_names import LABELS, Pair, read_labels, read_pairs

from summarizer.guards import failures
from summarizer.negation import negation
from summarizer.quantities import mismatches, values

GROUPS = {
    "number": "number", "money": "number", "percent": "number", "ordinal": "number",
    "magnitude": "number", "score": "number", "identifier": "identifier", "year": "year",
    "decade": "year", "date": "date", "month": "month", "weekday": "weekday", "clock": "clock",
    "daypart": "clock", "negation": "negation",
}  # fmt: skip
DAYPARTS = "morning noon evening night".split()  # far enough apart in both languages
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
).split()

_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\d])")
_WORDS = re.compile(rf"\b({'|'.join(NUMBERS)})\b", re.IGNORECASE)
_DAYS = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b")
_DAYPARTS = re.compile(r"\b(?:morning|evening|night)\b")
# "May" and "March" only where a number or "in" makes them months.
_MONTH = re.compile(
    rf"\b({'|'.join(m for m in MONTHS if m not in ('May', 'March'))})\b"
    r"|(?<=\bin )(?:May|March)\b|\b(?:May|March)(?= \d)|(?<=\d )(?:May|March)\b"
)
_YEAR = re.compile(r"(?<![\w.,$/-])(?:19|20)\d\d(?![\d,.]\d|\w|-\w)")
_NEGATOR = re.compile(
    r"(?<!\bor )\b(?:not|never|without|cannot|no(?! one\b|\.|,| \d| [A-Z]))\b"
    r"(?! (?:only|just|merely|least|less|more|later|longer than|doubt|matter|far|long|until"
    r"|to mention)\b)|(?<=\w)n['’]t\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|was|will|has|have|are|were|can|could|would|should|had|did|must)\b"
    r"(?! (?:not|no|never|only|just|more|less|least|also|yet|merely)\b|n['’]t)",
)
# What the English could lose; not counted before "hanya": "not only" may become "both".
_PLAIN = re.compile(
    r"\b(?:tidak|tak|bukan|belum|tanpa|jangan)\b(?! (?:hanya|saja|cuma|lama|jauh)\b)", re.IGNORECASE
)
_POSITIVE = {"without": "with", "never": "always", "cannot": "can"}


Change = Callable[[str, random.Random], str | None]


def number_changed(english: str, rng: random.Random) -> str | None:
    """Another number in place of one, in digits or words."""
    found = _pick([*_DIGITS.finditer(english), *_WORDS.finditer(english)], rng)
    if found is None:
        return None
    return english[: found.start()] + _other_number(found.group(), rng) + english[found.end() :]


def _other_number(text: str, rng: random.Random) -> str:
    if not text[0].isdigit():
        low = text.lower()
        scales = NUMBERS[-5:]
        pool = scales[1:] if low in scales else NUMBERS[:-5]
        other = rng.choice([word for word in pool if word != low])
        return other.capitalize() if text[0].isupper() else other
    place = rng.choice([i for i, c in enumerate(text) if c.isdigit()])
    digit = rng.choice([d for d in "123456789" if d != text[place]])
    return text[:place] + digit + text[place + 1 :]


def number_dropped(english: str, rng: random.Random) -> str | None:
    """A number left out that stands in the sentence once; "hundred" stays with its number."""
    words = [m for m in _WORDS.finditer(english) if m.group().lower() in NUMBERS[:-5]]
    hits = [*_DIGITS.finditer(english), *words]
    found = _pick([m for m in hits if english.count(m.group()) == 1], rng)
    return None if found is None else english[: found.start()] + english[found.end() :]


def weekday_changed(english: str, rng: random.Random) -> str | None:
    """Another day of the week."""
    return _swap(english, _DAYS, WEEKDAYS, rng)


def month_changed(english: str, rng: random.Random) -> str | None:
    """Another month; "May" is never put in, because it may be a verb."""
    return _swap(english, _MONTH, [m for m in MONTHS if m not in ("May", "March")], rng)


def year_changed(english: str, rng: random.Random) -> str | None:
    """A year moved by one to nine years."""
    found = _pick(list(_YEAR.finditer(english)), rng)
    if found is None:
        return None
    year = str(int(found.group()) + rng.choice([-1, 1]) * rng.randint(1, 9))
    return english[: found.start()] + year + english[found.end() :]


def daypart_changed(english: str, rng: random.Random) -> str | None:
    """Another part of the day."""
    return _swap(english, _DAYPARTS, DAYPARTS, rng)


def negation_dropped(english: str, rng: random.Random) -> str | None:
    """One plain negator taken out, or turned round."""
    found = _pick(list(_NEGATOR.finditer(english)), rng)
    if found is None:
        return None
    other = _POSITIVE.get(found.group().lower(), "")
    return english[: found.start()] + other + english[found.end() :]


def negation_added(english: str, rng: random.Random) -> str | None:
    """ "not" after an auxiliary of a sentence."""
    found = _pick(list(_AUXILIARY.finditer(english)), rng)
    return None if found is None else english[: found.end()] + " not" + english[found.end() :]


def _swap(text: str, pattern: re.Pattern[str], pool: list[str], rng: random.Random) -> str | None:
    found = _pick(list(pattern.finditer(text)), rng)
    if found is None:
        return None
    other = rng.choice([word for word in pool if word != found.group()])
    return text[: found.start()] + other + text[found.end() :]


def _pick(found: list[re.Match[str]], rng: random.Random) -> re.Match[str] | None:
    return rng.choice(found) if found else None


QUANTITY_CHANGES: dict[str, Change] = {
    "number changed": number_changed,
    "number dropped": number_dropped,
    "weekday changed": weekday_changed,
    "month changed": month_changed,
    "year changed": year_changed,
    "daypart changed": daypart_changed,
}
NEGATION_CHANGES: dict[str, Change] = {
    "negation dropped": negation_dropped,
    "negation added": negation_added,
}


def kinds(reasons: list[str]) -> set[str]:
    """The groups of kinds that the reasons of one pair name."""
    return {GROUPS.get(reason.split()[0], "number") for reason in reasons}


@dataclass(slots=True)
class Tally:
    """Counts of one run."""

    held: Counter[str]
    flagged: Counter[str]
    apart: Counter[str]
    made: Counter[str]
    caught: Counter[str]


def measure(pairs: list[Pair], apart: set[str], seed: int, show: str) -> Tally:
    """Run both guards over all pairs and over their changed copies."""
    tally = Tally(Counter(), Counter(), Counter(), Counter(), Counter())
    for pair in pairs:
        rng = random.Random(f"{seed} {pair.key}")
        _quantities(pair, apart, tally, rng, show)
        _negation(pair, apart, tally, rng, show)
    return tally


def _quantities(pair: Pair, apart: set[str], tally: Tally, rng: random.Random, show: str) -> None:
    found = [*values(pair.indonesian, "id"), *values(pair.english, "en")]
    held = {GROUPS[v.kind] for v in found if not v.weak and v.kind in GROUPS}
    tally.held.update(held | {"any"} if held else ())
    reasons = mismatches(pair.indonesian, pair.english)
    if reasons:
        named = kinds(reasons) | {"any"}
        (tally.apart if pair.key in apart else tally.flagged).update(named)
        if show in named and pair.key not in apart:
            _show(pair, pair.english, "; ".join(reasons))
        return
    for name, change in QUANTITY_CHANGES.items():
        changed = change(pair.english, rng)
        if changed is not None and changed != pair.english:
            tally.made[name] += 1
            caught = bool(mismatches(pair.indonesian, changed))
            tally.caught[name] += caught
            if show == name and not caught:
                _show(pair, changed, "missed")


def _negation(pair: Pair, apart: set[str], tally: Tally, rng: random.Random, show: str) -> None:
    tally.held["negation"] += 1
    reason = negation(pair.indonesian, pair.english)
    if reason is not None:
        (tally.apart if pair.key in apart else tally.flagged)["negation"] += 1
        if show == "negation" and pair.key not in apart:
            _show(pair, pair.english, reason)
        return
    for name, change in NEGATION_CHANGES.items():
        if name == "negation dropped" and not _PLAIN.search(pair.indonesian):
            continue
        changed = change(pair.english, rng)
        if changed is not None:
            tally.made[name] += 1
            caught = negation(pair.indonesian, changed) is not None
            tally.caught[name] += caught
            if show == name and not caught:
                _show(pair, changed, "missed")


def together(pairs: list[Pair], apart: set[str], right: set[tuple[str, str, str]]) -> list[Pair]:
    """Pairs that any guard of a translation flags, but for those that a reader found to differ."""

    def accused(pair: Pair) -> bool:
        found = failures(pair.indonesian, pair.english)
        if pair.key in apart:
            found = tuple(reason for reason in found if not reason.startswith(("quantity", "nega")))
        sides = {"missing": "lost", "source": "invented"}
        return any(
            (pair.key, sides.get(reason.split()[-1], ""), _name(reason)) not in right
            for reason in found
        )

    return [pair for pair in pairs if accused(pair)]


def _name(reason: str) -> str:
    """The name in ``name: Kim missing`` and ``name: Kim not in the source``."""
    text = reason.partition(": ")[2]
    return text.removesuffix(" missing").removesuffix(" not in the source")


def _show(pair: Pair, english: str, note: str) -> None:
    print(f"{pair.key} {pair.source}: {note}\n  {pair.indonesian}\n  {english}")


def report(tally: Tally) -> str:
    """The figures as a table for people."""
    lines = [f"{'false alarms':20}{'hold':>8}{'flagged':>9}{'apart':>7}{'false':>7}{'share':>8}"]
    for name in ("any", *dict.fromkeys(GROUPS.values())):
        held, false, apart = tally.held[name], tally.flagged[name], tally.apart[name]
        share = f"{false / held:8.2%}" if held else f"{'-':>8}"
        lines.append(f"{name:20}{held:8}{false + apart:9}{apart:7}{false:7}{share}")
    lines.append(f"\n{'one thing changed':20}{'made':>8}{'caught':>9}{'share':>8}")
    for name in (*QUANTITY_CHANGES, *NEGATION_CHANGES):
        made, caught = tally.made[name], tally.caught[name]
        share = f"{caught / made:8.2%}" if made else f"{'-':>8}"
        lines.append(f"{name:20}{made:8}{caught:9}{share}")
    return "\n".join(lines)


def main(
    corpus: Annotated[Path, typer.Option(help="JSON Lines of id, en and source; may be gzipped.")],
    apart: Annotated[
        Path | None, typer.Option(help="TOML of pairs read and found to differ.")
    ] = None,
    sources: Annotated[str, typer.Option(help="Only these sources, comma-separated.")] = "",
    limit: Annotated[int, typer.Option(help="Only so many pairs, drawn with the seed.")] = 0,
    seed: Annotated[int, typer.Option(help="Of the draw and of the changes.")] = 1,
    show: Annotated[str, typer.Option(help="Print the pairs of this row, e.g. weekday.")] = "",
) -> None:
    """Print false alarms and caught changes of the quantity and negation guards."""
    wanted = set(filter(None, sources.split(",")))
    pairs = [pair for pair in read_pairs(corpus) if not wanted or pair.source in wanted]
    if 0 < limit < len(pairs):
        pairs = random.Random(seed).sample(pairs, limit)
    listed = tomllib.loads(apart.read_text(encoding="utf-8")) if apart else {}
    keys = {key for table in listed.values() for key in table}
    print(report(measure(pairs, keys, seed, show)))
    alarms = together(pairs, keys, read_labels(LABELS))
    print(f"all guards together: {len(alarms)} of {len(pairs)} = {len(alarms) / len(pairs):.2%}")
    for pair in alarms if show == "together" else ():
        _show(pair, pair.english, "; ".join(failures(pair.indonesian, pair.english)))


if __name__ == "__main__":
    typer.run(main)
