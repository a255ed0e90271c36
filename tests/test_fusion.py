"""The writer copies: whole phrases of its notes, and words that join."""

import sys
from pathlib import Path

import pytest
import torch
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from summarizer.backends.fusion import CopyingDecoder, framed, in_phrases
from summarizer.merging import side_by_side_only

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
from train_writer import written_examples

FUSIONS = Path(__file__).parent.parent / "scripts" / "fusions.tsv"

MISSILES = "North Korea fired two missiles on Wednesday as Kim was in Russia."
WATERS = "Several hours earlier, North Korea fired two missiles into the sea, Seoul said."
ROCKET = "The cosmodrome is the place where Russia builds its newest space rocket."
ORBIT = "The Angara rocket launches an object to low earth orbit."


@pytest.mark.parametrize(
    ("text", "notes", "made"),
    [
        (
            "North Korea fired two missiles on Wednesday into the sea, Seoul said.",
            (MISSILES, WATERS),
            True,
        ),
        ("Kim was in Russia, and North Korea fired two missiles.", (MISSILES, WATERS), True),
        (
            "The cosmodrome is the place where Russia builds its newest orbit.",
            (ROCKET, ORBIT),
            False,
        ),
        (
            "The place where Russia builds its newest orbit is the cosmodrome.",
            (ROCKET, ORBIT),
            False,
        ),
        ("Seoul fired two missiles.", (MISSILES, WATERS), False),
        (
            "Kim, who was in Russia, fired two missiles into the sea.",
            (MISSILES, "Kim fired two missiles into the sea."),
            True,
        ),
        ("North Korea sold two missiles.", (MISSILES, WATERS), False),
    ],
)
def test_phrases(text: str, notes: tuple[str, str], made: bool) -> None:
    assert in_phrases(text, notes) is made


def test_what_it_learns_from_is_made_of_phrases_and_tells_when_not_to_merge() -> None:
    examples = written_examples(FUSIONS)
    merged = [one for one in examples if one.kind != "written-apart"]
    joined = [one for one in merged if one.kind == "beside"]
    # People write "but" before a mere "not", too, where a brief has "and" by a rule of later.
    told = [one.sentence.replace(", but ", ", and ") for one in joined]
    notes = [one.notes for one in joined]
    found = [side_by_side_only(a, b, framed=True) for a, b in zip(told, notes, strict=True)]
    assert found.count(False) < len(found) / 100  # a rule of later holds more for speech
    kept = [side_by_side_only(one.sentence, one.notes, framed=True) for one in joined]
    assert kept.count(False) < len(kept) / 10
    merged = [one for one in merged if one not in joined]
    assert all(in_phrases(one.sentence, one.notes) for one in merged)
    assert not any(one.sentence in one.notes for one in merged)
    apart = [one for one in examples if one.kind == "written-apart"]
    assert all(one.sentence == one.notes[0] for one in apart)
    assert len(apart) > (len(examples) - len(joined)) / 5


def test_each_note_is_one_line() -> None:
    assert framed(["One\nnote.", "Another."]) == "Notes:\n- One note.\n- Another.\nSentence:"


def test_what_is_written_stands_in_the_own_prompt_or_joins() -> None:
    torch.manual_seed(5)
    config = Gemma3TextConfig(
        vocab_size=100, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, head_dim=8, sliding_window=9,
    )  # fmt: skip
    kept, lower = torch.tensor([1, 3, 4]), {50: 60}
    decoder = CopyingDecoder(Gemma3ForCausalLM(config).eval(), kept, lower)
    prompts = [[2, 50, 51, 52], [2, 70, 71], [2, 80, 51, 90, 91]]
    values, tokens = decoder.start(prompts, 2)[1].top(9)
    for prompt, scores, found in zip(prompts, values.tolist(), tokens.tolist(), strict=True):
        able = {token for token, score in zip(found, scores, strict=True) if score > -torch.inf}
        own = set(prompt[1:]) | {lower[t] for t in prompt if t in lower}
        assert able == own | set(kept.tolist())
