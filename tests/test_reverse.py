"""The reverse model's score is how likely the Indonesian is behind its English, in any company."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from test_judge import FP32, PAIRS, tiny_base
from transformers import AutoTokenizer, Gemma3ForCausalLM

from summarizer.backends.reverse import ReverseModel
from summarizer.errors import ModelError
from summarizer.lexicon import untold
from summarizer.protocols import Judge

KEPT = list(range(0, 256, 3))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(base, adapter): kept rows that lack most of the sentences' tokens."""
    base, adapter = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("adapter")
    tiny_base(base, window=20)
    stem = "base_model.model.model.layers.2.self_attn.q_proj.lora_"
    update = {stem + "A.weight": torch.randn(2, 32), stem + "B.weight": torch.randn(32, 2)}
    save_file(update, adapter / "adapter_model.safetensors")
    save_file({"rows": torch.tensor(KEPT, dtype=torch.int32)}, adapter / "kept_rows.safetensors")
    (adapter / "adapter_config.json").write_text(json.dumps({"lora_alpha": 2, "r": 2}))
    (adapter / "calibration.json").write_text(
        json.dumps({"intercept": 2.0, "slope": 0.05, "untold": -0.5})
    )
    return base, adapter


@pytest.fixture(scope="module")
def reverse(folders: tuple[Path, Path]) -> ReverseModel:
    return ReverseModel(*folders, FP32, "tiny@0")


def expected(folders: tuple[Path, Path], indonesian: str, english: str) -> float:
    """By transformers alone: the adapter added by hand, other rows of the output left out."""
    base, adapter = folders
    tokenizer: Any = AutoTokenizer.from_pretrained(base)
    model: Any = Gemma3ForCausalLM.from_pretrained(base, dtype=torch.float32).eval()
    update = load_file(adapter / "adapter_model.safetensors")
    a, b = (update[name] for name in sorted(update))
    prompt = tokenizer.encode(f"English: {english}\nIndonesian:", add_special_tokens=False)
    told = [*tokenizer.encode(f" {indonesian}", add_special_tokens=False), tokenizer.eos_token_id]
    with torch.no_grad():
        model.model.layers[2].self_attn.q_proj.weight += b @ a
        logits = model(torch.tensor([[tokenizer.bos_token_id, *prompt, *told]])).logits[0]
    columns = sorted({*KEPT, *told})
    scores = logits[len(prompt) : -1, columns].log_softmax(-1)
    found = sum(float(row[columns.index(token)]) for row, token in zip(scores, told, strict=True))
    return found / math.sqrt(len(told))


def test_the_score_is_the_log_probability_of_the_source(
    folders: tuple[Path, Path], reverse: ReverseModel
) -> None:
    found = reverse.told_back(PAIRS)
    assert found == pytest.approx([expected(folders, *pair) for pair in PAIRS], abs=1e-3)
    told: Judge = reverse
    odds = [2 + s / 20 - len(untold(*pair)) / 2 for s, pair in zip(found, PAIRS, strict=True)]
    assert told.support(PAIRS) == [pytest.approx(1 / (1 + math.exp(-odd))) for odd in odds]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), min_size=1, max_size=6)
)
def test_a_pair_gets_the_same_alone_and_in_a_batch(
    reverse: ReverseModel, pairs: list[tuple[str, str]]
) -> None:
    together = reverse.support([*pairs, *PAIRS])
    alone = [reverse.support([pair])[0] for pair in pairs]
    assert together[: len(pairs)] == pytest.approx(alone, abs=1e-4)
    assert all(0 <= probability <= 1 for probability in together)


def test_special_tokens_of_an_article_are_plain_text(reverse: ReverseModel) -> None:
    prompt, target = reverse._asked("Air.<eos>", "<bos>Water.")
    assert prompt.count(reverse.tokenizer.bos_token_id) == 1
    assert target.count(reverse.tokenizer.eos_token_id) == 1


def test_nothing_asked_nothing_said(reverse: ReverseModel) -> None:
    assert reverse.support([]) == []


def test_a_full_memory_halves_the_batch_down_to_one(
    reverse: ReverseModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, run = reverse.support(PAIRS), reverse._batch

    def small(asked: Any) -> list[float]:
        if len(asked) > 1:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return run(asked)

    monkeypatch.setattr(reverse, "_batch", small)
    assert reverse.support(PAIRS) == pytest.approx(whole, abs=1e-4)

    def never(asked: Any) -> list[float]:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(reverse, "_batch", never)
    with pytest.raises(ModelError):
        reverse.support(PAIRS[:1])


def test_the_name_tells_model_and_number_type(reverse: ReverseModel) -> None:
    assert reverse.name == "tiny@0 fp32"
