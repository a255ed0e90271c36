"""Weights and tokenizers from a folder: never code from it, never pickle, never the network."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import AutoTokenizer

from summarizer.backends.batching import out_of_memory
from summarizer.backends.device import Device
from summarizer.errors import ModelDamagedError, ModelError

UNUSED = ("pooler.",)
"""Weights that may be missing: nothing here reads what they make."""


def load_tokenizer(folder: Path, padding_side: str = "right") -> Any:
    """The tokenizer of a model's folder. Raises ModelDamagedError."""
    with _one_line(folder, "tokenizer"), warnings.catch_warnings():
        # Marian's: without sacremoses, it leaves punctuation as articles have it.
        warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
        return AutoTokenizer.from_pretrained(
            folder, padding_side=padding_side, trust_remote_code=False, local_files_only=True
        )


def plain_ids(tokenizer: Any, text: str) -> list[int]:
    """Token ids of a text; a special token written in an article is split up into plain text."""
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False, split_special_tokens=True)
    return ids


def prompt_ids(tokenizer: Any, text: str) -> list[int]:
    """As ``plain_ids``, behind the token that begins a text."""
    return [tokenizer.bos_token_id, *plain_ids(tokenizer, text)]


def load_weights(kind: Any, folder: Path, dtype: torch.dtype) -> Any:
    """A model of ``kind`` (one of transformers' Auto classes) from safetensors.

    Raises:
        ModelDamagedError: the folder cannot be read, or lacks weights: transformers fills those
            with random numbers and goes on.
    """
    with _one_line(folder, "model"):
        model, told = kind.from_pretrained(
            folder,
            dtype=dtype,
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            output_loading_info=True,
        )
    missing = sorted(name for name in told["missing_keys"] if not name.startswith(UNUSED))
    if missing:
        raise ModelDamagedError(
            f"{folder} lacks {len(missing)} weights of {type(model).__name__}, {missing[0]} first",
            todo="fetch the model again, or choose another",
        )
    return model


def placed(model: Any, device: Device) -> Any:
    """The model on its device, ready to answer. Raises ModelError where it does not fit."""
    try:
        return model.to(device.kind).eval()
    except (RuntimeError, MemoryError) as error:
        if not out_of_memory(error):
            raise
        raise _too_large(type(model).__name__, device.kind) from error


REFUSALS = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    ImportError,
    RuntimeError,
    MemoryError,
    SafetensorError,
)
"""What transformers raises over a folder that it cannot read, by the kind of damage."""


@contextmanager
def _one_line(folder: Path, what: str) -> Iterator[None]:
    """Whatever transformers raises over a folder, as one line of ours."""
    try:
        yield
    except REFUSALS as error:
        if out_of_memory(error):
            raise _too_large(f"the {what} in {folder}", "cpu") from error
        reason = str(error).strip().partition("\n")[0][:200]
        raise ModelDamagedError(
            f"the {what} in {folder} cannot be loaded ({type(error).__name__}: {reason})",
            "accepted: a folder as transformers saves it",
            "fetch the model again, or choose another",
        ) from error


def _too_large(what: str, device: str) -> ModelError:
    todo = "try smaller models" if device == "cpu" else "try smaller models, or --device cpu"
    return ModelError(f"{what} does not fit in the memory of {device}", todo=todo)
