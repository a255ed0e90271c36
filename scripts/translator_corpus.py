"""The parallel corpus of the translator, read through `datasets` and tokenized."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets import Dataset, load_dataset
from translator_model import Pair
from translator_recipe import Recipe, choose_dev

PROMPT = "Indonesian: {source}\nEnglish:"


@dataclass(frozen=True)
class Corpus:
    """Training pairs with their sources, development pairs with their references, all token ids."""

    pairs: list[Pair]
    sources: list[str]
    dev: list[Pair]
    references: list[str]
    used: set[int]


def tokenize(dataset: Dataset, tokenizer: Any) -> Dataset:
    """Add `prompt` and `target` token ids to rows of `id` and `en`, each tokenized apart."""

    def encode(rows: dict[str, list[str]]) -> dict[str, list[list[int]]]:
        prompts = [PROMPT.format(source=text) for text in rows["id"]]
        targets = [" " + text for text in rows["en"]]
        ids = tokenizer(prompts + targets, add_special_tokens=False)["input_ids"]
        return {
            "prompt": [[tokenizer.bos_token_id, *row] for row in ids[: len(prompts)]],
            "target": [[*row, tokenizer.eos_token_id] for row in ids[len(prompts) :]],
        }

    return dataset.map(encode, batched=True)


def to_pairs(rows: Mapping[str, Any]) -> list[Pair]:
    return [Pair(*row) for row in zip(rows["prompt"], rows["target"], strict=True)]


def read_corpus(folder: Path, tokenizer: Any, recipe: Recipe, cache: Path) -> Corpus:
    """Read and tokenize the corpus; pairs over `max_tokens` are left out."""
    data = {
        name: load_dataset(
            "json",
            data_files=str(folder / f"{name}.jsonl.gz"),
            split="train",
            cache_dir=str(cache),
        )
        for name in ("train", "dev", "mono-en")
    }
    mono = tokenize(data["mono-en"].map(lambda rows: {"id": rows["en"]}, batched=True), tokenizer)
    train = tokenize(data["train"], tokenizer)
    dev = tokenize(
        data["dev"].select(choose_dev(data["dev"]["source"], recipe.dev_rows)), tokenizer
    )
    rows = [
        (pair, source)
        for pair, source in zip(to_pairs(train), train["source"], strict=True)
        if len(pair) <= recipe.max_tokens
    ]
    used = {token for pair, _ in rows for token in pair.prompt + pair.target}
    used |= {token for target in mono["target"] for token in target}
    return Corpus(
        [pair for pair, _ in rows],
        [source for _, source in rows],
        to_pairs(dev),
        list(dev["en"]),
        used,
    )
