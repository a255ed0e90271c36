"""Whether something is so: an accusation and its denial, told in one sentence."""

from collections.abc import Iterable, Iterator

from summarizer.data import Citation, Difference, DifferenceValue
from summarizer.differences.rules import rules
from summarizer.differences.sentence import Text
from summarizer.differences.sources import Agent, Event, agents, english

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
