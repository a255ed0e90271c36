"""Train the judge of support: does the Indonesian say what the English sentence says?

    python scripts/train_judge.py --base BASE --translator ADAPTER --corpus CORPUS --out OUT

A low-rank adapter of the base. It starts from the strongest part of our translator's adapter, which
has the two languages side by side already, and learns from pairs of the corpus and sentences made
false (``judge_examples.py``). It answers with one of two tokens. OUT receives ``best/`` (the
adapter with the lowest loss on one half of the development part; the other half is left for
``measure_judge.py``) and ``log.jsonl``. With ``--evaluate`` nothing is trained.
"""

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from judge_examples import Example, examples, half, read_rows
from peft import LoraConfig, PeftModel, get_peft_model, set_peft_model_state_dict
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer
from translator_model import PROJECTIONS, Threads, new_folder, save_adapter, states

from summarizer.backends.judge import ANSWERS, PROMPT

TOKENS = 3000
LONGEST = 500
"""Tokens of a pack's prompt: the base looks back 512 in most of its layers."""
DEV = 160
ALONG = 0.5
"""Weight of the labels along a sentence beside that at its end."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Sentences about one evidence, which stands once: token ids of it and of each that follows.

    ``labels`` are those of each sentence's tokens: 1 while all so far is supported, 0 from the
    change on, -1 where that is not known; the last one is the answer.
    """

    evidence: list[int]
    sentences: list[list[int]]
    labels: list[list[int]]
    kinds: list[str]

    def __len__(self) -> int:
        return len(self.evidence) + sum(map(len, self.sentences))


class Judge:
    """The model in training: two logits for every token of a sentence."""

    def __init__(self, base: Path, translator: Path | None, init: Path | None, rank: int) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.bfloat16)
        if init:
            self.model: Any = PeftModel.from_pretrained(model, init, is_trainable=True)
        else:
            config = LoraConfig(
                r=rank, lora_alpha=2 * rank, target_modules=PROJECTIONS, task_type="CAUSAL_LM"
            )
            self.model = get_peft_model(model, config)
            if translator:
                set_peft_model_state_dict(self.model, extract(translator, rank, scale=2.0))
        rows = [self.tokenizer.encode(a, add_special_tokens=False)[0] for a in ANSWERS]
        self.head = self.model.get_base_model().lm_head.weight.detach()[rows].float()

    def encode(self, text: str) -> list[int]:
        """Token ids with the mark of the beginning."""
        ids: list[int] = self.tokenizer.encode(text, add_special_tokens=False)
        return [self.tokenizer.bos_token_id, *ids]

    def pack(self, group: Sequence[Example]) -> Pack:
        """The examples of one evidence as token ids."""
        prompts = [self.encode(example.prompt) for example in group]
        head = self.encode(PROMPT.partition(" {}\nS")[0].format(group[0].evidence))
        start = min(shared(head, prompt) for prompt in prompts)
        labels = []
        for example, prompt in zip(group, prompts, strict=True):
            yes = int(example.supported)
            along = [1 if yes else -1] * (len(prompt) - start - 1)
            if example.origin:
                origin = self.encode(PROMPT.format(example.evidence, example.origin))
                wrong = shared(origin, prompt) - start
                along = [int(n < wrong) for n in range(len(along))]
            labels.append([*along, yes])
        sentences = [prompt[start:] for prompt in prompts]
        return Pack(prompts[0][:start], sentences, labels, [example.kind for example in group])

    def logits(self, packs: Sequence[Pack]) -> list[torch.Tensor]:
        """For every sentence of every pack (tokens, 2): no, yes."""
        width = max(map(len, packs))
        ids, places = (torch.zeros(len(packs), width, dtype=torch.long) for _ in range(2))
        mask = torch.eye(width, dtype=torch.bool).repeat(len(packs), 1, 1, 1)
        spots: list[tuple[int, int, int]] = []
        for n, pack in enumerate(packs):
            start = first = len(pack.evidence)
            ids[n, :start] = torch.tensor(pack.evidence)
            places[n, :start] = torch.arange(start)
            mask[n, 0, :start, :start] = torch.ones(start, start).tril().bool()
            for sentence in pack.sentences:
                size = len(sentence)
                own = slice(first, first + size)
                ids[n, own] = torch.tensor(sentence)
                places[n, own] = torch.arange(start, start + size)
                mask[n, 0, own, :start] = True
                mask[n, 0, own, own] = torch.ones(size, size).tril().bool()
                spots.append((n, first, size))
                first += size
        both = {"full_attention": mask, "sliding_attention": mask}
        result = states(
            self.model, input_ids=ids, position_ids=places, attention_mask=both, use_cache=False
        )
        found = result.last_hidden_state
        return [found[n, first : first + size].float() @ self.head.T for n, first, size in spots]


def shared(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens two lists begin with alike."""
    same = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(same, min(len(one), len(other)))


@torch.no_grad()
def extract(folder: Path, rank: int, scale: float) -> dict[str, torch.Tensor]:
    """The best approximation of an adapter by one of ``rank`` and ``scale`` (alpha / r).

    Each update is B A with thin factors: with B = Q R and A' = P S its singular values are those of
    the small R S' (Eckart and Young 1936 for the rest).
    """
    config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    factor = config["lora_alpha"] / config["r"] / scale
    tensors = load_file(folder / "adapter_model.safetensors")
    made: dict[str, torch.Tensor] = {}
    for name, a in tensors.items():
        if not name.endswith(".lora_A.weight"):
            continue
        other = name.replace(".lora_A.", ".lora_B.")
        q, r = torch.linalg.qr(tensors[other].float())
        p, s = torch.linalg.qr(a.float().T)
        u, values, v = torch.linalg.svd(factor * r @ s.T)
        root = values[:rank].sqrt()
        made[other] = (q @ u[:, :rank]) * root
        made[name] = root[:, None] * (v[:rank] @ p.T)
    return made


def batches(packs: Sequence[Pack], seed: int) -> list[list[Pack]]:
    """Packs of like length, at most TOKENS with padding a batch, in random order."""
    made: list[list[Pack]] = [[]]
    for pack in sorted(packs, key=len):
        if made[-1] and len(pack) * (len(made[-1]) + 1) > TOKENS:
            made.append([])
        made[-1].append(pack)
    random.Random(seed).shuffle(made)
    return made


def losses(judge: Judge, packs: Sequence[Pack]) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean cross-entropy of the answers, and of the labels along the sentences."""
    logits = torch.cat(judge.logits(packs))
    labels = torch.tensor([n for pack in packs for each in pack.labels for n in each])
    ends = torch.tensor([len(each) for pack in packs for each in pack.labels]).cumsum(0) - 1
    ended = torch.nn.functional.cross_entropy(logits[ends], labels[ends])
    return ended, torch.nn.functional.cross_entropy(logits, labels, ignore_index=-1)


@torch.no_grad()
def evaluate(judge: Judge, packs: Sequence[Pack]) -> dict[str, float]:
    """Loss, balanced accuracy at 0.5, and the share of each kind that is judged rightly."""
    judge.model.eval()
    right: dict[str, list[bool]] = {}
    total = 0.0
    for batch in batches(packs, 0):
        ends = torch.stack([rows[-1] for rows in judge.logits(batch)]).log_softmax(-1)
        labels = [each[-1] for pack in batch for each in pack.labels]
        kinds = [kind for pack in batch for kind in pack.kinds]
        for kind, label, pair in zip(kinds, labels, ends.tolist(), strict=True):
            total -= pair[label]
            right.setdefault(kind, []).append(pair[label] > pair[1 - label])
    judge.model.train()
    false = [ok for kind, rows in right.items() if kind != "true" for ok in rows]
    shares = {kind: sum(rows) / len(rows) for kind, rows in sorted(right.items())}
    balanced = (shares.get("true", 0.0) + sum(false) / max(1, len(false))) / 2
    size = sum(map(len, right.values()))
    scores = {"examples": size, "dev_loss": total / max(1, size), "balanced": balanced, **shares}
    return {name: round(value, 4) for name, value in scores.items()}


def train(judge: Judge, corpus: Path, out: Path, hours: float, rate: float) -> None:
    """Train until the time is up; the rate rises for 3% of it and falls to 0."""
    rows = read_rows(corpus / "train.jsonl.gz")
    dev = dev_packs(judge, corpus)
    _log(out, rows=len(rows), dev=len(dev))
    parameters = [p for p in judge.model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=0.0, weight_decay=0.0, fused=True)
    threads, started, step, best = Threads(2), time.monotonic(), 0, float("inf")
    sums, since, seen, tokens, tested = [0.0, 0.0], started, 0, 0, 0.0
    for batch in _stream(judge, rows):
        done = (time.monotonic() - started) / (3600 * hours)
        if done >= 1 or done - tested > 0.12:
            tested = done
            best = _keep_best(judge, dev, out, step, best)
        if done >= 1:
            return
        count = threads.adapt()
        for group in optimizer.param_groups:
            group["lr"] = rate * min(done / 0.03, 1 - done)
        ended, along = losses(judge, batch)
        torch.autograd.backward(ended + ALONG * along)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        sums = [sums[0] + ended.item(), sums[1] + along.item()]
        step, tokens = step + 1, tokens + sum(map(len, batch))
        seen += sum(len(pack.sentences) for pack in batch)
        if step % 10 == 0:
            speed = round(tokens / (time.monotonic() - since))
            loss = {"loss": round(sums[0] / 10, 4), "along": round(sums[1] / 10, 4)}
            _log(out, step=step, seen=seen, fraction=round(done, 3), **loss, tokens_s=speed,
                 threads=count)  # fmt: skip
            sums, since, tokens = [0.0, 0.0], time.monotonic(), 0


def _keep_best(judge: Judge, dev: Sequence[Pack], out: Path, step: int, best: float) -> float:
    scores = evaluate(judge, dev)
    _log(out, step=step, **scores)
    if scores["dev_loss"] < best:
        with new_folder(out / "best") as new:
            save_adapter(judge.model, new)
    return min(best, scores["dev_loss"])


def dev_packs(judge: Judge, corpus: Path) -> list[Pack]:
    """Packs of the half of the development rows on which things are chosen."""
    rows = [row for row in read_rows(corpus / "dev.jsonl.gz") if half(row) == 0]
    return [judge.pack(group) for group in examples(rows, 1)][:DEV]


def _stream(judge: Judge, rows: Sequence[dict[str, str]]) -> Iterator[list[Pack]]:
    """Batches without end: every pass draws other changes and other company."""
    for number in range(1, 1000):
        made: list[Pack] = []
        for group in examples(rows, number):
            pack = judge.pack(group)
            if len(pack.evidence) + max(map(len, pack.sentences)) <= LONGEST:
                made.append(pack)
            if len(made) == 512:
                yield from batches(made, number)
                made = []


def _log(out: Path, **values: Any) -> None:
    line = json.dumps({"time": time.strftime("%H:%M:%S"), **values})
    print(line, flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def main(
    base: Annotated[Path, typer.Option(help="Folder of the dequantized base and its tokenizer.")],
    corpus: Annotated[Path, typer.Option(help="Folder of train and dev .jsonl.gz.")],
    out: Annotated[Path, typer.Option(help="Folder for the best adapter and the log.")],
    translator: Annotated[
        Path | None, typer.Option(help="The translator's adapter; the start is its extract.")
    ] = None,
    init: Annotated[Path | None, typer.Option(help="Judge adapter to start from.")] = None,
    hours: Annotated[float, typer.Option(help="Time to train.")] = 0.7,
    rate: Annotated[float, typer.Option(help="Learning rate at its top.")] = 4e-4,
    rank: Annotated[int, typer.Option(help="Rank of the adapter.")] = 32,
    evaluate_only: Annotated[bool, typer.Option("--evaluate", help="Train nothing.")] = False,
) -> None:
    """Train the judge of support on sentences made false."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    judge = Judge(base, translator, init, rank)
    if evaluate_only:
        _log(out, **evaluate(judge, dev_packs(judge, corpus)))
    else:
        train(judge, corpus, out, hours, rate)


if __name__ == "__main__":
    typer.run(main)
