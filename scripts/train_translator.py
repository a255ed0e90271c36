"""Train the Indonesian-English LoRA adapter of the translator; resumable.

One command makes the adapter; its entry in ``scripts/LOG.md`` gives the settings::

    LD_PRELOAD=libjemalloc.so.2 OMP_WAIT_POLICY=passive \\
    MALLOC_CONF=narenas:1,oversize_threshold:0,thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1 \\
    python scripts/train_translator.py --base BASE --corpus CORPUS --out OUT --set passes=2

BASE is the dequantized base model as transformers saves it (safetensors and tokenizer). CORPUS
holds ``train.jsonl.gz`` and ``dev.jsonl.gz`` (``id``, ``en``, ``source``) and ``mono-en.jsonl.gz``
(``en``). OUT receives ``checkpoints/`` (the last two, to resume from), ``best/`` (the adapter with
the best development chrF), ``log.jsonl``, ``recipe.json`` and ``kept_rows.safetensors`` (the token
ids whose output rows are always trained). A stopped run goes on with ``--resume``.

The variables are for speed and memory only: jemalloc reuses freed memory instead of giving it back
to the system (a third of the processor's time otherwise) and does not fragment as glibc's heap
does; threads that do not spin while they wait leave the cores to other programs. With a time
budget (``--set hours=2``) the rate follows the clock and a run cannot be repeated exactly; with
passes alone it can, on the same hardware with ``--set threads=1``.
"""

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from sacrebleu.metrics import BLEU, CHRF
from safetensors.torch import save_file
from transformers import AutoTokenizer
from translator_corpus import Corpus, read_corpus
from translator_model import (
    Head,
    Pair,
    Threads,
    chunked_loss,
    greedy,
    load_adapted,
    new_folder,
    save_adapter,
    target_states,
)
from translator_recipe import Recipe, count_batches, is_latin, make_batches, rate_at, sample_pass


@dataclass
class Progress:
    """Where a run stands; a checkpoint keeps it."""

    step: int = 0
    number: int = 0  # the pass
    batch: int = 0  # of the pass, the next to train
    pairs: int = 0
    elapsed: float = 0.0  # seconds
    best: float = -1.0  # development chrF


class Every:
    """Says once in so many minutes that it is time."""

    def __init__(self, minutes: float):
        self._seconds, self._last = 60 * minutes, time.monotonic()

    def due(self) -> bool:
        if time.monotonic() - self._last < self._seconds:
            return False
        self._last = time.monotonic()
        return True


@dataclass
class Meter:
    """Mean loss and speed of the last few steps."""

    steps: int = 0
    loss: float = 0.0
    tokens: int = 0
    since: float = field(default_factory=time.monotonic)

    def add(self, loss: float, tokens: int) -> None:
        self.steps, self.loss, self.tokens = self.steps + 1, self.loss + loss, self.tokens + tokens

    def values(self) -> dict[str, float]:
        seconds = time.monotonic() - self.since
        return {
            "loss": round(self.loss / self.steps, 4),
            "tokens_s": round(self.tokens / seconds),
        }


class Trainer:
    """The model, its optimizer and the corpus; `run` trains until the recipe's end."""

    def __init__(self, recipe: Recipe, model: Any, tokenizer: Any, corpus: Corpus, out: Path):
        self.recipe, self.model, self.tokenizer = recipe, model, tokenizer
        self.corpus, self.out, self.progress = corpus, out, Progress()
        self.parameters = [p for p in model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.parameters, lr=0.0, betas=(0.9, 0.98), weight_decay=0.0, fused=True
        )
        self.head, self.dev_head = self._make_heads()

    def _make_heads(self) -> tuple[Head, Head]:
        """The head that is trained, and one that holds the dev rows' tokens too, to score them."""
        table = self.model.get_base_model().lm_head.weight.detach()
        used, special = self.corpus.used, set(self.tokenizer.all_special_ids)
        pieces = self.tokenizer.convert_ids_to_tokens(range(len(table)))
        others = [
            token
            for token, piece in enumerate(pieces)
            if token not in used
            and token not in special
            and not piece.startswith("<")
            and is_latin(piece)
        ]
        kept = torch.tensor(sorted(used))
        save_file({"rows": kept.int()}, self.out / "kept_rows.safetensors")
        dev = {token for pair in self.corpus.dev for token in pair.prompt + pair.target}
        self.log(kept_rows=len(kept), other_rows=len(others), pairs=len(self.corpus.pairs))
        rows = torch.tensor(others, dtype=torch.long)
        return (
            Head(table, kept, rows, self.recipe.extra_rows),
            Head(table, torch.tensor(sorted(used | dev)), rows, 0),
        )

    def log(self, **values: Any) -> None:
        """Add a line to ``log.jsonl``, and print it."""
        line = json.dumps({"time": time.strftime("%Y-%m-%dT%H:%M:%S"), **values})
        print(line, flush=True)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def step(self, pairs: list[Pair], rate: float) -> float:
        """One update at learning rate `rate`; returns the loss a target token."""
        hidden, targets = target_states(self.model, pairs)
        with torch.no_grad():
            rows = self.head.draw(f"{self.recipe.seed}/{self.progress.step}")
            labels = self.head.place[targets]
            recipe = self.recipe
            loss, gradient = chunked_loss(
                hidden.detach(), labels, rows, recipe.chunk, recipe.smoothing
            )
        torch.autograd.backward(hidden, gradient)
        torch.nn.utils.clip_grad_norm_(self.parameters, self.recipe.clip)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        self.optimizer.zero_grad()
        return loss

    @torch.no_grad()
    def evaluate(self) -> dict[str, float]:
        """Loss, chrF and BLEU of greedy translations of the dev rows."""
        self.model.eval()
        dev = self.corpus.dev
        order = sorted(range(len(dev)), key=lambda row: len(dev[row].prompt))
        texts, total, count = [""] * len(dev), 0.0, 0
        for start in range(0, len(order), 50):
            rows = order[start : start + 50]
            pairs = [dev[row] for row in rows]
            hidden, targets = target_states(self.model, pairs)
            labels = self.dev_head.place[targets]
            loss, _ = chunked_loss(hidden, labels, self.dev_head.kept_rows, self.recipe.chunk)
            total, count = total + loss * len(targets), count + len(targets)
            prompts = [pair.prompt for pair in pairs]
            found = greedy(self.model, prompts, self.dev_head, self.tokenizer.eos_token_id)
            for row, ids in zip(rows, found, strict=True):
                texts[row] = self.tokenizer.decode(ids, skip_special_tokens=True).strip()
        self.model.train()
        scores = {"dev_loss": total / count}
        for name, metric in (("chrf", CHRF()), ("chrf++", CHRF(word_order=2)), ("bleu", BLEU())):
            scores[name] = metric.corpus_score(texts, [self.corpus.references]).score
        return {name: round(value, 3) for name, value in scores.items()}

    def measure(self) -> None:
        """Score the dev rows, log it, and keep the adapter where its chrF is the best so far."""
        scores = self.evaluate()
        self.log(step=self.progress.step, **scores)
        if scores["chrf"] > self.progress.best:
            self.progress.best = scores["chrf"]
            with new_folder(self.out / "best") as new:
                save_adapter(self.model, new)
                shutil.copy(self.out / "kept_rows.safetensors", new)

    def checkpoint(self) -> None:
        """Write adapter, optimizer and position whole or not at all; keep the last two."""
        folder = self.out / "checkpoints"
        with new_folder(folder / f"step-{self.progress.step:07d}") as new:
            save_adapter(self.model, new)
            saved = {
                "state": asdict(self.progress),
                "parameters": [parameter.detach() for parameter in self.parameters],
                "optimizer": self.optimizer.state_dict(),
            }
            torch.save(saved, new / "state.pt")
        for old in sorted(folder.glob("step-*"))[:-2]:
            shutil.rmtree(old)

    def resume(self) -> None:
        """Take up the newest checkpoint of `out`; ``FileNotFoundError`` where there is none."""
        found = sorted((self.out / "checkpoints").glob("step-*"))
        if not found:
            raise FileNotFoundError(f"no {self.out}/checkpoints/step-*; start without --resume")
        saved = torch.load(found[-1] / "state.pt", weights_only=True)
        with torch.no_grad():
            for parameter, value in zip(self.parameters, saved["parameters"], strict=True):
                parameter.copy_(value)
        self.optimizer.load_state_dict(saved["optimizer"])
        self.progress = Progress(**saved["state"])
        self.log(resumed=found[-1].name, **asdict(self.progress))

    def batches(self) -> Iterator[tuple[float, list[Pair]]]:
        """Batches from where the run stands to its last, with the fraction of the passes done."""
        recipe, progress, number = self.recipe, self.progress, self.progress.number
        lengths = [len(pair) for pair in self.corpus.pairs]
        while number < recipe.passes:
            order = sample_pass(self.corpus.sources, recipe.weights, recipe.seed, number)
            batches = make_batches(lengths, order, recipe, number)
            for index in range(progress.batch, count_batches(len(batches), number, recipe.passes)):
                done = (number + index / len(batches)) / recipe.passes
                rows = [row for row in batches[index] if row not in self.corpus.flagged]
                if rows:
                    yield done, [self.corpus.pairs[row] for row in rows]
                progress.batch = index + 1
            number += 1
            progress.number, progress.batch = number, 0

    def run(self) -> None:
        """Train to the end of the passes or of the time budget, whichever comes first."""
        progress, threads = self.progress, Threads(self.recipe.threads)
        started = time.monotonic() - progress.elapsed
        checkpoint, measure = Every(self.recipe.checkpoint_minutes), Every(self.recipe.dev_minutes)
        meter = Meter()
        self.model.train()
        if progress.step == 0:
            self.measure()
        for fraction, pairs in self.batches():
            progress.elapsed = time.monotonic() - started
            if self.recipe.hours:
                fraction = max(fraction, progress.elapsed / (3600 * self.recipe.hours))
            if fraction >= 1:
                break
            if checkpoint.due():
                self.checkpoint()
            if measure.due():
                self.measure()
            count, rate = threads.adapt(), rate_at(fraction, self.recipe)
            meter.add(self.step(pairs, rate), sum(map(len, pairs)))
            progress.step += 1
            progress.pairs += len(pairs)
            if meter.steps == 10:
                eta = progress.elapsed * (1 / max(fraction, 1e-6) - 1) / 60
                done = {"number": progress.number, "fraction": round(fraction, 4)}
                done |= {"rate": round(rate, 7), "threads": count, "eta_min": round(eta, 1)}
                self.log(step=progress.step, pairs=progress.pairs, **meter.values(), **done)
                meter = Meter()
        self.measure()
        self.checkpoint()
        self.log(finished=True, **asdict(progress))


def main(
    base: Annotated[Path, typer.Option(help="Folder of the dequantized base and its tokenizer.")],
    corpus: Annotated[Path, typer.Option(help="Folder of train, dev and mono-en .jsonl.gz.")],
    out: Annotated[Path, typer.Option(help="Folder for checkpoints, best adapter and log.")],
    init: Annotated[Path | None, typer.Option(help="Adapter to start from.")] = None,
    reverse: Annotated[bool, typer.Option("--reverse", help="English to Indonesian.")] = False,
    synthetic: Annotated[
        Path | None, typer.Option(help="More pairs, of back_translate.py (.jsonl.gz).")
    ] = None,
    written: Annotated[
        Path | None, typer.Option(help="Pairs written for this project (pairs.tsv).")
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the newest checkpoint.")] = False,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", help="NAME=VALUE of the recipe, or weight.SOURCE=VALUE; repeatable."),
    ] = None,
) -> None:
    """Train the Indonesian-English adapter of the translator."""
    kept = out / "recipe.json"
    try:
        recipe = Recipe.parse(settings or [])
        if resume:
            changed = recipe.same_order(json.loads(kept.read_text(encoding="utf-8")))
            if changed:
                raise ValueError(f"--resume: {kept} differs in {', '.join(changed)}")
        elif any((out / "checkpoints").glob("step-*")):
            raise ValueError(f"{out} holds a run; give --resume or another --out")
    except (ValueError, FileNotFoundError) as error:
        raise typer.BadParameter(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(asdict(recipe), indent=2) + "\n", encoding="utf-8")
    tokenizer = AutoTokenizer.from_pretrained(base)
    torch.manual_seed(recipe.seed)  # a new adapter's weights
    model = load_adapted(base, init, recipe.rank, recipe.alpha)
    cache = out / "cache"
    texts = read_corpus(corpus, tokenizer, recipe, cache, reverse, synthetic, written)
    trainer = Trainer(recipe, model, tokenizer, texts, out)
    if resume:
        trainer.resume()
    trainer.run()


if __name__ == "__main__":
    typer.run(main)
