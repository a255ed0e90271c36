"""Groups -> drafts: one sentence a group, or several to choose from, and a title, in one batch."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations, takewhile

from summarizer.data import Draft, Group
from summarizer.days import in_time
from summarizer.merging import side_by_side_only, without_opening
from summarizer.notes import notes
from summarizer.parts import joined
from summarizer.protocols import Drafting, Journal, Progress, Task, Writer
from summarizer.store import journal_key


def draft(
    groups: Sequence[Group],
    writer: Writer,
    focus: str = "",
    progress: Progress | None = None,
    journal: Journal | None = None,
) -> tuple[Draft, list[Draft]]:
    """(title, one draft a group in the same order).

    A group of one passage is written too: a lone sentence may be clumsy, and the check that
    follows falls back to it word for word where the writer strays. What stands apart is set side
    by side by that check; its draft is empty. A writer that drafts is given all groups that have
    something to merge; it writes no title, for which there are passages.
    """
    best = max(groups, key=lambda group: group.score)
    if isinstance(writer, Drafting):
        return Draft(best, ""), _drafted(groups, writer, focus, progress, journal)
    whole = [group for group in groups if not group.apart]
    tasks = [Task("title", _english(best), focus)]
    tasks += [Task("sentence", _english(group), focus) for group in whole]
    title, *sentences = _written(tasks, writer, progress, journal)
    texts = dict(zip(whole, sentences, strict=True))
    return Draft(best, title), [Draft(group, texts.get(group, "")) for group in groups]


def redraft(
    drafts: Sequence[Draft],
    wrong: Mapping[Group, tuple[str, ...]],
    writer: Writer,
    focus: str = "",
    progress: Progress | None = None,
    journal: Journal | None = None,
) -> list[Draft]:
    """The drafts, those with something wrong written once more with what was wrong named.

    A writer that drafts has given all it can.
    """
    if isinstance(writer, Drafting):
        return list(drafts)
    again = [d for d in drafts if wrong[d.group] and not d.group.apart]
    if not again:
        return list(drafts)
    tasks = [Task("sentence", _english(d.group), focus, wrong[d.group]) for d in again]
    written = _written(tasks, writer, progress, journal)
    texts = dict(zip([d.group for d in again], written, strict=True))
    return [Draft(d.group, texts.get(d.group, d.text)) for d in drafts]


def _drafted(
    groups: Sequence[Group],
    writer: Drafting,
    focus: str,
    progress: Progress | None,
    journal: Journal | None,
) -> list[Draft]:
    """What a drafting writer makes of each group, and of all that it could be made of.

    That is the best two of three passages, too, each of kin and each partner beside the first. Two
    notes of one matter are asked for in either order, for the writer takes the first as the frame.
    What it finds less likely than a copy of a note is no merger: it learned to copy of two matters.
    """
    asks = [(group, asked) for group in groups for asked in _asks(group)]
    tasks = [Task("sentence", _english(a), focus, apart=a.apart) for _, a in asks]
    turned = {task: _turned(task) for task in tasks if len(task.passages) == 2 and not task.apart}

    def write(tasks: Sequence[Task], progress: Progress | None) -> list[str]:
        return [json.dumps(found) for found in writer.drafts(tasks, progress)]

    asked_for = [*tasks, *turned.values()]
    lines = _kept(asked_for, writer, write, progress, journal)
    said = {
        task: _likelier_than_copies(json.loads(line), task.passages)
        for task, line in zip(asked_for, lines, strict=True)
    }
    made: dict[Group, list[Draft]] = {group: [] for group in groups}
    for (group, asked), task in zip(asks, tasks, strict=True):
        texts, others = said[task], said[turned.get(task, task)]
        every = dict.fromkeys([*texts, *others])
        if task.apart:
            every = dict.fromkeys(_without_repeat(text, task.passages) for text in every)
        made[group] += [Draft(asked, _recased(text, task.passages)) for text in every]
    return [_with_others(group, drafts) for group, drafts in made.items()]


def _turned(task: Task) -> Task:
    return replace(task, passages=task.passages[::-1])


def _likelier_than_copies(texts: Sequence[str], notes: Sequence[str]) -> list[str]:
    """The sentences up to the first that only copies a note: that is no merger."""
    copies = set(map(_squeezed, notes))
    return [*takewhile(lambda text: _squeezed(text) not in copies, texts)]


def _without_repeat(text: str, notes: Sequence[str]) -> str:
    """The sentence; where it is two notes in full that open alike, with that said once."""
    frame, inner = notes
    rest = without_opening(inner, frame)
    twice = len(inner.split()) - len(rest.split()) > 1
    for joint in ("and", "but"):
        told = f"{frame.rstrip('.')}, {joint} {rest}"
        whole = text.casefold() == joined(notes, [joint]).casefold()
        if twice and whole and side_by_side_only(told, notes):
            return told
    return text


def _recased(text: str, notes: Sequence[str]) -> str:
    """The sentence; where it is two notes with "and", with the capitals that the second keeps."""
    whole = [joined(pair, ["and"]) for pair in permutations(notes) if len(pair) == 2]
    return next((one for one in whole if one.casefold() == text.casefold()), text)


def _with_others(group: Group, drafts: Sequence[Draft]) -> Draft:
    """The first draft of the group's own passages, empty where there is none, and all others."""
    own = next((d for d in drafts if d.group == group), Draft(group, ""))
    return replace(own, others=tuple(d for d in drafts if d is not own))


def _asks(group: Group) -> Iterator[Group]:
    """The groups whose passages a sentence could merge, each the one that it would be of.

    Two passages that were found to tell one fact are tried as facts apart, too: what the check
    finds mixed may stand side by side, the earlier day first.
    """
    first, *rest = group.passages
    if group.apart and len(rest) == 1 and not in_time(first, *rest):
        yield replace(group, passages=(*rest, first))
    elif rest:
        yield group
    if len(rest) > 1:
        yield replace(group, passages=group.passages[:2])
    for one in group.kin:
        yield replace(group, passages=(first, one), apart=False, partners=(), kin=())
    for other in group.partners:
        two = (first, other) if in_time(first, other) else (other, first)
        more = tuple(p for p in rest if p not in two and not group.apart)
        yield replace(group, passages=two, apart=True, partners=(), kin=more)


def _squeezed(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _english(group: Group) -> tuple[str, ...]:
    return tuple(notes(group.passages))


def _written(
    tasks: Sequence[Task], writer: Writer, progress: Progress | None, journal: Journal | None
) -> list[str]:
    return _kept(tasks, writer, writer.write, progress, journal)


def _kept(
    tasks: Sequence[Task],
    writer: Writer,
    write: Callable[[Sequence[Task], Progress | None], list[str]],
    progress: Progress | None,
    journal: Journal | None,
) -> list[str]:
    """The writer's lines; a batch that was written before is read from the journal, whole."""
    if journal is None:
        return write(tasks, progress)
    keys = [journal_key("write", writer.name, str(i), *map(repr, tasks)) for i in range(len(tasks))]
    known = journal.get(keys)
    if len(known) < len(keys):
        known = dict(zip(keys, write(tasks, progress), strict=True))
        journal.put(known)
    return [known[key] for key in keys]
