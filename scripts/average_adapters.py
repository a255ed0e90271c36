"""Average adapters of one run or of runs that follow each other, weight by weight.

    python scripts/average_adapters.py OUT RUN2/best=0.4 RUN3/best=0.2 RUN4/best=0.4

Each run ends in another corner of the same valley, with errors of its own; the mean of their
weights makes fewer than any of them (Wortsman et al. 2022, "Model soups"). The factors A and B of a
low-rank update are averaged each by itself, which is close to the mean of their products only where
the runs started from each other.
"""

import shutil
from pathlib import Path
from typing import Annotated

import torch
import typer
from safetensors.torch import load_file, save_file

WEIGHTS = "adapter_model.safetensors"
Tensors = dict[str, torch.Tensor]


def parsed(given: list[str]) -> list[tuple[Path, float]]:
    """``FOLDER=WEIGHT`` or ``FOLDER`` (1) as folders with shares that sum to 1.

    Raises:
        ValueError: a folder holds no adapter, or a weight is no positive number.
    """
    found: list[tuple[Path, float]] = []
    for one in given:
        name, _, text = one.partition("=")
        try:
            weight = float(text or "1")
        except ValueError:
            weight = 0.0
        if not (Path(name) / WEIGHTS).is_file():
            raise ValueError(f"{name} holds no {WEIGHTS}; give FOLDER or FOLDER=WEIGHT")
        if not 0 < weight < float("inf"):
            raise ValueError(f"{one}: the weight must be a positive number, as in FOLDER=0.4")
        found.append((Path(name), weight))
    total = sum(weight for _, weight in found)
    return [(folder, weight / total) for folder, weight in found]


def mean(adapters: list[tuple[Tensors, float]]) -> Tensors:
    """The weighted mean of tensors of the same names and shapes, in the first one's number type.

    Raises:
        ValueError: the adapters differ in names or shapes.
    """
    first = adapters[0][0]
    shapes = {name: tensor.shape for name, tensor in first.items()}
    if any({n: t.shape for n, t in tensors.items()} != shapes for tensors, _ in adapters):
        raise ValueError("the adapters differ in rank or in what they adapt")
    return {
        name: torch.stack([tensors[name].float() * share for tensors, share in adapters])
        .sum(0)
        .to(first[name].dtype)
        .contiguous()
        for name in first
    }


def main(
    out: Annotated[Path, typer.Argument(help="Folder for the mean; made anew.")],
    adapters: Annotated[list[str], typer.Argument(help="FOLDER or FOLDER=WEIGHT.")],
) -> None:
    """Average adapters; what lies beside the weights is taken from the first."""
    try:
        shares = parsed(adapters)
        tensors = mean([(load_file(folder / WEIGHTS), share) for folder, share in shares])
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if out.exists():
        raise typer.BadParameter(f"{out} is there already; name a new folder")
    shutil.copytree(shares[0][0], out)
    save_file(tensors, out / WEIGHTS, metadata={"format": "pt"})


if __name__ == "__main__":
    typer.run(main)
