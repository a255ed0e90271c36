"""A repair of T5 checkpoints that transformers 5 reads wrongly."""

from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open

INPUTS = ("shared.weight", "encoder.embed_tokens.weight", "decoder.embed_tokens.weight")
"""Names of the input embedding, in the order in which checkpoints are searched for it."""

OUTPUT = "lm_head.weight"


def repair(model: Any, folder: Path) -> None:
    """Give a T5 the input embedding and the output matrix that its file holds.

    MADLAD has two different ones and no ``shared.weight``; transformers 5.0 to 5.15 takes the
    output matrix as the encoder's embedding then, and the model babbles (transformers issue 48154).
    """
    if model.config.model_type != "t5":
        return
    stored = _read(folder, (*INPUTS, OUTPUT))
    given = next((stored[name] for name in INPUTS if name in stored), None)
    if "shared.weight" in stored or given is None or OUTPUT not in stored:
        return
    shared = torch.nn.Embedding(*given.shape)
    shared.weight = torch.nn.Parameter(given.to(model.dtype), requires_grad=False)
    model.set_input_embeddings(shared)
    model.lm_head.weight = torch.nn.Parameter(stored[OUTPUT].to(model.dtype), requires_grad=False)


def _read(folder: Path, names: tuple[str, ...]) -> dict[str, torch.Tensor]:
    found = {}
    for path in sorted(folder.glob("model*.safetensors")):
        with safe_open(path, framework="pt") as file:
            there = set(file.keys())
            found.update({name: file.get_tensor(name) for name in names if name in there})
    return found
