"""Writing: one task a group and a title, in one call; only what was wrong is written again."""

import pytest
from fakes import FakeWriter, group

from summarizer.data import Draft, Group
from summarizer.protocols import Task
from summarizer.summarize import draft, redraft

GROUPS = [
    group("Kim met Putin.", "The two leaders met.", score=1.0),
    group("Two missiles were fired.", score=3.0),
    group("Putin accepted an invitation.", score=2.0),
]


def echo(task: Task) -> str:
    return f"{task.kind}: {task.passages[0]}"


def test_title_of_the_best_group_and_one_sentence_a_group_in_one_call() -> None:
    writer = FakeWriter(echo)
    title, drafts = draft(GROUPS, writer, "Who met?")
    assert writer.calls == [
        [
            Task("title", ("Two missiles were fired.",), "Who met?"),
            Task("sentence", ("Kim met Putin.", "The two leaders met."), "Who met?"),
            Task("sentence", ("Two missiles were fired.",), "Who met?"),
            Task("sentence", ("Putin accepted an invitation.",), "Who met?"),
        ]
    ]
    assert title == Draft(GROUPS[1], "title: Two missiles were fired.")
    assert drafts == [Draft(g, "sentence: " + g.passages[0].english) for g in GROUPS]


def test_an_empty_answer_is_a_draft_of_its_group() -> None:
    _, drafts = draft(GROUPS, FakeWriter(lambda task: ""))
    assert drafts == [Draft(g, "") for g in GROUPS]


def test_a_writer_that_gives_too_few_lines_is_a_bug_and_no_shift() -> None:
    class Short(FakeWriter):
        def write(self, tasks: object, progress: object = None) -> list[str]:
            return ["title", "one sentence"]

    with pytest.raises(ValueError, match="shorter"):
        draft(GROUPS, Short())


def test_progress_reaches_the_writer() -> None:
    seen: list[tuple[int, int]] = []
    draft(GROUPS, FakeWriter(), progress=lambda *n: seen.append(n))
    assert seen == [(4, 4)]


class TestRedraft:
    DRAFTS = [Draft(g, f"first {n}") for n, g in enumerate(GROUPS)]  # noqa: RUF012

    def wrong(self, *numbers: int) -> dict[Group, tuple[str, ...]]:
        return {g: ("a 'not' too much",) if n in numbers else () for n, g in enumerate(GROUPS)}

    def test_only_what_was_wrong_is_written_again_and_told_why(self) -> None:
        writer = FakeWriter(echo)
        again = redraft(self.DRAFTS, self.wrong(0, 2), writer, "Who met?")
        assert [d.group for d in again] == GROUPS
        assert [d.text for d in again] == [
            "sentence: Kim met Putin.",
            "first 1",
            "sentence: Putin accepted an invitation.",
        ]
        told = [task for call in writer.calls for task in call]
        assert [(t.passages[0], t.focus, t.failed) for t in told] == [
            ("Kim met Putin.", "Who met?", ("a 'not' too much",)),
            ("Putin accepted an invitation.", "Who met?", ("a 'not' too much",)),
        ]

    def test_nothing_wrong_is_no_call(self) -> None:
        writer = FakeWriter()
        assert redraft(self.DRAFTS, self.wrong(), writer) == self.DRAFTS
        assert writer.calls == []
