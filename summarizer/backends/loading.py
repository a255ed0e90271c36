"""Weights and tokenizers from a folder: never code from it, never pickle, never the network."""

from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer


def load_tokenizer(folder: Path, padding_side: str = "right") -> Any:
    """The tokenizer of a model's folder."""
    return AutoTokenizer.from_pretrained(
        folder, padding_side=padding_side, trust_remote_code=False, local_files_only=True
    )


def load_weights(kind: Any, folder: Path, dtype: torch.dtype) -> Any:
    """A model of ``kind`` (one of transformers' Auto classes) from safetensors."""
    return kind.from_pretrained(
        folder, dtype=dtype, use_safetensors=True, trust_remote_code=False, local_files_only=True
    )
