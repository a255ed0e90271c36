"""Whether something is so: what is told or alleged, and who denies it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.data import Citation, Difference, DifferenceValue, Passage
from summarizer.days import told_day
from summarizer.differences.rules import rules
from summarizer.differences.sentence import Text
from summarizer.differences.sources import Agent, Event, agents, english
from summarizer.parts import detached

REACH = 40
"""Characters between a subject and its verb."""


def denials(read: Sequence[Text], event: Event) -> Iterator[Difference]:
    """An accusation and its denial told in one sentence, and who else of the accusers makes it."""
    table, seen = rules(), set[str]()
    data = table.data["denial"]
    for text in read:
        found = table["denial.verb"].search(text.plain)
        if not found or table["drop.conditional"].search(text.text):
            continue
        deniers = [english(event.key(a)) for a in _joint(text, found.start())]
        accusers = [english(event.key(a)) for a in agents(text) if a.start == found.end()]
        topics = _topics(text)
        if not (deniers and accusers and all((*deniers, *accusers))) or len(topics) != 1:
            continue
        what = f"{data['label']}: {topics[0]}"
        if what not in seen:
            seen.add(what)
            citation = Citation(text.passage.sentence.article, (text.passage,))
            alleged = DifferenceValue(data["alleged"], citation, accusers[0])
            denied = DifferenceValue(data["denied"], citation, " and ".join(deniers))
            made = _made_again(read, event, text, accusers[0])
            yield Difference(what, (alleged, *made, denied))


def _made_again(
    read: Sequence[Text], event: Event, denial: Text, accuser: str
) -> Iterator[DifferenceValue]:
    """What officers of the accuser hold of the same matter in other articles, each with its day.

    The sentence names another party that the denial names, holds it of them, and neither doubts
    nor denies it.
    """
    table, heard = rules(), {denial.root.text}
    about = _topics(denial)
    parties = _parties(denial) - {accuser}
    for text in read:
        verb = table["denial.holds"].search(text.plain)
        if not verb or text.root.text in heard or _topics(text) != about:
            continue
        if table["drop.negated"].search(text.text) or table["drop.sentence"].search(text.text):
            continue
        who = [a for a in _joint(text, verb.start()) if accuser in _places(a)]
        if who and parties & _parties(text) and text.passage.likely:
            heard.add(text.root.text)
            citation = Citation(text.passage.sentence.article, (text.passage,))
            name, kind = who[0].parts[-1]
            said_by = name if kind == "other" else accuser
            alleged = table.data["denial"]["alleged"]
            yield DifferenceValue(alleged, citation, said_by, told_day(text.passage))


def _topics(text: Text) -> list[str]:
    return [label for p, label in rules().table("denial.topics") if p.search(text.text)]


def _places(agent: Agent) -> set[str]:
    return {english(name) for name, kind in agent.parts if kind == "place"}


def _parties(text: Text) -> set[str]:
    return set().union(*(_places(agent) for agent in agents(text)))


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


def contested(found: Sequence[Difference]) -> frozenset[Passage]:
    """The passages that state what another one denies."""
    denied = rules().data["denial"]["denied"]
    stated, denying = set[Passage](), set[Passage]()
    for difference in found:
        if any(value.value == denied for value in difference.values):
            for value in difference.values:
                (denying if value.value == denied else stated).update(value.citation.passages)
    return frozenset(stated - denying)


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
    aside = [found.span() for found in rules()["denial.aside"].finditer(text.text, 0, end)]
    before = [
        a for a in agents(text) if a.end <= end and not any(i < a.start < j for i, j in aside)
    ]
    joint = before[-1:]
    for agent in reversed(before[:-1]):
        if text.text[agent.end : joint[0].start].strip() in ("dan", "maupun", "serta"):
            joint.insert(0, agent)
    behind = rules()["attribution.preposition"]
    far = bool(joint) and end - joint[-1].end > REACH
    left = [text.text[: agent.start] for agent in joint]
    others = any(behind.search(before) or _within_a_name(before) for before in left)
    return [] if far or others else joint


def _within_a_name(before: str) -> bool:
    """Whether a name goes on behind such words: "Partai Solidaritas Indonesia" is not Indonesia."""
    word = re.search(r" ([A-Z][\w-]+) \Z", before)
    titles = rules().data["attribution"]["titles"]
    return word is not None and not re.fullmatch(rf"(?i:{titles})", word[1])
