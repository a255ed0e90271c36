"""What a sentence tells: the values of slots, clause by clause."""

import re
from collections.abc import Iterator
from dataclasses import replace

from summarizer.differences.rules import Slot, rules
from summarizer.differences.scope import ancient, day, period, places
from summarizer.differences.sentence import Text
from summarizer.differences.sources import Event, agents, english, sources, speaker
from summarizer.differences.told import Told, counts, fits

CLOSED = "15"
"""The hour from which an article that names no day tells the close of its own."""


def statements(text: Text, event: Event) -> list[Told]:
    """The usable values that a sentence tells of any slot."""
    if not text.amounts or rules()["drop.sentence"].search(text.text):
        return []
    told: list[Told] = []
    for i in range(len(text.clauses)):
        hits = list(_matches(text, i))
        for slot, match in hits:
            told += [_sourced(new, told, event) for new in _state(text, i, slot, match, event)]
        if not hits and told:
            told += _carried(text, i, told[-1], event)
    return [t for t in told if t.usable and not t.replaced]


def _matches(text: Text, i: int) -> Iterator[tuple[Slot, re.Match[str]]]:
    """What the patterns find in a clause; an amount goes to the first slot that claims it."""
    clause, taken = text.clauses[i], set[int]()
    around = f"{text.plain} {text.continued}"
    for slot in rules().slots:
        if not all(pattern.search(around) for pattern in slot.asked):
            continue
        if slot.avoid and slot.avoid.search(text.plain):
            continue
        for pattern in slot.patterns:
            for match in pattern.finditer(text.plain, clause.start, clause.end):
                start = match.start("n")
                amount = text.amounts.get(start)
                if amount and start not in taken and fits(slot, amount):
                    taken.add(start)
                    yield slot, match


def _state(text: Text, i: int, slot: Slot, match: re.Match[str], event: Event) -> Iterator[Told]:
    """The statements of a match: one, or one for each of the objects that it is told of."""
    clause, amount = text.clauses[i], text.amounts[match.start("n")]
    comma = text.plain.find(",", match.end(), clause.end)
    words = text.plain[clause.start : clause.end if comma < 0 else comma]
    when, sure = day(text, i)
    dated = sure or "exact" not in slot.flags or text.published[11:13] >= CLOSED
    past = "daily" in slot.flags and (not when or ancient(text, when))
    scope = _scope(text, i, slot, match, event)
    said = Told(
        slot=slot,
        scope=scope or (),
        phase=_phase(text, slot, words),
        cause=_cause(text, slot, match, event),
        day=when,
        speaker=speaker(text, i, amount, event),
        amount=amount,
        text=text,
        clause=i,
        replaced=rules()["drop.first"].search(words) is not None,
    )
    sound = scope is not None and dated and not past
    said = replace(said, usable=sound and _whole(said, match, words))
    for name in next((names for p, names in slot.objects if p.search(words)), ("",)):
        yield replace(said, scope=(name, *said.scope) if name else said.scope)


def _scope(
    text: Text, i: int, slot: Slot, match: re.Match[str], event: Event
) -> tuple[str, ...] | None:
    """What limits a value: what it is of, for when, between whom, and where; None if not sure."""
    start = match.start("n")
    where = places(text, i, event, start if "period" in slot.flags else 0)
    if slot.flags & {"anywhere", "common_places"}:
        known = () if "anywhere" in slot.flags else where or ()
        where = tuple(place for place in known if place.split()[-1] not in event.common)
    thing = _object(match)
    if where is None or ("placed" in slot.flags and not where):
        return None
    if "parties" in slot.flags:
        parties = _parties(text, match)
        return (*parties, *where) if parties else None
    ahead = _ahead(text, i, start if "period" in slot.flags else text.clauses[i].end)
    if "period" in slot.flags:
        figure = period(text, i)
        settled = ahead or slot.settled is None or slot.settled.search(text.plain)
        if where or not figure or not settled or (not thing and _abroad(text)):
            return None
        where = ("forecast", figure) if ahead else (figure,)
    elif ahead and "ahead" not in slot.flags:
        return None
    return (thing, *where) if thing else where


def _whole(told: Told, match: re.Match[str], words: str) -> bool:
    """Whether an amount is the whole of what is counted, and is so."""
    text, slot, table = told.text, told.slot, rules()
    clause = text.clauses[told.clause]
    left = text.plain[clause.start : match.start("n")]
    counted = not counts(slot) or not (
        _stray(text, match) or table["group.time"].search(words) or not _total(told)
    )
    return (
        counted
        and not _dropped(text, told.clause, slot, words)
        and not table["group.words"].search(words[match.start() - clause.start :])
        and ("left_out" in slot.flags or not table["clause.left_out"].search(left))
        and ("exact" not in slot.flags or (not told.bound and len(told.amount.values) == 1))
    )


def _dropped(text: Text, i: int, slot: Slot, words: str) -> bool:
    """Whether a clause tells a part, an increase, another time, or what is not so."""
    table = rules()
    return (
        (text.clauses[i].aside and "comparison" not in slot.flags)
        or (table["drop.clause"].search(words) is not None and "clause" not in slot.flags)
        or (table["drop.negated"].search(words) is not None and "negated" not in slot.flags)
    )


def _stray(text: Text, match: re.Match[str]) -> bool:
    """Whether a name inside limits a count in no way that is understood: "korban tewas Israel"."""
    belongs = rules()["clause.belongs"]
    inside = (n for n in text.names if match.start() < n.start < match.start("n"))
    return not all(belongs.search(text.plain[match.start() : n.start]) for n in inside)


def _parties(text: Text, match: re.Match[str]) -> tuple[str, ...]:
    """Who takes part, from the names inside a match."""
    inside = (n for n in text.names if match.start() < n.start < match.end())
    held = {n.text for n in inside if not text.text[: n.start].endswith(("di ", "di Kota "))}
    return tuple(sorted(english(name) for name in held))


def _total(told: Told) -> bool:
    """Whether a count of people or houses is told as the whole one, or by a source."""
    whole = rules()["clause.whole"].search(told.text.plain)
    return "grows" not in told.slot.flags or bool(told.speaker or whole)


def _abroad(text: Text) -> bool:
    """Whether a figure of no named country may be another country's than Indonesia's."""
    places = [n for n in text.names if n.kind == "place" and english(n.text) != "Indonesia"]
    return any(not text.text[: n.start].endswith("di ") for n in places)


def _cause(text: Text, slot: Slot, match: re.Match[str], event: Event) -> str:
    """What befell the people counted, unless it is what the whole event is about."""
    if not counts(slot):
        return ""
    inside = rules()["clause.cause"].search(match[0])
    found = inside or rules()["clause.cause"].match(text.plain, match.end())
    if found is None or found["c"].lower() in event.common:
        return ""
    return found["c"].lower()


def _ahead(text: Text, i: int, end: int) -> bool:
    """Whether a clause up to an end, or one that it goes on with, tells an estimate or a plan."""
    first = i
    while first and text.clauses[first].joint == "":
        first -= 1
    words = text.plain[text.clauses[first].start : end]
    return rules()["drop.ahead"].search(words) is not None


def _object(match: re.Match[str]) -> str:
    """What the group ``o`` of a pattern names, in English."""
    found = match.groupdict().get("o") or ""
    known: dict[str, str] = rules().data["object_names"]
    return known.get(found.lower(), english(found.replace("_", " ")))


def _phase(text: Text, slot: Slot, words: str) -> str:
    """The moment of the day; where none is told of several, the sentence's own."""
    here = f"{text.passage.sentence.article.name} {text.passage.sentence.start}"
    if rules()["group.repeated"].search(text.plain):
        return here
    told = next((label for pattern, label in slot.phases if pattern.search(words)), "")
    return told or (here if slot.phases else "")


def _carried(text: Text, i: int, last: Told, event: Event) -> Iterator[Told]:
    """A clause that goes on with the value before: a list's next item, an earlier or new value."""
    inside = [a for a in text.amounts.values() if a.start >= text.clauses[i].start]
    amount = next((a for a in inside if a.end <= text.clauses[i].end), None)
    if amount is None or not fits(last.slot, amount):
        return
    before = text.plain[text.clauses[last.clause].start : amount.start]
    since = text.plain[last.amount.end : amount.start]
    next_one = replace(last, amount=amount, clause=i, replaced=False)
    if "#" in since or "~" in since:
        return
    if text.clauses[i].joint == "dari":
        when, _ = day(text, i)
        if when and rules()["clause.change"].search(before):
            yield replace(next_one, day=when, phase=_phase(text, last.slot, text.part(i)))
    elif rules()["clause.revised"].search(since):
        yield next_one
    elif heard := _listed(text, i, last, event):
        yield replace(next_one, speaker=heard)


def _sourced(told: Told, before: list[Told], event: Event) -> Told:
    """A list's item with its source, where an earlier item has one and this clause names it."""
    if told.speaker or not before or before[-1].slot is not told.slot:
        return told
    return replace(told, speaker=_listed(told.text, told.clause, before[-1], event))


def _listed(text: Text, i: int, last: Told, event: Event) -> str:
    """The source of a list's next item: "IMF menaksir 5,0 persen, Bank Dunia 4,9 persen"."""
    clause, part = text.clauses[i], text.part(i)
    inside = [a for a in agents(text) if clause.start <= a.start < clause.end]
    if len(inside) != 1 or "#" not in part:
        return ""
    agent = inside[0]
    around = text.plain[clause.start : agent.start] + " " + text.plain[agent.end : clause.end]
    around = rules()["attribution.verbs"].sub(" ", around)
    words = {word.lower() for word in re.findall(r"[^\W\d_][\w-]*", around)}
    allowed = rules().words("attribution", "fillers") | rules().words("attribution", "mute")
    if words - allowed:
        return ""
    key, name = event.key(agent), english(event.key(agent))
    told = name in sources(text, i, event)
    known = any(kind == "org" for _, kind in agent.parts) or agent.bracket or key in event.owners
    listed = "listed" in last.slot.flags and agent.parts[0][1] != "place"
    named = last.speaker and (known or listed) and agent.end <= text.plain.find("#", clause.start)
    return name if told or named else ""
