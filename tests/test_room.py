"""How many rows a batch may have: from the model's config and the memory that is left."""

import json
from pathlib import Path

import psutil
import pytest
import torch

from summarizer.backends import room
from summarizer.backends.device import Device
from summarizer.backends.room import fitting, free_bytes, row_bytes

CPU, GPU = Device("cpu", "bf16", "test"), Device("cuda:1", "bf16", "test")
QWEN = {"num_hidden_layers": 28, "num_attention_heads": 12, "num_key_value_heads": 2,
        "hidden_size": 1536, "vocab_size": 151936}  # fmt: skip
MARIAN = {"decoder_layers": 6, "decoder_attention_heads": 8, "d_model": 512,
          "vocab_size": 54796, "is_encoder_decoder": True}  # fmt: skip
GIGABYTE = 10**9


def folder(tmp_path: Path, config: dict[str, object], weights: int = 0) -> Path:
    (tmp_path / "config.json").write_text(json.dumps(config))
    with (tmp_path / "model.safetensors").open("wb") as file:
        file.truncate(weights)  # sparse: no disk is used
    return tmp_path


@pytest.mark.parametrize(
    ("config", "beams", "megabytes"),
    [
        # 28 layers x 2 x 2 heads x 128 x 1,024 positions x 2 bytes, and scores of the vocabulary
        (QWEN, 1, 29.4 + 1.8),
        ({"text_config": QWEN}, 1, 29.4 + 1.8),
        (MARIAN, 4, 4 * (25.2 + 0.66)),
    ],
)
def test_what_a_row_takes(
    tmp_path: Path, config: dict[str, object], beams: int, megabytes: float
) -> None:
    assert row_bytes(folder(tmp_path, config), CPU, beams) / 1e6 == pytest.approx(megabytes, 0.02)


@pytest.mark.parametrize(
    ("device", "free", "weights", "size"),
    [
        (CPU, 20, 3, 16),
        (CPU, 4, 3, 16),
        (CPU, 3.5, 3, 8),
        (CPU, 3.2, 3, 2),
        (CPU, 1, 3, 1),  # never none: the one row is tried, and told if it does not fit
        (GPU, 24, 3, 64),
        (GPU, 5, 3, 32),
    ],
)
def test_batches_shrink_with_the_memory_that_is_left(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    device: Device,
    free: float,
    weights: float,
    size: int,
) -> None:
    monkeypatch.setattr(room, "free_bytes", lambda _: int(free * GIGABYTE))
    assert fitting(folder(tmp_path, QWEN, int(weights * GIGABYTE)), device, 16) == size


def test_free_memory_is_that_of_the_device(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(device: torch.device) -> tuple[int, int]:
        return 10 + (device.index or 0), 100

    monkeypatch.setattr(torch.cuda, "mem_get_info", asked)
    assert free_bytes(GPU) == 11
    assert 0 < free_bytes(CPU) <= psutil.virtual_memory().total
