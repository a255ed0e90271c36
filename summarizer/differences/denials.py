"""Whether something is so: what is told or alleged, and who denies it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from summarizer.data import Citation, Difference, DifferenceValue
from summarizer.differences.rules import rules
from summarizer.differences.sentence import Text
from summarizer.differences.sources import Agent, Event, agents, english
from summarizer.parts import detached

REACH = 40
"""Characters between a subject and its verb."""


def denials(read: Iterable[Text], event: Event) -> Iterator[Difference]:
    """An accusation and its denial told in one sentence."""
    table, seen = rules(), set[str]()
    data = table.data["denial"]
    for text in read:
        found = table["denial.verb"].search(text.plain)
        if not found or table["drop.conditional"].search(text.text):
            continue
        deniers = [english(event.key(a)) for a in _joint(text, found.start())]
        accusers = [english(event.key(a)) for a in agents(text) if a.start == found.end()]
        topics = [label for p, label in table.table("denial.topics") if p.search(text.text)]
        if not (deniers and accusers and all((*deniers, *accusers))) or len(topics) != 1:
            continue
        what = f"{data['label']}: {topics[0]}"
        if what not in seen:
            seen.add(what)
            citation = Citation(text.passage.sentence.article, (text.passage,))
            alleged = DifferenceValue(data["alleged"], citation, accusers[0])
            denied = DifferenceValue(data["denied"], citation, " and ".join(deniers))
            yield Difference(what, (alleged, denied))


def disputed(read: Sequence[Text], event: Event) -> Iterator[Difference]:
    """What a sentence tells and somebody denies in the next one: "Firli menepis tudingan itu"."""
    table = rules()
    data = table.data["denial"]
    for told, text in pairwise(read):
        passages = (told.passage, text.passage)
        if text.before != told.text or not all(p.trusted and p.likely for p in passages):
            continue
        verb, passive = (table[f"denial.{name}"].search(text.plain) for name in ("of", "by"))
        found = verb or passive
        leans = table["denial.leaning"].match(told.passage.english)
        if not found or leans or table["drop.conditional"].search(text.text[: found.end()]):
            continue
        who = _joint(text, found.start()) if verb else _behind(text, found.end())
        # What its holder denies an office does not.
        deniers = [event.person(agent) or english(event.key(agent)) for agent in who]
        if not (deniers and all(deniers)):
            continue
        one, other = (Citation(p.sentence.article, (p,)) for p in passages)
        head, word = ("label", "alleged") if _accusing(told, text) else ("disputed", "told")
        claim = DifferenceValue(data[word], one)
        denied = DifferenceValue(data["denied"], other, " and ".join(deniers))
        yield Difference(f"{data[head]}: “{_bare(told)}”", (claim, denied))


def _accusing(told: Text, denial: Text) -> bool:
    """Whether a sentence tells who accuses whom, and the next one denies the accusation."""
    table = rules()
    named = table["denial.accused"].search(denial.text)
    accuses, denies = (table[f"denial.{row}"].search(told.text) for row in ("accuses", "denies"))
    return bool(named and accuses and not denies)


def _bare(text: Text) -> str:
    return detached(text.passage.english).rstrip(".").replace("“", "‘").replace("”", "’")


def _behind(text: Text, start: int) -> list[Agent]:
    """The agent of a passive verb, behind nothing but titles."""
    titles = rf"(?i:(?:{rules().data['attribution']['titles']} )*)"
    after = [agent for agent in agents(text) if agent.start >= start][:1]
    between = [text.text[start : agent.start] for agent in after]
    return [a for a, gap in zip(after, between, strict=True) if re.fullmatch(titles, gap)]


def _joint(text: Text, end: int) -> list[Agent]:
    """The subjects of a verb: "Moskow dan Pyongyang selama ini membantah"."""
    before = [a for a in agents(text) if a.end <= end]
    joint = before[-1:]
    for agent in reversed(before[:-1]):
        if text.text[agent.end : joint[0].start].strip() in ("dan", "maupun", "serta"):
            joint.insert(0, agent)
    behind = rules()["attribution.preposition"]
    far = bool(joint) and end - joint[-1].end > REACH
    return [] if far or any(behind.search(text.text[: a.start]) for a in joint) else joint
