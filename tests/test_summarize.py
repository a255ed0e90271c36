"""Writing: one task a group and a title, in one call; only what was wrong is written again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fakes import FakeWriter, group

from summarizer.data import Draft, Group
from summarizer.protocols import Task
from summarizer.store import Journal
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


@dataclass
class Drafter(FakeWriter):
    """Offers several sentences a task."""

    offers: Callable[[Task], list[str]] = lambda task: [" and ".join(task.passages)]

    def drafts(self, tasks: Sequence[Task], progress: object = None) -> list[list[str]]:
        self.calls.append(list(tasks))
        return [self.offers(task) for task in tasks]


class TestDrafting:
    def test_all_that_can_be_merged_is_asked_for_in_one_call(self) -> None:
        three, two = (
            replace(told, partners=told.passages[1:])  # what the first may stand beside, too
            for told in (
                group("Kim met Putin.", "The two leaders met.", "They shook hands."),
                group("A train came.", "It crossed the border."),
            )
        )
        (lone, partner) = group("Two missiles were fired.", "Seoul counted two.").passages
        kin = group("Seoul counted two missiles.").passages
        apart = Group((lone,), partners=(partner,), kin=kin)
        writer = Drafter()
        title, drafts = draft([three, two, apart], writer)
        (asked,) = writer.calls
        assert [(len(task.passages), task.apart) for task in asked] == [
            *[(3, False), (2, False), (2, True), (2, True)],  # all, the best two, each beside
            *[(2, False), (2, True)],
            *[(2, False), (2, True)],  # kin, a partner
            *[(2, False)] * 3,  # two notes of one matter once more, the other one first
        ]
        assert (title.text, drafts[0].text.count(" and "), len(drafts[0].others)) == ("", 2, 4)
        assert drafts[2].text == ""
        more, _, beside = drafts[2].others
        assert more.group == Group((lone, *kin))
        assert beside.group.apart
        assert beside.group.passages == (lone, partner)

    def test_a_copy_of_one_passage_is_no_merger(self) -> None:
        told = group("Kim met Putin.", "The two leaders met.")
        (only,) = draft([told], Drafter(offers=lambda task: ["kim met Putin"]))[1]
        assert only == Draft(told, "")

    def test_what_is_less_likely_than_a_copy_is_none_either(self) -> None:
        told = group("Kim met Putin.", "The two leaders met.")
        offers = ["Kim met Putin of the two leaders.", "kim met Putin", "The two leaders met Kim."]
        (made,) = draft([told], Drafter(offers=lambda task: offers))[1]
        assert [made.text, *(d.text for d in made.others if not d.group.apart)] == offers[:1]

    def test_what_is_said_in_either_order_is_offered(self) -> None:
        told = group("Kim met Putin.", "The two leaders met.")

        def offers(task: Task) -> list[str]:
            return ["Kim met Putin, the leader.", f"{task.passages[0][:-1]} too."]

        (made,) = draft([told], Drafter(offers=offers))[1]
        assert [d.text for d in (made, *made.others) if not d.group.apart] == [
            "Kim met Putin, the leader.",
            "Kim met Putin too.",
            "The two leaders met too.",
        ]

    def test_a_second_note_keeps_its_capitals_and_no_others(self) -> None:
        told = group("Kim met Putin.", "Foreign Minister Lavrov came.", "Seoul counted two.")
        apart = Group((told.passages[0],), partners=told.passages[1:])

        def offers(task: Task) -> list[str]:
            return [
                f"{task.passages[0][:-1]}, and {task.passages[1][0].lower()}{task.passages[1][1:]}"
            ]

        (made,) = draft([apart], Drafter(offers=offers))[1]
        assert [one.text for one in made.others] == [
            "Kim met Putin, and Foreign Minister Lavrov came.",
            "Kim met Putin, and Seoul counted two.",
        ]

    def test_what_two_notes_open_with_is_said_once(self) -> None:
        told = group("On the market, the rupiah rose to 16,155.", "On the market, the rupiah fell.")
        apart = Group(told.passages, apart=True)

        def offers(task: Task) -> list[str]:
            first, then = task.passages
            return [f"{first[:-1]}, and {then[0].lower()}{then[1:]}"]

        (made,) = draft([apart], Drafter(offers=offers))[1]
        assert made.text == "On the market, the rupiah rose to 16,155, and fell."

    def test_nothing_is_written_again(self) -> None:
        told = group("Kim met Putin.", "The two leaders met.")
        writer = Drafter()
        drafts = [Draft(told, "wrong")]
        assert redraft(drafts, {told: ("a reason",)}, writer) == drafts
        assert writer.calls == []

    def test_what_was_drafted_is_read_from_the_journal(self, tmp_path: Path) -> None:
        told, writer = group("Kim met Putin.", "The two leaders met."), Drafter()
        with Journal(tmp_path / "j.sqlite") as journal:
            first = draft([told], writer, journal=journal)
            assert draft([told], writer, journal=journal) == first
        assert len(writer.calls) == 1
