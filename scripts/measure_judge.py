"""Measure a judge of support on sentences made false: choose its threshold, report each kind.

    python scripts/measure_judge.py --base BASE --adapter ADAPTER --corpus CORPUS
    python scripts/measure_judge.py --base QWEN --corpus CORPUS --judge instruction --per-kind 20

The pairs are drawn from the news of the development part, in two halves by the hash of the row: no
row has a pair in both. The threshold is chosen on the one (``half`` 0, on which the checkpoint was
chosen, too) and the figures of the other half are the ones to quote.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import torch
import typer
from judge_examples import SHARES, Row, groups, half, read_rows

from summarizer.backends.batching import by_length, halving
from summarizer.backends.causal import CausalModel
from summarizer.backends.device import choose_device, quiet_loading
from summarizer.backends.judge import SupportJudge
from summarizer.protocols import Judge

THRESHOLDS = (0.01, 0.02, *(n / 20 for n in range(1, 20)), 0.98, 0.99)
ROUNDS = 12
"""How often the rows are gone through for a kind that few of them have."""

ASK = (
    "You check translations of news. You get Indonesian text and an English sentence. Answer yes "
    "if the Indonesian says everything that the sentence says. Answer no if anything differs: a "
    "number, a name, a date, who did what, a negation, how sure it is, or something added. Reply "
    "with yes or no only."
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair for the judge; ``kind`` is "true" or what was changed."""

    evidence: str
    sentence: str
    kind: str
    half: int


@dataclass(frozen=True, slots=True)
class Line:
    """One threshold: the share of true sentences kept, and of false ones caught."""

    threshold: float
    kept: float
    caught: float

    @property
    def balanced(self) -> float:
        return (self.kept + self.caught) / 2


def build(rows: Sequence[Row], per_kind: int, seed: int) -> list[Labelled]:
    """For each half up to ``per_kind`` false pairs of each kind, and as many true ones as false."""
    made: dict[tuple[int, str, str], Labelled] = {}
    for side in (0, 1):
        own = [row for row in rows if half(row) == side]
        count: Counter[str] = Counter()
        for number in range(ROUNDS):
            for group, chance in groups(own, seed + number):
                evidence = " ".join(group.passages(chance))
                true = group.true(chance)
                for kind in (kind for kind in SHARES if count[kind] < per_kind):
                    text = group.changed(kind, chance.choice(true), chance)
                    if text is not None and (side, text, "") not in made:
                        made[side, text, ""] = Labelled(evidence, text, kind, side)
                        count[kind] += 1
                for text in true:
                    false = count.total() - count["true"]
                    if count["true"] < false and (side, text, "") not in made:
                        made[side, text, ""] = Labelled(evidence, text, "true", side)
                        count["true"] += 1
    return list(made.values())


def shares(pairs: Sequence[Labelled], scores: Sequence[float], threshold: float) -> dict[str, Line]:
    """For each kind, and for "all" false pairs: true kept and false caught at a threshold.

    A pair is kept from the threshold on.
    """
    rated = list(zip(pairs, scores, strict=True))
    kept = _share(score >= threshold for pair, score in rated if pair.kind == "true")
    caught = {"all": [score < threshold for pair, score in rated if pair.kind != "true"]}
    for pair, score in rated:
        if pair.kind != "true":
            caught.setdefault(pair.kind, []).append(score < threshold)
    return {kind: Line(threshold, kept, _share(found)) for kind, found in caught.items()}


def sweep(pairs: Sequence[Labelled], scores: Sequence[float]) -> list[Line]:
    """The figures of all false pairs at each threshold."""
    return [shares(pairs, scores, threshold)["all"] for threshold in THRESHOLDS]


def chosen(lines: Iterable[Line]) -> Line:
    """The line of the best balanced accuracy; among equals the one nearest to a half."""
    return max(lines, key=lambda line: (round(line.balanced, 6), -abs(line.threshold - 0.5)))


def _share(found: Iterable[bool]) -> float:
    held = list(found)
    return sum(held) / len(held) if held else 0.0


def report(pairs: Sequence[Labelled], scores: Sequence[float]) -> str:
    """The sweep on the one half and each kind on the other, as Markdown."""
    rated = list(zip(pairs, scores, strict=True))
    (choose, held), (told, given) = (
        tuple(zip(*(each for each in rated if each[0].half == side), strict=True))
        for side in (0, 1)
    )
    lines = sweep(choose, held)
    best = chosen(lines)
    rows = [
        f"Threshold, on {len(choose)} pairs of one half:",
        "",
        "| threshold | true kept | false caught | balanced accuracy |",
        "|---|---|---|---|",
    ]
    rows += [
        f"| {line.threshold:.2f}{' (chosen)' if line is best else ''} | {line.kept:.1%} "
        f"| {line.caught:.1%} | {line.balanced:.1%} |"
        for line in lines
    ]
    every = Counter(pair.kind for pair in pairs)
    return "\n".join([*rows, "", *_by_kind(shares(told, given, best.threshold), told, every)])


def _by_kind(
    found: Mapping[str, Line], told: Sequence[Labelled], every: Counter[str]
) -> Iterator[str]:
    """The table of kinds for the half that is reported on; ``every`` counts both halves."""
    counts = Counter(pair.kind for pair in told)
    total = found["all"]
    yield (
        f"At {total.threshold:.2f}, on the {len(told)} pairs of the other half; of its "
        f"{counts['true']} true pairs {total.kept:.1%} are kept:"
    )
    yield from (
        "",
        "| kind | pairs (both halves) | caught | balanced accuracy |",
        "|---|---|---|---|",
    )
    for kind, line in sorted(found.items(), key=lambda item: (item[0] == "all", item[0])):
        here, both = counts[kind], every[kind]
        if kind == "all":
            here, both = len(told) - counts["true"], every.total() - every["true"]
        yield f"| {kind} | {here} ({both}) | {line.caught:.1%} | {line.balanced:.1%} |"


class InstructionJudge:
    """The embedded instruction model, asked: the probability of yes against no."""

    batch_size = 8

    def __init__(self, folder: Path) -> None:
        self.causal = CausalModel(folder, choose_device())
        self.name = f"{folder.name} asked, {self.causal.device.dtype}"
        encode = self.causal.tokenizer.encode
        self.ids = [
            [encode(word, add_special_tokens=False)[0] for word in words]
            for words in (("no", "No"), ("yes", "Yes"))
        ]

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """As ``Judge.support``."""
        prompts = [
            self.causal.chat(ASK, f"Indonesian: {evidence}\nEnglish: {sentence}")
            for evidence, sentence in pairs
        ]
        return by_length(prompts, self.batch_size, halving(self._batch, self.causal.device.kind))

    @torch.inference_mode()
    def _batch(self, prompts: Sequence[list[int]]) -> list[float]:
        width = max(map(len, prompts))
        ids = torch.tensor([[*p, *[0] * (width - len(p))] for p in prompts])
        model = self.causal.model
        states = model.base_model(input_ids=ids.to(model.device), use_cache=False).last_hidden_state
        last = states[torch.arange(len(prompts)), torch.tensor([len(p) - 1 for p in prompts])]
        logits = model.get_output_embeddings()(last).float()
        no, yes = (logits[:, rows].logsumexp(-1) for rows in self.ids)
        found: list[float] = (yes - no).sigmoid().tolist()
        return found


class Kind(StrEnum):
    ADAPTER = "adapter"
    INSTRUCTION = "instruction"


def main(
    base: Annotated[Path, typer.Option(help="Folder of the base, or of the instruction model.")],
    corpus: Annotated[Path, typer.Option(help="Folder of dev.jsonl.gz.")],
    adapter: Annotated[Path | None, typer.Option(help="The judge's adapter.")] = None,
    judge: Annotated[Kind, typer.Option(help="Who judges.")] = Kind.ADAPTER,
    per_kind: Annotated[int, typer.Option(help="False pairs of each kind in each half.")] = 40,
    seed: Annotated[int, typer.Option(help="Of the changes.")] = 1,
    show: Annotated[str, typer.Option(help="Print wrongly judged pairs of this kind.")] = "",
) -> None:
    """Print the sweep of the threshold and the balanced accuracy of each kind."""
    quiet_loading()
    pairs = build(read_rows(corpus / "dev.jsonl.gz"), per_kind, seed)
    asked: Judge
    if judge is Kind.INSTRUCTION:
        asked = InstructionJudge(base)
    elif adapter is None:
        raise typer.BadParameter("the judge needs its --adapter")
    else:
        asked = SupportJudge(base, adapter, choose_device(), adapter.name)
    scores = asked.support([(pair.evidence, pair.sentence) for pair in pairs])
    print(f"{asked.name}\n\n{report(pairs, scores)}")
    least = chosen(sweep(pairs, scores)).threshold
    for pair, score in zip(pairs, scores, strict=True):
        if pair.kind == show and (score >= least) != (pair.kind == "true"):
            print(f"{score:.3f} {pair.evidence}\n  {pair.sentence}")


if __name__ == "__main__":
    typer.run(main)
