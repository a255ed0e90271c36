"""How sentences are taken apart for the writer; parses are written down, no parser is needed."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
from fusion_examples import APART, Tree, Word, beside, example, fit, paraphrased, without

TEXT = "Putin, who arrived on Monday, met Kim in Vladivostok and praised the talks."


# (word, head, relation, part of speech, tag)
def tree(text: str, parse: list[tuple[str, int, str, str, str]]) -> Tree:
    words, place = [], 0
    for word, head, relation, part, tag in parse:
        place = text.index(word, place)
        words.append(Word(word, place, head, relation, part, tag))
        place += len(word)
    return Tree(text, words)


PARSE = [
    ("Putin", 7, "nsubj", "PROPN", "NNP"), (",", 0, "punct", "PUNCT", ","),
    ("who", 3, "nsubj", "PRON", "WP"), ("arrived", 0, "relcl", "VERB", "VBD"),
    ("on", 3, "prep", "ADP", "IN"), ("Monday", 4, "pobj", "PROPN", "NNP"),
    (",", 0, "punct", "PUNCT", ","), ("met", 7, "ROOT", "VERB", "VBD"),
    ("Kim", 7, "dobj", "PROPN", "NNP"), ("in", 7, "prep", "ADP", "IN"),
    ("Vladivostok", 9, "pobj", "PROPN", "NNP"), ("and", 7, "cc", "CCONJ", "CC"),
    ("praised", 7, "conj", "VERB", "VBD"), ("the", 14, "det", "DET", "DT"),
    ("talks", 12, "dobj", "NOUN", "NNS"), (".", 7, "punct", "PUNCT", "."),
]  # fmt: skip


def test_the_parts_that_a_sentence_can_do_without() -> None:
    cuts = tree(TEXT, PARSE).cuts()
    assert [(cut.kind, cut.alone) for cut in cuts] == [
        ("relative", "Putin arrived on Monday."),
        ("place", ""),
        ("conjunct", "Putin praised the talks."),
    ]
    assert without(TEXT, cuts) == "Putin met Kim."
    assert without(TEXT, cuts[:1]) == "Putin met Kim in Vladivostok and praised the talks."


def test_the_notes_of_an_example_hold_every_word_of_its_sentence() -> None:
    parsed = tree(TEXT, PARSE)
    kinds = set()
    for seed in range(60):
        made = example(parsed, random.Random(seed))
        if made is None:
            continue  # a note of it would be too short
        kinds.add(made.kind)
        words = set(" ".join(made.notes).replace(".", " ").replace(",", " ").split())
        assert set(made.sentence.replace(".", " ").replace(",", " ").split()) - words <= {
            "who",
            "and",
        }
        assert made.sentence == TEXT
    assert kinds


def test_another_wording_lends_what_the_first_note_lacks() -> None:
    other = "Putin, who came on Monday, met Kim in Vladivostok and praised the talks."
    parse = [(w.replace("arrived", "came"), *rest) for w, *rest in PARSE]
    made = next(
        found
        for seed in range(40)
        if (found := paraphrased(tree(TEXT, PARSE), tree(other, parse), random.Random(seed)))  # type: ignore[arg-type]
    )
    assert made.sentence == TEXT
    assert not any(note == TEXT for note in made.notes)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (TEXT, True),
        ("Too short.", False),
        (
            "He said: Putin met Kim in Vladivostok and praised the talks at some length there.",
            False,
        ),
        ("Putin met Kim in Vladivostok. Then both of them praised the long talks there.", False),
    ],
)
def test_which_lines_are_taken(text: str, whole: bool) -> None:
    assert fit(text) is whole


def test_two_facts_about_one_thing_are_joined_and_never_mixed() -> None:
    one = ("Kim crossed the border into Russia on Tuesday aboard a green train.", 1)
    two = ("Kim said the talks with ministers in Russia would go on until the weekend.", 1)
    trees = [
        Tree(
            text,
            [
                Word(w, text.index(w), root, "nsubj" if n == 0 else "x",
                     "PROPN" if w in ("Russia", "Tuesday") or n == 0 else "VERB")
                for n, w in enumerate(text.rstrip(".").split())
            ],
        )
        for text, root in (one, two)
    ]  # fmt: skip
    found = list(beside(trees, random.Random(1), 5))
    shared = "Kim crossed the border into Russia on Tuesday aboard a green train and said"
    full = "Kim crossed the border into Russia on Tuesday aboard a green train, and Kim said"
    rest = " the talks with ministers in Russia would go on until the weekend."
    assert found
    assert {made.sentence for made in found} <= {shared + rest, full + rest}
    assert {made.kind for made in found} <= APART
