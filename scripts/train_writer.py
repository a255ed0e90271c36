"""Train the writer: from several sentences the one that tells it all.

    python scripts/train_writer.py examples --corpus CORPUS --out EXAMPLES --wordings 2000
    python scripts/train_writer.py train --base BASE --examples EXAMPLES --out OUT --set hours=0.6 \
        --written scripts/fusions.tsv

``examples`` takes English news sentences apart (``fusion_examples.py``); of some rows with
Indonesian beside them our translator makes another wording. ``train`` makes a low-rank adapter of
the base, from these and from examples that were ``written``; OUT receives what
``train_translator.py`` writes, and a stopped run goes on when called again.
"""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from fusion_examples import APART, Example, Tree, beside, example, fit, paraphrased, parsed
from safetensors.torch import load_file
from train_translator import Trainer
from transformers import AutoTokenizer
from translator_corpus import Corpus
from translator_model import Pair, load_adapted
from translator_recipe import NEWS, Recipe

from summarizer.backends.embedded import load_translator
from summarizer.backends.fusion import framed

LONGEST, DEV = 300, 150
DRAWS = 2
"""Ways in which a sentence of several parts is taken apart."""
SEEN = 1.0
"""Share of the sentences among which two of one name are looked for."""
OTHERS = ("bbc", "pud", "tico19")
"""Sources of the parallel corpus beside its news whose English reads like news."""

app = typer.Typer(help=__doc__, no_args_is_help=True, rich_markup_mode=None)


@app.command("examples")
def make(
    corpus: Annotated[Path, typer.Option(help="Folder of train and mono-en .jsonl.gz.")],
    out: Annotated[Path, typer.Option(help="The examples (.jsonl.gz).")],
    rows: Annotated[int, typer.Option(help="Rows of mono-en.")] = 70_000,
    wordings: Annotated[int, typer.Option(help="Sentences that are told in two wordings.")] = 2000,
    others: Annotated[int, typer.Option(help="Pairs of two facts.")] = 8000,
) -> None:
    """Take the sentences of a corpus apart."""
    rng = random.Random(7)
    alone = [(row["en"], None) for row in _read(corpus / "mono-en.jsonl.gz") if fit(row["en"])]
    pairs = [
        (row["en"], row["id"])
        for row in _read(corpus / "train.jsonl.gz")
        if row["source"] in (*NEWS, *OTHERS) and fit(row["en"])
    ]
    chosen = [*rng.sample(alone, min(rows, len(alone))), *rng.sample(pairs, len(pairs))]
    told: list[tuple[Tree, str]] = []
    seen: list[Tree] = []
    with gzip.open(out, "wt", encoding="utf-8") as file:
        for text, words, indonesian in parsed(chosen):
            tree = Tree(text, words)
            seen += [tree] if rng.random() < SEEN else []
            for made in _taken_apart(tree, rng):
                file.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")
            if indonesian and len(told) < wordings and len(tree.cuts()) > 1:
                told.append((tree, indonesian))
        for made in (*beside(seen, rng, others), *_reworded(told, rng)):
            file.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")


def _taken_apart(tree: Tree, rng: random.Random) -> list[Example]:
    draws = (example(tree, rng) for _ in range(DRAWS if len(tree.cuts()) > 1 else 1))
    return list({frozenset(made.notes): made for made in draws if made}.values())


def _reworded(told: Sequence[tuple[Tree, str]], rng: random.Random) -> Iterator[Example]:
    if not told:
        return
    english = load_translator().translate([indonesian for _, indonesian in told])
    asked = [(text, tree) for text, (tree, _) in zip(english, told, strict=True) if fit(text)]
    for text, words, tree in parsed(asked):
        made = paraphrased(tree, Tree(text, words), rng)
        if made:
            yield made


@app.command("train")
def train(
    base: Annotated[Path, typer.Option(help="Folder of the dequantized base and its tokenizer.")],
    examples: Annotated[Path, typer.Option(help="What examples made.")],
    out: Annotated[Path, typer.Option(help="Folder for checkpoints, best adapter and log.")],
    kept: Annotated[Path, typer.Option(help="kept_rows.safetensors of the translator.")],
    written: Annotated[Path | None, typer.Option(help="Examples written for it (.tsv).")] = None,
    init: Annotated[Path | None, typer.Option(help="Adapter to start from.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="NAME=VALUE of the recipe; repeatable.")
    ] = None,
) -> None:
    """Train the adapter on examples; goes on where a run of OUT was stopped."""
    recipe = Recipe.parse(settings or ["rank=5", "alpha=10", "learning_rate=1e-3", "passes=3"])
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(base)
    torch.manual_seed(recipe.seed)
    model = load_adapted(base, init, recipe.rank, recipe.alpha)
    rows = set(load_file(kept)["rows"].tolist())
    found = [Example(tuple(r["notes"]), r["sentence"], r["kind"]) for r in _read(examples)]
    found += written_examples(written) if written else []
    trainer = Trainer(recipe, model, tokenizer, _corpus(found, tokenizer, rows), out)
    if any((out / "checkpoints").glob("step-*")):
        trainer.resume()
    trainer.run()


JOINED = frozenset(("and", "but", "drop", "short", "who"))
"""Kinds of examples whose second note follows the first, without what need not be said twice."""


def written_examples(path: Path) -> list[Example]:
    """Written examples, with their notes in either order: kind, sentence and notes in columns.

    Of notes that are ``apart`` the sentence is the first one: they are not to be merged. Those
    JOINED stand one behind the other, in their order.
    """
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, sentence, *notes = line.split("\t")
        if kind in JOINED:
            found.append(Example(tuple(notes), sentence, "beside"))
            continue
        for told in (tuple(notes), tuple(reversed(notes))):
            found.append(Example(told, told[0] if kind == "apart" else sentence, f"written-{kind}"))
    return found


def _corpus(found: list[Example], tokenizer: Any, rows: set[int]) -> Corpus:
    """The examples as token ids; no sentence is in both parts. ``rows``: more rows to train."""
    random.Random(1).shuffle(found)
    held = {one.sentence for one in found[:DEV]}
    pairs = [(one, _encoded(one, tokenizer)) for one in found]
    learned = [(one, p) for one, p in pairs if one.sentence not in held and len(p) <= LONGEST]
    dev = {one.sentence: p for one, p in pairs if one.sentence in held}
    used = {token for _, pair in learned for token in pair.prompt + pair.target}
    kinds = [one.kind for one, _ in learned]
    return Corpus([p for _, p in learned], kinds, [*dev.values()], [*dev], used | rows)


def _encoded(one: Example, tokenizer: Any) -> Pair:
    given, wanted = tokenizer(
        [framed(one.notes, one.kind in APART), f" {one.sentence}"], add_special_tokens=False
    )["input_ids"]
    return Pair([tokenizer.bos_token_id, *given], [*wanted, tokenizer.eos_token_id])


def _read(path: Path) -> Iterable[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    app()
