"""What the judge learns from is what it is asked later, and it starts from the translator."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

pytest.importorskip("peft")
sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

import train_judge
from judge_examples import Example
from test_judge import tiny_base
from train_judge import Judge, batches, extract, losses, shared

EVIDENCE = ("Presiden tiba di Palu.", "Ia bertemu korban hari Rabu.")
GROUP = [
    Example(EVIDENCE, "The president came to Palu.", "true"),
    Example(EVIDENCE, "He met victims on Wednesday.", "true"),
    Example(EVIDENCE, "He met victims on Friday.", "date", "He met victims on Wednesday."),
    Example(EVIDENCE, "Rice is dear.", "other"),
]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """In single precision, so that packing is the only difference to see."""
    base = tmp_path_factory.mktemp("base")
    tiny_base(base, window=512)
    made = Judge(base, None, None, rank=2)
    made.model.float().eval()
    return made


@pytest.fixture(autouse=True)
def plain_states(monkeypatch: pytest.MonkeyPatch) -> None:
    def states(model: Any, **inputs: Any) -> Any:
        return model.get_base_model().model(**inputs)

    monkeypatch.setattr(train_judge, "states", states)


def test_sentences_of_one_evidence_do_not_see_each_other(judge: Judge) -> None:
    other = [Example(("Air surut.",), "The water fell.", "true")]
    with torch.no_grad():
        found = judge.logits([judge.pack(GROUP), judge.pack(other)])
        for example, logits in zip([*GROUP, *other], found, strict=True):
            ids = torch.tensor([judge.encode(example.prompt)])
            states = judge.model.get_base_model().model(input_ids=ids).last_hidden_state
            alone = states[0, -len(logits) :] @ judge.head.T
            assert torch.allclose(logits, alone, atol=1e-4)


def test_tokens_are_labelled_from_the_change_on(judge: Judge) -> None:
    pack = judge.pack(GROUP)
    true, _, date, other = pack.labels
    assert set(true) == {1}
    assert date == sorted(date, reverse=True)
    before = judge.tokenizer.decode([t for t, n in zip(pack.sentences[2], date, strict=True) if n])
    assert before == " He met victims on "
    assert other == [-1] * (len(other) - 1) + [0]
    assert [len(each) for each in pack.labels] == [len(each) for each in pack.sentences]


def test_the_loss_falls_where_the_answer_is_learnt(judge: Judge) -> None:
    packs = [judge.pack(GROUP)]
    parameters = [p for p in judge.model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=1e-2)
    seen = []
    for _ in range(30):
        ended, along = losses(judge, packs)
        torch.autograd.backward(ended + along)
        optimizer.step()
        optimizer.zero_grad()
        seen.append((ended.item(), along.item()))
    assert seen[-1][0] < 0.3 * seen[0][0]
    assert seen[-1][1] < 0.5 * seen[0][1]


def test_batches_hold_every_pack_once_and_few_tokens(judge: Judge) -> None:
    packs = [judge.pack(GROUP[: 1 + n % 4]) for n in range(60)]
    made = batches(packs, 1)
    assert sorted(id(p) for batch in made for p in batch) == sorted(id(p) for p in packs)
    assert all(len(batch) * max(map(len, batch)) <= train_judge.TOKENS for batch in made)


@pytest.mark.parametrize("rank", [1, 3, 6])
def test_the_extract_is_the_best_of_its_rank(tmp_path: Path, rank: int) -> None:
    torch.manual_seed(1)
    a, b = torch.randn(6, 20), torch.randn(30, 6)
    stem = "base_model.model.model.layers.0.mlp.up_proj.lora_"
    save_file({stem + "A.weight": a, stem + "B.weight": b}, tmp_path / "adapter_model.safetensors")
    (tmp_path / "adapter_config.json").write_text(json.dumps({"lora_alpha": 18, "r": 6}))
    made = extract(tmp_path, rank, scale=2.0)
    u, values, v = torch.linalg.svd(3.0 * b @ a)
    best = (u[:, :rank] * values[:rank]) @ v[:rank]
    small_a, small_b = made[stem + "A.weight"], made[stem + "B.weight"]
    assert small_a.shape == (rank, 20)
    assert small_b.shape == (30, rank)
    assert torch.allclose(2.0 * small_b @ small_a, best, atol=1e-3)


def test_how_far_two_lists_are_alike() -> None:
    assert shared([1, 2, 3], [1, 2, 4]) == 2
    assert shared([1, 2], [1, 2, 4]) == 2
    assert shared([], [1]) == 0
