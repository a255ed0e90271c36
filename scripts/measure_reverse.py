"""Measure who tells right translations from wrong ones, and calibrate the reverse model.

    python scripts/measure_reverse.py --base BASE --reverse ADAPTER --judge ADAPTER [--write]

BASE is the dequantized base model. The translations, each with what a reader found (right, loose
or wrong), are those of ``tests/translations.jsonl`` and of further ``--labels`` files. Printed is
the area under the ROC curve, the share that is not wrong among the best of each share, and the
logistic curve from the reverse model's score and the count of untold words to the probability,
which ``--write`` puts beside the adapter. What "both" shows is fitted to the same rows.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from scipy.optimize import minimize
from scipy.stats import rankdata

from summarizer.dates import written_out
from summarizer.lexicon import untold

READ = Path(__file__).resolve().parents[1] / "tests" / "translations.jsonl"
SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)


def read(paths: Sequence[Path]) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Pairs (Indonesian, English) and whether each is not wrong."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines if line.strip()]
    pairs = [(written_out(row["indonesian"]), row["english"]) for row in rows]
    return pairs, np.array([row["label"] != "wrong" for row in rows], dtype=float)


def area(scores: Sequence[float], good: np.ndarray) -> float:
    """The probability that a good one scores higher than another; ties count half."""
    ranks, positives = rankdata(scores), good.sum()
    above = ranks[good == 1].sum() - positives * (positives + 1) / 2
    return float(above / (positives * (len(good) - positives)))


def among_best(scores: Sequence[float], good: np.ndarray) -> list[float]:
    """The share of good ones among the best-scored of each of SHARES."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    return [float(good[order[: max(1, int(share * len(order)))]].mean()) for share in SHARES]


def logistic(features: np.ndarray, good: np.ndarray) -> list[float]:
    """Intercept and slopes of the likeliest logistic curve (Platt 1999) in features (N, K)."""
    columns = np.column_stack([np.ones(len(features)), features])

    def loss(curve: np.ndarray) -> float:
        at = columns @ curve
        return float((np.logaddexp(0, at) - good * at).sum())

    found: list[float] = minimize(loss, np.zeros(columns.shape[1])).x.tolist()
    return found


def main(
    base: Annotated[Path, typer.Option(help="The dequantized base model.")],
    reverse: Annotated[Path, typer.Option(help="The reverse model's adapter.")],
    judge: Annotated[Path | None, typer.Option(help="The judge's adapter.")] = None,
    labels: Annotated[list[Path] | None, typer.Option(help="More translations, read.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Write calibration.json.")] = False,
) -> None:
    """Score labelled translations and fit the curve from score to probability."""
    from summarizer.backends.device import choose_device
    from summarizer.backends.judge import SupportJudge
    from summarizer.backends.reverse import ReverseModel

    pairs, good = read([READ, *(labels or [])])
    device = choose_device("auto")
    scores = {"reverse": ReverseModel(base, reverse, device, "reverse").told_back(pairs)}
    if judge:
        scores["judge"] = SupportJudge(base, judge, device, "judge").support(pairs)
    lost = [len(untold(*pair)) for pair in pairs]
    scores["lexicon"] = [-float(count) for count in lost]
    features = np.column_stack([scores["reverse"], lost])
    intercept, slope, word = curve = logistic(features, good)
    scores["both"] = (np.column_stack([np.ones(len(lost)), features]) @ curve).tolist()
    print(f"{len(pairs)} translations, {good.mean():.0%} not wrong; not wrong among the best:")
    print(f"{'':10}  area  " + "  ".join(f"{share:.0%}" for share in SHARES))
    for name, found in scores.items():
        best = "  ".join(f"{share:.2f}" for share in among_best(found, good))
        print(f"{name:10}  {area(found, good):.3f} {best}")
    print(f"log odds = {intercept:.4f} + {slope:.4f} x score + {word:.4f} x untold words")
    if write:
        named = dict(zip(("intercept", "slope", "untold"), curve, strict=True))
        text = json.dumps({k: round(v, 4) for k, v in named.items()}, indent=2) + "\n"
        (reverse / "calibration.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
