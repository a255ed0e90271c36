"""The parallel corpus of the translator, read through `datasets` and tokenized."""

from collections.abc import Mapping
from csv import QUOTE_NONE
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets import Dataset, Features, Value, concatenate_datasets, load_dataset
from translator_dates import dated
from translator_model import Pair
from translator_recipe import Recipe, choose_dev

from summarizer.backends.adapted import PROMPT, tidied
from summarizer.backends.reverse import PROMPT as REVERSE
from summarizer.guards import failures

SYNTHETIC = "Indonesian (machine): {}\nEnglish:"
"""Back-translated rows carry a tag (Caswell et al. 2019): the model learns their English without
taking the machine's Indonesian for the way people write."""


@dataclass(frozen=True)
class Corpus:
    """Training pairs with their sources, development pairs with their references, all token ids.

    ``flagged`` are the training pairs that a guard of the translation stage speaks against.
    """

    pairs: list[Pair]
    sources: list[str]
    dev: list[Pair]
    references: list[str]
    used: set[int]
    flagged: frozenset[int] = frozenset()


def tokenize(dataset: Dataset, tokenizer: Any, prompt: str, reverse: bool = False) -> Dataset:
    """Add `prompt` and `target` token ids to rows of `id` and `en`, each tokenized apart."""
    given, wanted = ("en", "id") if reverse else ("id", "en")

    def encode(rows: dict[str, list[str]]) -> dict[str, list[list[int]]]:
        prompts = [prompt.format(text) for text in rows[given]]
        targets = [" " + text for text in rows[wanted]]
        ids = tokenizer(prompts + targets, add_special_tokens=False)["input_ids"]
        return {
            "prompt": [[tokenizer.bos_token_id, *row] for row in ids[: len(prompts)]],
            "target": [[*row, tokenizer.eos_token_id] for row in ids[len(prompts) :]],
        }

    return dataset.map(encode, batched=True)


def flag(dataset: Dataset, processes: int) -> Dataset:
    """Add `flagged`: whether the English lost, changed or made up a name, value or negation.

    A fifth of the corpus, half of its economic news: free translations, which teach to leave out
    and to make up.
    """

    def judge(row: dict[str, str]) -> dict[str, bool]:
        return {"flagged": bool(failures(row["id"], row["en"]))}

    return dataset.map(judge, num_proc=processes)


def read_written(path: Path, cache: Path) -> Dataset:
    """The rows of a table of pairs: Indonesian, tab, English; no quoting, no heading."""
    features = Features({"id": Value("string"), "en": Value("string")})
    table = load_dataset(
        "csv", data_files=str(path), split="train", cache_dir=str(cache), features=features,
        sep="\t", names=["id", "en"], quoting=QUOTE_NONE, keep_default_na=False,
    )  # fmt: skip
    return table.map(lambda row: {"en": tidied(row["en"]), "source": "written"})


def to_pairs(rows: Mapping[str, Any]) -> list[Pair]:
    return [Pair(*row) for row in zip(rows["prompt"], rows["target"], strict=True)]


def read_corpus(
    folder: Path,
    tokenizer: Any,
    recipe: Recipe,
    cache: Path,
    reverse: bool = False,
    synthetic: Path | None = None,
    written: Path | None = None,
) -> Corpus:
    """Read and tokenize the corpus; pairs over `max_tokens` are left out.

    `reverse` turns it to English-Indonesian. `synthetic` holds more rows, English with Indonesian
    that a reverse translator made (``back_translate.py``); their source is "synthetic". `written`
    is a table of pairs, that of ``pairs.tsv``; their source is "written". Rows made by
    ``translator_dates`` are added as the source "dated" where its weight is not 0.
    """

    def load(path: Path) -> Dataset:
        return load_dataset("json", data_files=str(path), split="train", cache_dir=str(cache))

    data = {name: load(folder / f"{name}.jsonl.gz") for name in ("train", "dev", "mono-en")}
    data["train"] = data["train"].map(lambda row: {"en": tidied(row["en"])})
    mono = tokenize(data["mono-en"].map(lambda r: {"id": r["en"]}, batched=True), tokenizer, PROMPT)
    prompt = REVERSE if reverse else PROMPT
    train = tokenize(data["train"], tokenizer, prompt, reverse)
    if recipe.weights.get("dated"):
        made = [new for row in data["train"] if (new := dated(row, recipe.seed))]
        more = Dataset.from_list(made)
        train = concatenate_datasets([train, tokenize(more, tokenizer, prompt, reverse)])
    if written is not None:
        own = read_written(written, cache)
        more = tokenize(own, tokenizer, prompt, reverse)
        train = concatenate_datasets([train, more])
    if synthetic is not None:
        more = load(synthetic).map(lambda row: {"source": "synthetic"})
        train = concatenate_datasets([train, tokenize(more, tokenizer, SYNTHETIC)])
    chosen = data["dev"].select(choose_dev(data["dev"]["source"], recipe.dev_rows))
    dev = tokenize(chosen, tokenizer, prompt, reverse)
    flags = flag(train, recipe.threads)["flagged"] if recipe.guarded else [False] * len(train)
    rows = [
        (pair, source, flagged)
        for pair, source, flagged in zip(to_pairs(train), train["source"], flags, strict=True)
        if len(pair) <= recipe.max_tokens
    ]
    used = {token for pair, _, _ in rows for token in pair.prompt + pair.target}
    used |= {token for target in mono["target"] for token in target}
    return Corpus(
        [pair for pair, _, _ in rows],
        [source for _, source, _ in rows],
        to_pairs(dev),
        list(dev["id" if reverse else "en"]),
        used,
        frozenset(number for number, (_, _, flagged) in enumerate(rows) if flagged),
    )
