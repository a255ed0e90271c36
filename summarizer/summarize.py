"""Groups -> drafts: one sentence a group, and a title, all in one batch."""

from collections.abc import Mapping, Sequence

from summarizer.data import Draft, Group
from summarizer.protocols import Progress, Task, Writer


def draft(
    groups: Sequence[Group],
    writer: Writer,
    focus: str = "",
    progress: Progress | None = None,
) -> tuple[Draft, list[Draft]]:
    """(title, one draft a group in the same order).

    A group of one passage is written too: a lone sentence may be clumsy, and the check that
    follows falls back to it word for word where the writer strays.
    """
    best = max(groups, key=lambda group: group.score)
    tasks = [Task("title", _english(best), focus)]
    tasks += [Task("sentence", _english(group), focus) for group in groups]
    title, *sentences = writer.write(tasks, progress)
    return (
        Draft(best, title),
        [Draft(group, text) for group, text in zip(groups, sentences, strict=True)],
    )


def redraft(
    drafts: Sequence[Draft],
    wrong: Mapping[Group, tuple[str, ...]],
    writer: Writer,
    focus: str = "",
    progress: Progress | None = None,
) -> list[Draft]:
    """The drafts, those with something wrong written once more with what was wrong named."""
    again = [d for d in drafts if wrong[d.group]]
    if not again:
        return list(drafts)
    tasks = [Task("sentence", _english(d.group), focus, wrong[d.group]) for d in again]
    texts = dict(zip([d.group for d in again], writer.write(tasks, progress), strict=True))
    return [Draft(d.group, texts.get(d.group, d.text)) for d in drafts]


def _english(group: Group) -> tuple[str, ...]:
    return tuple(p.english for p in group.passages)
