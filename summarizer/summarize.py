"""Groups -> drafts: one sentence a group, and a title, all in one batch."""

from collections.abc import Mapping, Sequence

from summarizer.data import Draft, Group
from summarizer.parts import detached
from summarizer.protocols import Journal, Progress, Task, Writer
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
    by side by that check; its draft is empty.
    """
    best = max(groups, key=lambda group: group.score)
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
    """The drafts, those with something wrong written once more with what was wrong named."""
    again = [d for d in drafts if wrong[d.group] and not d.group.apart]
    if not again:
        return list(drafts)
    tasks = [Task("sentence", _english(d.group), focus, wrong[d.group]) for d in again]
    written = _written(tasks, writer, progress, journal)
    texts = dict(zip([d.group for d in again], written, strict=True))
    return [Draft(d.group, texts.get(d.group, d.text)) for d in drafts]


def _english(group: Group) -> tuple[str, ...]:
    return tuple(detached(p.english) for p in group.passages)


def _written(
    tasks: Sequence[Task], writer: Writer, progress: Progress | None, journal: Journal | None
) -> list[str]:
    """The writer's lines; a batch that was written before is read from the journal, whole."""
    if journal is None:
        return writer.write(tasks, progress)
    keys = [journal_key("write", writer.name, str(i), *map(repr, tasks)) for i in range(len(tasks))]
    known = journal.get(keys)
    if len(known) < len(keys):
        known = dict(zip(keys, writer.write(tasks, progress), strict=True))
        journal.put(known)
    return [known[key] for key in keys]
