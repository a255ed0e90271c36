"""Who gives a value: offices, institutions and their people as one source."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.differences.rules import rules
from summarizer.differences.sentence import Amount, Text
from summarizer.names import usual

_KINDS = {"org": "org", "acronym": "org", "place": "place"}


@dataclass(frozen=True, slots=True)
class Agent:
    """A run of names that is one source: an institution, its officer, an acronym in brackets.

    ``parts`` are (text, kind) with the kinds ``org``, ``place`` and ``other``.
    """

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]
    bracket: str = ""


@lru_cache(maxsize=256)
def agents(text: Text) -> tuple[Agent, ...]:
    """The possible sources of a sentence, in order."""
    mute = rules().words("attribution", "mute")
    found = [
        (n.start, n.end, _KINDS.get(n.kind, "other"))
        for n in text.names
        if not set(text.plain[n.start : n.end]) & {"#", "@"} and n.text.lower() not in mute
    ]
    taken = {i for start, end, _ in found for i in range(start, end)}
    for pattern, _ in rules().table("agents"):
        found += [(*m.span(), "org") for m in pattern.finditer(text.text) if m.start() not in taken]
    made: list[Agent] = []
    for start, end, kind in sorted(found):
        part = (text.text[start:end], kind)
        if made and start < made[-1].end:
            continue
        gap = text.text[made[-1].end : start] if made else ""
        around = (text.text[: made[-1].start] if made else "", text.text[end:])
        if made and gap == " (" and text.text[end : end + 1] == ")":
            bracket = part[0] if kind != "place" else ""  # "Korea Selatan (Korsel)"
            made[-1] = replace(made[-1], end=end + 1, bracket=bracket)
        elif made and (_joined(gap, *around) or _one_office(gap, made[-1], around[0])):
            made[-1] = replace(made[-1], end=end, parts=(*made[-1].parts, part))
        else:
            made.append(Agent(start, end, (part,)))
    return tuple(made)


def _joined(gap: str, left: str, right: str) -> bool:
    """Whether what stands between two names, and around them, makes them one source."""
    titles = rules().data["attribution"]["titles"]
    title = rf"(?:{titles}|[A-Z][\w.]*)"
    if re.fullmatch(rf" (?:{title} )*", gap) or rules()["attribution.link"].match(gap.strip()):
        return True
    officer = gap == ", " and re.search(rf"\b(?i:{titles}) $", left)
    aside = re.fullmatch(rf", (?:{title} )+", gap) and re.match(r"\W*$|,", right)
    return bool(officer or aside)


def _one_office(gap: str, agent: Agent, left: str) -> bool:
    """Whether "and" stands inside the name of an office."""
    wide = re.fullmatch(r"(?:,| dan|,? [A-Z]\w+)+ ", gap) and agent.parts[-1][1] != "place"
    return bool(wide and rules()["attribution.offices"].search(left))


@dataclass(frozen=True, slots=True)
class Event:
    """What all passages together tell: who belongs to whom, which people there are, which words
    of names half of the articles hold, with the disaster of the event, and the names of each.
    """

    owners: Mapping[str, str]
    people: frozenset[str]
    common: frozenset[str]
    told: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, texts: Sequence[Text]) -> "Event":
        """Read off the sentences."""
        owners: dict[str, set[str]] = defaultdict(set)
        told: dict[str, set[str]] = defaultdict(set)
        struck: dict[str, set[str]] = defaultdict(set)
        people = set[str]()
        for text in texts:
            here = text.root.text
            told[here].update(word for name in text.names for word in name.text.split())
            disasters = rules()["macro.disaster"].finditer(text.text)
            struck[here].update(found[0].lower().split()[0] for found in disasters)
            for agent in agents(text):
                people.update(_untitled(name) for name, kind in agent.parts if kind == "other")
                for name, owner in _ties(agent):
                    owners[name].add(owner)
        common = _in_most(told, max(len(told) / 2, min(len(told), 2)))
        # The disaster of the event: of those told of, the ones that most articles tell of.
        most = max(Counter(word for words in struck.values() for word in words).values(), default=0)
        common |= _in_most(struck, max(len(told) / 2, most))
        sure = {name: next(iter(some)) for name, some in owners.items() if len(some) == 1}
        names = {article: frozenset(words) for article, words in told.items()}
        return cls(sure, frozenset(people), frozenset(common), names)

    def key(self, agent: Agent) -> str:
        """The source in Indonesian: the institution, where this text or another names it."""
        if agent.bracket:
            return agent.bracket
        n = _institution(agent)
        if n is not None:
            after = agent.parts[n + 1 : n + 2]
            place = f"|{after[0][0]}" if after and after[0][1] == "place" else ""
            return self.owners.get(agent.parts[n][0], agent.parts[n][0]) + place
        name = next((text for text, kind in agent.parts if kind == "other"), "")
        if not name:
            return agent.parts[0][0]
        name = _untitled(name)
        owner = self.owners.get(name) or self.owners.get(name.split()[-1])
        return owner or ("" if rules()["attribution.anonymous"].search(name) else self._whole(name))

    def person(self, agent: Agent) -> str:
        """The person that a source names, by the longest name that is told; else empty."""
        name = next((text for text, kind in agent.parts if kind == "other"), "")
        return self._whole(_untitled(name)) if name else ""

    def _whole(self, name: str) -> str:
        """A person by the longest name that is told: "Sri Mulyani" is Sri Mulyani Indrawati."""
        words = set(name.split())
        longer = [other for other in self.people if words < set(other.split())]
        return longer[0] if len(longer) == 1 and len(longer[0].split()) < 5 else name

    def related(self, one: Text, other: Text) -> bool:
        """Whether two articles tell of one event, by the names that both hold."""
        return one.root == other.root or bool(self.told[one.root.text] & self.told[other.root.text])


def _untitled(name: str) -> str:
    titles = rules().data["attribution"]["titles"]
    return re.sub(rf"^(?:(?:{titles}|senior|muda)\s)+", "", name, flags=re.IGNORECASE)


def _in_most(words: Mapping[str, set[str]], enough: float) -> set[str]:
    held = Counter(word for some in words.values() for word in some)
    return {word for word, count in held.items() if count >= enough}


def _institution(agent: Agent) -> int | None:
    """Which part is the institution: one that the table knows before one that looks like it."""
    found = [n for n, (_, kind) in enumerate(agent.parts) if kind == "org"]
    known = [n for n in found if _known(agent.parts[n][0])]
    return next(iter((*known, *found)), None)


def _known(name: str) -> bool:
    return bool(usual(name)) or english(name) != name


def _ties(agent: Agent) -> Iterator[tuple[str, str]]:
    """Names that stand for an institution: its long form, its officers."""
    if agent.bracket:
        long = " ".join(name for name, _ in agent.parts)
        yield from ((name, agent.bracket) for name in (long, agent.bracket))
        return
    n = _institution(agent)
    for name, kind in agent.parts:
        if n is not None and kind == "other":
            owner = agent.parts[n][0]
            yield from ((part, owner) for part in (name, name.split()[0], name.split()[-1]))


def speaker(text: Text, i: int, amount: Amount, event: Event) -> str:
    """Who gives an amount of a clause, in English; empty where that is not sure."""
    for j in range(i, -1, -1):
        heard = sources(text, j, event, amount)
        if heard:
            return next(iter(heard)) if len(heard) == 1 else ""
        if text.clauses[j].joint not in ("", "dari", ":"):
            break
    every = [sources(text, j, event) for j in range(len(text.clauses))]
    heard = set().union(*every)
    return next(iter(heard)) if len(heard) == 1 and every[-1] and _follows(text) else ""


def _follows(text: Text) -> bool:
    """Whether a source stands behind all that is told: "..., kata juru bicara BNPB"."""
    tail = text.plain[text.plain.rfind("#") + 1 :]
    return re.search(rf",[”\"]? (?i:{rules().data['attribution']['before']}) ", tail) is not None


def sources(text: Text, i: int, event: Event, amount: Amount | None = None) -> set[str]:
    """The sources that a clause names, in English, after "menurut" and its like or before a verb.

    With an amount, those behind it count where neither another amount nor a comparison parts them.
    """
    table, clause = rules(), text.clauses[i]
    attribution = table.data["attribution"]
    cue = rf"(?i:{attribution['before']})(?:,? (?:{attribution['titles']}|[A-Z][\w.]*)){{0,6}} $"
    inside = [a for a in agents(text) if clause.start <= a.start < clause.end]

    def left(agent: Agent) -> str:
        return " " * clause.start + text.plain[clause.start : agent.start]

    near = [a for a in inside if amount is None or not _parted(text, amount, a)]
    cued = {english(event.key(a)) for a in near if _first(re.search(cue, left(a)), inside, a)}
    part = text.part(i)
    verbs = [m.start() for m in table["attribution.verbs"].finditer(part)]
    number = part.find("#")
    at = max((v for v in verbs if v < number), default=min(verbs, default=-1))
    if at < 0 or table["attribution.pronoun"].search(part[:at]):
        return cued
    office = re.compile(rf"(?<!\S)(?:(?:{attribution['titles']}|[A-Z][\w.]*) )+$")
    subjects = [a for a in inside if a.end - clause.start <= at]
    return cued | {
        english(event.key(a))
        for a in subjects
        if table["attribution.subject"].search(office.sub("", left(a).lstrip()))
    }


def _first(cue: re.Match[str] | None, inside: Sequence[Agent], agent: Agent) -> bool:
    """Whether no other name stands between the words of attribution and this one."""
    return cue is not None and not any(cue.start() < a.start < agent.start for a in inside)


def _parted(text: Text, amount: Amount, agent: Agent) -> bool:
    between = text.plain[amount.end : agent.start]
    return "#" in between or rules()["attribution.parts"].search(between) is not None


def english(key: str) -> str:
    """A source, place or object as English writes it: ``name`` or ``name|place``."""
    name, _, place = key.partition("|")
    for pattern, label in rules().table("agents"):
        name = label if pattern.fullmatch(name) else name
    name = usual(name) or name
    owner = usual(place) or place
    return f"{owner}'{'' if owner.endswith('s') else 's'} {name}" if place else name
