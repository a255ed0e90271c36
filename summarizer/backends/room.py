"""How many rows a batch may have, from the memory that is free before a model is loaded."""

import json
import logging
from pathlib import Path
from typing import Any

import psutil
import torch

from summarizer.backends.device import Device

log = logging.getLogger(__name__)

TOKENS = 1024
"""Positions of a row, prompt and answer; longer ones are what halving is for (``batching.py``)."""

ON_GPU = 4
"""Times as many rows on a GPU, which a CPU's batch leaves idle."""


def fitting(folder: Path, device: Device, rows: int, beams: int = 1) -> int:
    """``rows``, more on a GPU, halved until a batch takes at most half of the memory that is left.

    What is left is free memory less the weights in ``folder``. A power of two below ``rows``, so
    that two runs on one machine most often get the same: answers of some models depend on it.
    """
    weights = sum(path.stat().st_size for path in folder.glob("*.safetensors"))
    left = free_bytes(device) - weights
    each = row_bytes(folder, device, beams)
    wanted = size = rows * (ON_GPU if device.kind.startswith("cuda") else 1)
    while size > 1 and size * each > left / 2:
        size //= 2
    if size < min(rows, wanted):
        log.info("%s: batches of %d, %.1f GB of memory are left", folder.name, size, left / 1e9)
    return size


def free_bytes(device: Device) -> int:
    """Free memory of the device; what a GPU shares with the CPU counts as the CPU's."""
    if device.kind.startswith("cuda"):
        return int(torch.cuda.mem_get_info(torch.device(device.kind))[0])
    return int(psutil.virtual_memory().available)


def row_bytes(folder: Path, device: Device, beams: int = 1) -> int:
    """Bytes of keys, values and scores of one row, an upper bound by the folder's config.json."""
    config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    config |= config.get("text_config") or {}

    def size(*names: str) -> int:
        return next((int(config[name]) for name in names if config.get(name)), 0)

    heads = size("num_attention_heads", "decoder_attention_heads", "num_heads")
    width = size("hidden_size", "d_model")
    head = size("head_dim", "d_kv") or (width // heads if heads else width)
    layers = size("num_hidden_layers", "decoder_layers", "num_layers")
    keys = size("num_key_value_heads") or heads
    # An encoder's states are read by every layer of the decoder, too.
    kept = 2 * layers * keys * head * TOKENS * (2 if config.get("is_encoder_decoder") else 1)
    return beams * (kept * device.torch_dtype.itemsize + 3 * 4 * size("vocab_size"))
