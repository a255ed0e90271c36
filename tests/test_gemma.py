"""Our decoder computes what transformers computes, and each sentence's numbers by itself."""

import random
from itertools import islice
from typing import Any

import pytest
import torch
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

from summarizer.backends.gemma import GemmaDecoder

KEPT = torch.tensor([1, *range(3, 90)])
PROMPTS = [[2, 5, 9, 14, 30], [2, 7], [2, *range(40, 62)], [2, 95, 8, 97]]
BEAMS = 3


@pytest.fixture(scope="module")
def model() -> Any:
    """A random model with every feature: shared keys, a window shorter than the prompts."""
    torch.manual_seed(3)
    config = Gemma3TextConfig(
        vocab_size=100,
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=8,
        query_pre_attn_scalar=11,
        sliding_window=9,
        layer_types=["sliding_attention", "full_attention"] * 2,
    )
    made = Gemma3ForCausalLM(config).eval()
    with torch.no_grad():
        for name, weight in made.named_parameters():
            weight.normal_(0, 0.3 if "norm" in name else 0.2)
    return made


def walk(
    decoder: GemmaDecoder, prompts: list[list[int]], steps: int, keep_from: int = 99
) -> tuple[list[list[list[int]]], list[list[torch.Tensor]]]:
    """(token ids of every beam with its prompt, scores of all tokens after them).

    The beams go on, and are given up, as a game of chance says; after ``keep_from`` steps only
    every other sentence is kept.
    """
    memory, scores = decoder.start(prompts, BEAMS)
    lines = [[list(prompt)] for prompt in prompts]
    here = list(range(len(prompts)))
    for step in range(steps):
        if step == keep_from:
            memory, here = decoder.keep(memory, range(0, len(here), 2)), here[::2]
        tokens, parents = torch.full((len(here), BEAMS), -1), torch.zeros(len(here), BEAMS)
        for row, n in enumerate(here):
            chance = random.Random(f"{n} {step}")
            left = range(chance.randint(1, BEAMS))
            chosen = [chance.randrange(len(lines[n])) for _ in left]
            drawn = [chance.choice(KEPT.tolist()) for _ in left]
            lines[n] = [[*lines[n][p], t] for p, t in zip(chosen, drawn, strict=True)]
            tokens[row, : len(left)] = torch.tensor(drawn)
            parents[row, : len(left)] = torch.tensor(chosen)
        scores = decoder.advance(memory, tokens.long(), parents.long())
    left = iter(scores.of(torch.arange(100).expand(sum(len(lines[n]) for n in here), -1)))
    return [lines[n] for n in here], [list(islice(left, len(lines[n]))) for n in here]


def expected(model: Any, line: list[int], prompt: list[int]) -> torch.Tensor:
    """Log probabilities by transformers, over the kept rows and the prompt's own tokens."""
    with torch.inference_mode():
        logits = model(input_ids=torch.tensor([line])).logits[0, -1]
    allowed = torch.zeros(100, dtype=torch.bool)
    allowed[[*KEPT.tolist(), *prompt[1:]]] = True
    return logits.masked_fill(~allowed, -torch.inf).log_softmax(-1)


@pytest.mark.parametrize("steps", [1, 2, 12])
def test_scores_are_those_of_transformers(model: Any, steps: int) -> None:
    lines, scores = walk(GemmaDecoder(model, KEPT), PROMPTS, steps)
    for prompt, beams, rows in zip(PROMPTS, lines, scores, strict=True):
        for line, row in zip(beams, rows, strict=True):
            wanted = expected(model, line, prompt)
            there = wanted > -torch.inf
            assert torch.allclose(row[there], wanted[there], atol=2e-4)


def test_sentences_that_leave_do_not_change_the_others(model: Any) -> None:
    decoder = GemmaDecoder(model, KEPT)
    lines, scores = walk(decoder, PROMPTS, 8)
    kept_lines, kept_scores = walk(decoder, PROMPTS, 8, keep_from=4)
    assert kept_lines == lines[::2]
    for rows, kept_rows in zip(scores[::2], kept_scores, strict=True):
        assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(rows, kept_rows, strict=True))


def test_top_ranks_by_the_same_scores(model: Any) -> None:
    _, scores = GemmaDecoder(model, KEPT).start(PROMPTS, BEAMS)
    values, tokens = scores.top(6)
    assert values.shape == tokens.shape == (len(PROMPTS), 6)
    assert torch.equal(values, scores.of(tokens))
    every = scores.of(torch.arange(100).expand(len(PROMPTS), -1))
    for n, prompt in enumerate(PROMPTS):
        allowed = sorted({*KEPT.tolist(), *prompt[1:]})
        best = sorted(allowed, key=lambda t: -float(every[n, t]))[:6]
        assert tokens[n].tolist() == best


def test_no_token_scores_nothing(model: Any) -> None:
    _, scores = GemmaDecoder(model, KEPT).start(PROMPTS[:1], BEAMS)
    assert scores.of(torch.tensor([[-1]])).item() == -torch.inf


def test_a_source_token_outside_the_kept_rows_can_be_written(model: Any) -> None:
    _, scores = GemmaDecoder(model, torch.tensor([1, 3, 4])).start([[2, 95, 97]], BEAMS)
    values, tokens = scores.top(5)
    assert set(tokens[0].tolist()) == {1, 3, 4, 95, 97}
    assert values.exp().sum().item() == pytest.approx(1.0, abs=1e-5)


def test_exact_says_whether_company_changes_scores(model: Any) -> None:
    decoder = GemmaDecoder(model, KEPT)
    assert isinstance(decoder.exact(PROMPTS, BEAMS), bool)

    class Drifting(GemmaDecoder):
        def start(self, prompts: Any, beams: int) -> Any:
            memory, scores = super().start(prompts, beams)
            self.norm = self.norm + 1e-4 * len(prompts)
            return memory, scores

    assert not Drifting(model, KEPT).exact(PROMPTS, BEAMS)
