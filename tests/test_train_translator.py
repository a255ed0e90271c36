"""The translator's training: what a pass holds, how it is batched, and that the loss is right."""

import gzip
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")
pytest.importorskip("peft")
pytest.importorskip("sacrebleu")
sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from train_translator import Trainer  # noqa: E402
from translator_corpus import Corpus, read_corpus  # noqa: E402
from translator_model import (  # noqa: E402
    Head,
    Pair,
    chunked_loss,
    greedy,
    load_adapted,
    new_folder,
    save_adapter,
    target_states,
)
from translator_recipe import (  # noqa: E402
    Recipe,
    choose_dev,
    count_batches,
    is_latin,
    make_batches,
    rate_at,
    sample_pass,
)

SOURCES = ["news"] * 30 + ["smeru"] * 50 + ["pud"] * 7


class TestRecipe:
    def test_settings_are_read_by_type(self) -> None:
        recipe = Recipe.parse(["learning-rate=3e-4", "seed=7", "weight.smeru=0.1", "weight.x=2"])
        assert (recipe.learning_rate, recipe.seed) == (3e-4, 7)
        assert (recipe.weights["smeru"], recipe.weights["x"]) == (0.1, 2.0)
        assert recipe.weights["tatoeba"] == Recipe().weights["tatoeba"]

    @pytest.mark.parametrize("setting", ["speed=3", "seed=x", "seed", "weight.smeru=much", ""])
    def test_a_wrong_setting_is_named(self, setting: str) -> None:
        with pytest.raises(ValueError, match="--set"):
            Recipe.parse([setting])

    def test_a_resumed_run_may_change_its_length_but_not_its_order(self) -> None:
        before = {**vars(Recipe()), "hours": 3.0}
        assert Recipe.parse(["passes=2", "threads=1"]).same_order(before) == []
        assert Recipe.parse(["seed=2", "weight.pud=3"]).same_order(before) == ["seed", "weights"]

    @given(st.floats(0, 1), st.floats(0, 1))
    @settings(deadline=None, max_examples=50)
    def test_rate_rises_then_falls_to_zero(self, one: float, other: float) -> None:
        recipe = Recipe(learning_rate=1.0, warmup=0.1)
        low, high = sorted((one, other))
        assert 0 <= rate_at(one, recipe) <= 1
        if high <= 0.1:
            assert rate_at(low, recipe) <= rate_at(high, recipe)
        if low >= 0.1:
            assert rate_at(low, recipe) >= rate_at(high, recipe)
        assert rate_at(0.1, recipe) == pytest.approx(1.0)
        assert rate_at(1.0, recipe) == rate_at(1.5, recipe) == 0.0


class TestPasses:
    def test_each_source_gives_its_share(self) -> None:
        rows = sample_pass(SOURCES, {"smeru": 0.4, "pud": 2.0}, seed=1, number=0)
        counts = {name: sum(SOURCES[row] == name for row in rows) for name in set(SOURCES)}
        assert counts == {"news": 30, "smeru": 20, "pud": 14}

    @given(st.floats(0.05, 1.0), st.integers(0, 5))
    @settings(deadline=None, max_examples=50)
    def test_no_row_returns_before_all_were_seen(self, weight: float, seed: int) -> None:
        weights = {"smeru": weight, "news": 0.0, "pud": 0.0}
        seen: list[int] = []
        for number in range(100):
            rows = sample_pass(SOURCES, weights, seed, number)
            if len(seen) + len(rows) > 50:
                break
            seen.extend(rows)
        assert len(set(seen)) == len(seen) > 0

    def test_a_seed_gives_one_order(self) -> None:
        first = sample_pass(SOURCES, {}, 1, 0)
        assert sample_pass(SOURCES, {}, 1, 0) == first
        assert sample_pass(SOURCES, {}, 2, 0) != first != sample_pass(SOURCES, {}, 1, 1)

    @given(st.lists(st.integers(1, 60), max_size=200), st.integers(10, 100), st.integers(1, 64))
    @settings(deadline=None, max_examples=60)
    def test_batches_hold_every_row_once_within_the_budget(
        self, lengths: list[int], tokens: int, window: int
    ) -> None:
        recipe = Recipe(batch_tokens=tokens, window=window)
        batches = make_batches(lengths, range(len(lengths)), recipe, 0)
        assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
        for batch in batches:
            padded = len(batch) * max(lengths[row] for row in batch)
            assert len(batch) == 1 or padded <= tokens

    def test_a_part_of_a_pass_is_a_part_of_its_batches(self) -> None:
        assert [count_batches(10, number, 1.35) for number in range(3)] == [10, 4, 0]

    def test_dev_rows_are_news_in_proportion_and_fixed(self) -> None:
        sources = ["news"] * 60 + ["smeru"] * 100 + ["panl-sport"] * 20
        rows = choose_dev(sources, 40)
        assert [sources[row] for row in rows] == ["news"] * 30 + ["panl-sport"] * 10
        assert choose_dev(sources, 40) == rows

    @pytest.mark.parametrize(
        ("piece", "latin"),
        [("▁Jakarta", True), ("é", True), ("1.", True), ("…", True), ("Жу", False), ("a中", False)],
    )
    def test_latin_pieces(self, piece: str, latin: bool) -> None:
        assert is_latin(piece) is latin


@given(
    st.integers(1, 9),
    st.integers(1, 12),
    st.integers(2, 7),
    st.integers(0, 99),
    st.sampled_from([0.0, 0.1]),
)
@settings(deadline=None, max_examples=60)
def test_loss_in_chunks_is_the_whole_loss(
    chunk: int, tokens: int, rows: int, seed: int, smoothing: float
) -> None:
    maker = torch.Generator().manual_seed(seed)
    hidden = torch.randn(tokens, 5, generator=maker, requires_grad=True)
    head = torch.randn(rows, 5, generator=maker)
    labels = torch.randint(rows, (tokens,), generator=maker)
    whole = torch.nn.functional.cross_entropy(hidden @ head.T, labels)
    torch.nn.functional.cross_entropy(hidden @ head.T, labels, label_smoothing=smoothing).backward()
    with torch.no_grad():
        loss, gradient = chunked_loss(hidden.detach(), labels, head, chunk, smoothing)
    assert loss == pytest.approx(whole.item(), rel=1e-4, abs=1e-6)
    assert torch.allclose(gradient, hidden.grad, atol=1e-5)


def test_a_head_draws_the_same_others_for_a_seed_and_keeps_its_rows() -> None:
    table = torch.arange(40.0).reshape(20, 2)
    head = Head(table, torch.tensor([3, 5, 9]), torch.tensor([0, 1, 12, 13, 14, 15]), 2)
    first = head.draw("a").clone()
    assert first[:3].equal(table[[3, 5, 9]])
    assert {int(row[0] / 2) for row in first[3:]} <= {0, 1, 12, 13, 14, 15}
    assert any(not head.draw(str(seed)).equal(first) for seed in range(9))
    assert head.draw("a").equal(first)
    assert head.place[[3, 5, 9, 0]].tolist() == [0, 1, 2, -1]


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "best"
    with new_folder(target) as new:
        (new / "a").write_text("old")
    with pytest.raises(RuntimeError), new_folder(target) as new:  # noqa: PT012
        (new / "a").write_text("half")
        raise RuntimeError
    assert (target / "a").read_text() == "old"
    with new_folder(target) as new:
        (new / "b").write_text("new")
    assert sorted(path.name for path in target.iterdir()) == ["b"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Gemma 3 of 2 layers and 60 tokens with random weights."""
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    torch.manual_seed(0)
    config = Gemma3TextConfig(
        vocab_size=60,
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=2,
    )
    folder = tmp_path_factory.mktemp("base")
    Gemma3ForCausalLM(config).to(torch.bfloat16).save_pretrained(folder)
    return folder


PAIRS = [Pair([2, 5, 6, 7], [8, 9, 1]), Pair([2, 7], [9, 8, 10, 11, 1]), Pair([2, 6, 6], [9, 1])]


def test_padding_changes_no_state(base: Path) -> None:
    model = load_adapted(base, None, rank=2, alpha=4)
    together, targets = target_states(model, PAIRS)
    apart = torch.cat([target_states(model, [pair])[0] for pair in PAIRS])
    assert targets.tolist() == [8, 9, 1, 9, 8, 10, 11, 1, 9, 1]
    assert torch.allclose(together.float(), apart.float(), atol=0.05)


def test_greedy_is_what_the_model_finds_likeliest(base: Path) -> None:
    model = load_adapted(base, None, rank=2, alpha=4)
    table = model.get_base_model().lm_head.weight.detach()
    head = Head(table, torch.arange(60), torch.empty(0, dtype=torch.long), 0)
    for prompt, found in zip(
        prompts := [[2, 5, 6, 7], [2, 9]], greedy(model, prompts, head, 1), strict=True
    ):
        states, _ = target_states(model, [Pair(prompt, [*found, 1])])
        logits = (states @ table.T).float()
        likely = logits.gather(1, torch.tensor([[token] for token in found[:3]]))[:, 0]
        assert torch.all(likely >= logits[: len(likely)].max(dim=1).values - 0.05)


class FakeTokenizer:
    """Token 7 reads "t7"; what the trainer asks of a tokenizer."""

    eos_token_id = 1
    all_special_ids = (0, 1, 2)

    def convert_ids_to_tokens(self, ids: Iterable[int]) -> list[str]:
        return [f"t{token}" for token in ids]

    def decode(self, ids: Iterable[int], skip_special_tokens: bool) -> str:
        return " ".join(f"t{token}" for token in ids)


def make_trainer(base: Path, out: Path, recipe: Recipe) -> Trainer:
    out.mkdir(exist_ok=True)
    torch.manual_seed(3)
    model = load_adapted(base, None, rank=2, alpha=4)
    pairs = PAIRS * 4
    corpus = Corpus(pairs, ["news"] * 12, PAIRS, ["t8 t9", "t9 t8 t10", "t9"], set(range(30)))
    return Trainer(recipe, model, FakeTokenizer(), corpus, out)


def read_log(out: Path, name: str) -> list[dict[str, float]]:
    lines = [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]
    return [line for line in lines if name in line]


RECIPE = Recipe(passes=10.0, learning_rate=0.02, batch_tokens=16, extra_rows=2, threads=1)


class LetterTokenizer:
    """A token a letter."""

    bos_token_id, eos_token_id = 1, 2

    def __call__(self, texts: list[str], add_special_tokens: bool) -> dict[str, list[list[int]]]:
        return {"input_ids": [[ord(letter) for letter in text] for text in texts]}


def test_written_and_machine_made_pairs_join_the_corpus(tmp_path: Path) -> None:
    rows = {
        "train": [{"id": "Ia tiba.", "en": "He arrived.", "source": "news"}],
        "dev": [{"id": "Ia pergi.", "en": "He left.", "source": "news"}],
        "mono-en": [{"en": "It rained."}],
        "synthetic": [{"id": "Hujan turun.", "en": "Rain fell."}],
    }
    for name, lines in rows.items():
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    table = tmp_path / "pairs.tsv"
    table.write_text('Katanya, "Null".\tHe said: "Null".\nNA\tNone\n', "utf-8")
    corpus = read_corpus(
        tmp_path, LetterTokenizer(), Recipe(dev_rows=1), tmp_path / "cache",
        synthetic=tmp_path / "synthetic.jsonl.gz", written=table,
    )  # fmt: skip
    targets = ["".join(map(chr, pair.target[1:-1])) for pair in corpus.pairs]
    assert targets == ["He arrived.", 'He said: "Null".', "None", "Rain fell."]
    assert corpus.sources == ["news", "written", "written", "synthetic"]
    assert corpus.references == ["He left."]


def test_a_run_learns_and_keeps_its_best_adapter(base: Path, tmp_path: Path) -> None:
    make_trainer(base, tmp_path, RECIPE).run()
    scores = read_log(tmp_path, "chrf")
    assert scores[-1]["dev_loss"] < scores[0]["dev_loss"] - 0.1
    losses = [line["loss"] for line in read_log(tmp_path, "loss")]
    assert losses[-1] < losses[0]
    assert {path.name for path in (tmp_path / "best").iterdir()} == {
        "adapter_config.json",
        "adapter_model.safetensors",
        "kept_rows.safetensors",
    }
    assert read_log(tmp_path, "finished")[0]["pairs"] == 120


def test_a_stopped_run_resumes_to_the_same_weights(base: Path, tmp_path: Path) -> None:
    """Killed at any step after a checkpoint, a run ends where it would have ended."""
    every = replace(RECIPE, passes=2.0, checkpoint_minutes=0.0)
    straight = make_trainer(base, tmp_path / "straight", every)
    straight.run()

    stopped = make_trainer(base, tmp_path / "stopped", every)
    step, calls = stopped.step, iter(range(7))

    def failing(pairs: list[Pair], rate: float) -> float:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return step(pairs, rate)

    stopped.step = failing  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        stopped.run()
    resumed = make_trainer(base, tmp_path / "stopped", every)
    resumed.resume()
    assert resumed.progress.step == 7
    resumed.run()
    assert resumed.progress.pairs == straight.progress.pairs == 24
    for one, other in zip(straight.parameters, resumed.parameters, strict=True):
        assert one.equal(other)


def test_flagged_pairs_are_left_out_of_every_batch(base: Path, tmp_path: Path) -> None:
    trainer = make_trainer(base, tmp_path, replace(RECIPE, passes=2.0))
    every = [pair for _, batch in trainer.batches() for pair in batch]
    trainer = make_trainer(base, tmp_path, replace(RECIPE, passes=2.0))
    trainer.corpus = replace(trainer.corpus, flagged=frozenset({0, 3, 6, 9}))
    kept = [pair for _, batch in trainer.batches() for pair in batch]
    assert kept == [pair for pair in every if pair is not PAIRS[0]]
    assert len(kept) < len(every)


def test_a_time_budget_ends_the_run(base: Path, tmp_path: Path) -> None:
    make_trainer(base, tmp_path, replace(RECIPE, passes=1e6, hours=0.5 / 3600)).run()
    assert 0 < read_log(tmp_path, "finished")[0]["elapsed"] < 30


def test_without_a_checkpoint_there_is_nothing_to_resume(base: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--resume"):
        make_trainer(base, tmp_path, RECIPE).resume()


def test_only_two_checkpoints_stay_and_none_names_a_path(base: Path, tmp_path: Path) -> None:
    trainer = make_trainer(base, tmp_path, RECIPE)
    for step in (5, 10, 15):
        trainer.progress.step = step
        trainer.checkpoint()
    kept = sorted((tmp_path / "checkpoints").iterdir())
    assert [folder.name for folder in kept] == ["step-0000010", "step-0000015"]
    config = (kept[0] / "adapter_config.json").read_text()
    assert json.loads(config)["base_model_name_or_path"] == "gemma-3-270m-q4-k-m"
    assert str(base) not in config


def test_a_saved_adapter_loads_with_the_same_weights(base: Path, tmp_path: Path) -> None:
    model = load_adapted(base, None, rank=2, alpha=4)
    save_adapter(model, tmp_path)
    again = load_adapted(base, tmp_path, rank=0, alpha=0)
    before = [p.to(torch.bfloat16) for p in model.parameters() if p.requires_grad]
    after = [p for p in again.parameters() if p.requires_grad]
    assert len(before) == len(after) == 28
    assert all(p.dtype == torch.float32 for p in after)
    assert all(a.equal(b.to(torch.bfloat16)) for a, b in zip(before, after, strict=True))
