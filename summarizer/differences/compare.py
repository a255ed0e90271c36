"""Which statements of one slot differ, and how a reader is told."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

from summarizer.data import Citation, Difference, DifferenceValue, Passage
from summarizer.differences.denials import denials, disputed
from summarizer.differences.rules import rules
from summarizer.differences.sentence import texts
from summarizer.differences.sources import Event
from summarizer.differences.statements import statements
from summarizer.differences.told import Told
from summarizer.quantities import Value, spellings, values

GROWTH = 10
"""The factor by which a count may change from one report to the next and still be one count."""

WHILE = 3
"""Hours between two articles after which a larger count may have grown, and is no conflict."""

NEAR = 2
"""Days between the last figures of two sources that are known to count differently."""

_AT_LEAST = ("lower", "least")


def differences(passages: Sequence[Passage]) -> list[Difference]:
    """What the sources of one event tell differently: disagreements and developments.

    Takes the passages of the event in any order; an untrusted one only lends context. Near-copies
    are one voice. Equal sets of passages give equal results.
    """
    read = texts(passages)
    event = Event.of(read)
    groups: dict[tuple[int, tuple[str, ...], str], list[Told]] = defaultdict(list)
    for text in read:
        for told in statements(text, event) if text.passage.trusted else ():
            groups[rules().slots.index(told.slot), told.scope, told.cause].append(told)
    found = list[Difference]()
    for _, group in sorted(groups.items(), key=lambda item: item[0]):
        clear = _clear(group)
        fallen = list(_fallen(clear, event))
        found += [*_disagreements(clear, event), *(fallen or _developments(clear, event))]
    accused = denials([text for text in read if text.passage.trusted], event)
    return [*found, *accused, *disputed(read, event)]


def _clear(group: Sequence[Told]) -> list[Told]:
    """Without what one article tells in two ways of one day and source: those are two things."""
    kept = defaultdict[tuple[object, ...], list[Told]](list)
    for told in group:
        day = told.day if "daily" in told.slot.flags else ""
        kept[told.text.root.text, told.speaker, day, told.phase].append(told)
    sure = (
        same for same in kept.values() if not any(_exclude(*two) for two in combinations(same, 2))
    )
    return [told for same in sure for told in same]


def _disagreements(group: Sequence[Told], event: Event) -> Iterator[Difference]:
    """Different values for one day, and the last ones of sources that differed before."""
    days: dict[str, list[Told]] = defaultdict(list)
    daily = any("daily" in told.slot.flags for told in group)
    for told in group:
        days[told.day if daily else ""].append(told)
    rivals = set[frozenset[str]]()
    for when, same in sorted(days.items()):
        last = _latest(same)
        pairs = [two for two in combinations(last, 2) if _conflict(*two, event)]
        rivals |= {frozenset((a.speaker, b.speaker)) for a, b in pairs if a.speaker and b.speaker}
        if pairs:
            shown = _shown(last, [told for two in pairs for told in two])
            yield Difference(_what(group[0], when), tuple(map(_value, shown)))
    for pair in sorted(map(sorted, rivals)) if daily else ():
        one, other = (max((t for t in group if t.speaker == name), key=_order) for name in pair)
        if one.day != other.day and _days(one, other) <= NEAR and _differ(one, other):
            ends = sorted((one, other), key=_order, reverse=True)
            yield Difference(f"{_what(group[0])}, last figures", tuple(map(_value, ends)))


def _fallen(group: Sequence[Told], event: Event) -> Iterator[Difference]:
    """All values of a count that only grows, where another source's later one is smaller.

    Not all are right. The toll of a riot was told as 127, 174, 125 and 131 within four days.
    """
    lasting = [t for t in group if _lasting(t) and "grows" in t.slot.flags and not t.bound]
    steps = _steps(lasting)
    pairs = [(a, b) for a, b in combinations(steps, 2) if a.day < b.day and _days(a, b) <= NEAR]
    apart = [(a, b) for a, b in pairs if a.speaker != b.speaker and _differ(a, b)]
    if any(
        a.text.root != b.text.root and a.span > b.span and event.related(a.text, b.text)
        for a, b in apart
    ):
        yield Difference(_what(group[0]), tuple(map(_value, reversed(steps))))


def _latest(same: Sequence[Told]) -> list[Told]:
    """What each source said last of one day, where that is one thing, and what is told of none."""
    by: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in same:
        by[told.speaker, told.phase].append(told)
    found = list[Told]()
    for (name, _), every in by.items():
        last = [t for t in every if _order(t) == max(map(_order, every))]
        if not name:
            found += every
        elif not any(_exclude(*two) for two in combinations(last, 2)):
            found.append(last[0])
    return found


def _shown(last: Sequence[Told], members: Sequence[Told]) -> list[Told]:
    """Who is in conflict, and what other sources plainly say besides; each value once a source."""
    named = {t.speaker: t for t in members if t.speaker}
    for told in last:
        if told.speaker and not told.bound:
            named.setdefault(told.speaker, told)
    held = {t.span for t in named.values()}
    alone = {t.span: t for t in reversed(members) if not t.speaker and t.span not in held}
    return sorted((*named.values(), *alone.values()), key=lambda t: (t.span, t.speaker))


def _order(told: Told) -> tuple[str, str]:
    return told.day, told.text.published


def _days(one: Told, other: Told) -> int:
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)


def _conflict(one: Told, other: Told, event: Event) -> bool:
    """Whether two statements of one slot and day can not both be right, as far as they tell."""
    named = bool(one.speaker and other.speaker and one.speaker != other.speaker)
    flags = one.slot.flags
    if one.phase != other.phase or not _differ(one, other):
        return False
    if not event.related(one.text, other.text) or ("named" in flags and not named):
        return False
    if one.text.root == other.text.root:
        return named
    return "grows" not in flags or not _grown(one, other, WHILE if named else 0)


def _grown(one: Told, other: Told, hours: int) -> bool:
    """Whether the larger count appeared so many hours after the smaller one."""
    first, then = sorted((one, other), key=lambda t: t.span)
    times = (first.text.published, then.text.published)
    if min(map(len, times)) <= len("2018-10-07"):
        return False
    early, late = (datetime.fromisoformat(time).replace(tzinfo=None) for time in times)
    return late - early > timedelta(hours=hours)


def _differ(one: Told, other: Told) -> bool:
    """Whether two values exclude each other, rounding and "about" allowed for, and are of a size
    that one thing may have."""
    least, most, slot = _least(one, other), _most(one, other), one.slot
    alike = least > 0 and most / least <= slot.ratio and most - least <= slot.apart
    return alike and _exclude(one, other)


def _exclude(one: Told, other: Told) -> bool:
    """Whether two values can not be one, as "1,5 juta" and 1.503.212 can."""
    coarse, fine = sorted((one, other), key=lambda t: t.step, reverse=True)
    if coarse.step > fine.step > 0:
        told = coarse.span[0]
        below, above = min(coarse.step / 2, told / 20), min(coarse.step, told / 10)
        if told - below <= fine.span[0] < told + above:
            return False
    return _least(one, other) < _most(one, other)


def _least(one: Told, other: Told) -> Decimal:
    return min(one.span[1], other.span[1])


def _most(one: Told, other: Told) -> Decimal:
    return max(one.span[0], other.span[0])


def _developments(group: Sequence[Told], event: Event) -> Iterator[Difference]:
    """Values that follow each other in time: of all sources, or of each where they disagree."""
    group = [t for t in group if _lasting(t) and t.slot.flags & {"grows", "moves"}]
    if not group:
        return
    flags = group[0].slot.flags
    chains = {"": list(group)}
    one = len({t.speaker for t in group} - {""}) < 2 or "placed" in flags
    disputed = _quarrel(group, event)
    if not one or disputed or not _runs(group, event):
        chains = defaultdict(list)
        for told in group:
            # "At least 127" of a day on which others count 125 and 174 is no step of a course.
            if not (disputed and told.bound in _AT_LEAST):
                chains[told.speaker].append(told)
        nobody = chains.pop("", [])
        most = max(sorted(chains), key=lambda name: len(chains[name]), default="")
        own = chains.get(most, [])
        # One value of a source makes no course that another's could belong to: the reference rate
        # of a central bank and a closing price are two series.
        follows = len({told.day for told in own}) > 1 and _runs([*own, *nobody], event)
        chains |= {most: [*own, *nobody]} if follows else {"": nobody}
    for name, chain in sorted(chains.items()):
        steps = _steps(chain)
        if len(steps) > 1 and _runs(chain, event):
            alone = name and all(told.speaker == name for told in steps)
            what = _what(group[0]) + (f", according to {name}" if alone else "")
            yield Difference(what, tuple(map(_value, reversed(steps))), development=True)


def _lasting(told: Told) -> bool:
    """Whether a value stands for its day: not the opening, nor one of several incidents."""
    if told.slot.phases:
        return told.phase not in ("at the opening", "at midday")
    return not told.phase


def _quarrel(group: Sequence[Told], event: Event) -> bool:
    pairs = combinations(group, 2)
    return any(a.day == b.day and _conflict(a, b, event) for a, b in pairs)


def _steps(chain: Sequence[Told]) -> list[Told]:
    """The values of a chain in order of time, each once in a row."""
    steps = list[Told]()
    for told in sorted(chain, key=lambda t: (*_order(t), t.span)):
        if steps and steps[-1].day == told.day and steps[-1].span == told.span:
            steps[-1] = steps[-1] if steps[-1].speaker or not told.speaker else told
        elif not steps or _exclude(steps[-1], told) or _risen(steps[-1], told):
            steps.append(told)
    return steps


def _risen(one: Told, then: Told) -> bool:
    """Whether a count that grows passed a larger number on a later day: "more than 11,000" dead and
    "more than 41,000" a week later both hold, and are two steps."""
    grows = "grows" in one.slot.flags and one.bound in _AT_LEAST
    return grows and one.day < then.day and one.span[0] < then.span[0]


def _runs(chain: Sequence[Told], event: Event) -> bool:
    """Whether a chain tells one count over time, which grows if it must, by steps of a size."""
    steps = _steps(chain)
    for one, then in pairwise(steps):
        least, most = min(_least(one, then), one.span[0]), _most(one, then)
        grown = "grows" not in one.slot.flags or one.span < then.span
        later = _order(one) < _order(then)
        if not (grown and later and least > 0 and most / least <= GROWTH):
            return False
        if not event.related(one.text, then.text):
            return False
    days = {told.day for told in steps}
    return len(days) == len(steps) or "grows" in chain[0].slot.flags


def _what(told: Told, when: str = "") -> str:
    """The slot for readers: "Dead, Palu, on October 7, 2018"."""
    parts = [told.slot.label, *told.scope]
    if when:
        moment = date.fromisoformat(when)
        written = spellings(Value("date", (None, moment.month, moment.day), 0, 0, ""))[0]
        parts.append(f"on {written}, {moment.year}")
    return ", ".join(parts)


def _value(told: Told) -> DifferenceValue:
    passage = told.text.passage
    return DifferenceValue(
        value=_written(told),
        citation=Citation(passage.sentence.article, (passage,)),
        said_by=told.speaker,
        time=told.day if "daily" in told.slot.flags else "",
    )


def _written(told: Told) -> str:
    """The value as the passage's English has it, else as English writes it."""
    prefix: str = rules().data["bound_english"].get(told.bound, "")
    english_text = told.text.passage.english
    stated = values(english_text, "en")
    hits = [next((v for v in stated if _same(v, value)), None) for value in told.amount.values]
    first, last = hits[0], hits[-1]
    if first and last and all(hits) and first.start <= last.start:
        return prefix + english_text[first.start : last.end]
    return prefix + " to ".join(_spelt(value) for value in told.amount.values)


def _same(one: Value, other: Value) -> bool:
    return one.kind == other.kind and one.value == other.value and one.unit == other.unit


_LONG = ("second", "minute", "hour", "day", "week", "month", "year")


def _spelt(value: Value) -> str:
    digits = (text for text in spellings(value) if re.search(r"\d", text))
    amount = next(digits, value.text)
    if value.kind == "money":
        return f"{value.unit} {amount}"
    if value.kind == "percent" or not value.unit:
        return amount
    plural = "s" if value.unit in _LONG and amount != "1" else ""
    return f"{amount} {value.unit}{plural}"
