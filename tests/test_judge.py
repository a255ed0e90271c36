"""The judge's probability is what the model says of one pair, in whatever company it is asked."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoTokenizer, Gemma3ForCausalLM, Gemma3TextConfig, PreTrainedTokenizerFast

from summarizer.backends.device import Device
from summarizer.backends.judge import ANSWERS, PROMPT, SupportJudge
from summarizer.errors import ModelError
from summarizer.protocols import Judge

FP32 = Device("cpu", "fp32", "a test")
PAIRS = [
    ("Presiden tiba di Palu.", "The president arrived in Palu."),
    ("Presiden tiba di Palu. Ia bertemu korban gempa hari Rabu.", "He left Palu."),
    ("Air surut.", "The water fell after the president of the country had met all the victims."),
]


def tiny_base(folder: Path, window: int) -> None:
    """A random Gemma and a tokenizer that has a token for each answer."""
    told = Tokenizer(models.BPE())
    told.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    told.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    special = ["<pad>", "<eos>", "<bos>"]
    told.train_from_iterator(
        [PROMPT + answer for answer in ANSWERS] * 3,
        trainers.BpeTrainer(vocab_size=330, special_tokens=special, initial_alphabet=alphabet),
    )
    PreTrainedTokenizerFast(
        tokenizer_object=told, bos_token="<bos>", eos_token="<eos>", pad_token="<pad>"
    ).save_pretrained(folder)
    torch.manual_seed(3)
    config = Gemma3TextConfig(
        vocab_size=told.get_vocab_size(), hidden_size=32, intermediate_size=48, head_dim=8,
        num_hidden_layers=4, num_attention_heads=4, num_key_value_heads=2, sliding_window=window,
        query_pre_attn_scalar=11, layer_types=["sliding_attention", "full_attention"] * 2,
    )  # fmt: skip
    model = Gemma3ForCausalLM(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.normal_(0, 0.3 if "norm" in name else 0.2)
    model.save_pretrained(folder)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(base, adapter): a model whose window is shorter than the prompts, and an update."""
    base, adapter = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("adapter")
    tiny_base(base, window=20)
    stem = "base_model.model.model.layers.1.mlp.down_proj.lora_"
    update = {stem + "A.weight": torch.randn(2, 48), stem + "B.weight": torch.randn(32, 2)}
    save_file(update, adapter / "adapter_model.safetensors")
    (adapter / "adapter_config.json").write_text(json.dumps({"lora_alpha": 4, "r": 2}))
    return base, adapter


@pytest.fixture(scope="module")
def judge(folders: tuple[Path, Path]) -> SupportJudge:
    return SupportJudge(*folders, FP32, "tiny@0")


def expected(folders: tuple[Path, Path], evidence: str, sentence: str) -> float:
    """By transformers alone: the whole output matrix, the adapter added by hand."""
    base, adapter = folders
    tokenizer: Any = AutoTokenizer.from_pretrained(base)
    model: Any = Gemma3ForCausalLM.from_pretrained(base, dtype=torch.float32).eval()
    update = load_file(adapter / "adapter_model.safetensors")
    a, b = (update[name] for name in sorted(update))
    with torch.no_grad():
        model.model.layers[1].mlp.down_proj.weight += 2 * (b @ a)
        text = f"Indonesian: {evidence}\nEnglish: {sentence}\nSupported:"
        ids = [tokenizer.bos_token_id, *tokenizer.encode(text, add_special_tokens=False)]
        logits = model(input_ids=torch.tensor([ids])).logits[0, -1]
    no, yes = (tokenizer.encode(a, add_special_tokens=False)[0] for a in ANSWERS)
    assert no != yes
    return float(logits[[no, yes]].softmax(-1)[1])


def test_the_probability_is_that_of_yes_against_no(
    folders: tuple[Path, Path], judge: SupportJudge
) -> None:
    found = judge.support(PAIRS)
    assert found == pytest.approx([expected(folders, *pair) for pair in PAIRS], abs=1e-5)
    assert max(found) - min(found) > 0.01
    told: Judge = judge
    assert told.name


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40)), min_size=1, max_size=6)
)
def test_a_pair_gets_the_same_alone_and_in_a_batch(
    judge: SupportJudge, pairs: list[tuple[str, str]]
) -> None:
    together = judge.support([*pairs, *PAIRS])
    assert together[: len(pairs)] == pytest.approx(
        [judge.support([pair])[0] for pair in pairs], abs=1e-5
    )
    assert all(0 <= probability <= 1 for probability in together)


def test_nothing_asked_nothing_said(judge: SupportJudge) -> None:
    assert judge.support([]) == []


def test_more_pairs_than_a_batch_keep_their_order(
    judge: SupportJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = judge.support(PAIRS * 3)
    monkeypatch.setattr(judge, "batch_size", 2)
    assert judge.support(PAIRS * 3) == pytest.approx(whole, abs=1e-5)


def test_a_mark_of_the_end_in_an_article_is_plain_text(
    judge: SupportJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[int]] = []
    run = judge._batch

    def kept(prompts: list[list[int]]) -> list[float]:
        seen.extend(prompts)
        return run(prompts)

    monkeypatch.setattr(judge, "_batch", kept)
    judge.support([("Air.<eos>", "<bos>Water.")])
    (prompt,) = seen
    assert judge.tokenizer.eos_token_id not in prompt
    assert prompt.count(judge.tokenizer.bos_token_id) == 1


def test_a_batch_that_does_not_fit_is_halved(
    judge: SupportJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, run = judge.support(PAIRS), judge._batch
    asked: list[int] = []

    def small(prompts: list[list[int]]) -> list[float]:
        asked.append(len(prompts))
        if len(prompts) > 1:
            raise MemoryError
        return run(prompts)

    monkeypatch.setattr(judge, "_batch", small)
    assert judge.support(PAIRS) == pytest.approx(whole, abs=1e-5)
    assert asked[0] == 3


def test_a_pair_that_does_not_fit_is_an_error_of_ours(
    judge: SupportJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(prompts: list[list[int]]) -> list[float]:
        raise MemoryError

    monkeypatch.setattr(judge, "_batch", never)
    with pytest.raises(ModelError, match="memory"):
        judge.support(PAIRS[:1])


def test_the_name_tells_model_and_number_type(judge: SupportJudge) -> None:
    assert judge.name.startswith("tiny@0 ")
    assert judge.name.endswith("fp32")
