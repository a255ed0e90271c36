"""Which device and number type the models run on, and why."""

from dataclasses import dataclass

import torch

from summarizer.errors import UsageError

DEVICES = ("auto", "cpu", "cuda")


@dataclass(frozen=True, slots=True)
class Device:
    """Where the weights live (``cpu`` or ``cuda``), as what, and the reason in one clause."""

    kind: str
    dtype: str
    reason: str

    @property
    def torch_dtype(self) -> torch.dtype:
        """The number type as torch names it."""
        return torch.bfloat16 if self.dtype == "bf16" else torch.float32


def choose_device(asked: str = "auto") -> Device:
    """Choose device and number type once for all models of a run.

    Where the CPU has no bf16 instructions, bf16 is emulated and slower than fp32; where it has,
    products of 32 rows run at 500-880 GFLOP/s against 97-175 in fp32 (AVX512-BF16, 2 cores).

    Raises:
        UsageError: the device is unknown, or asked for and absent.
    """
    if asked not in DEVICES:
        raise UsageError(f"--device {asked} is unknown", f"accepted: {', '.join(DEVICES)}")
    if asked != "cpu" and torch.cuda.is_available():
        dtype = "bf16" if torch.cuda.is_bf16_supported() else "fp32"
        return Device("cuda", dtype, f"a CUDA device is there ({torch.cuda.get_device_name(0)})")
    if asked == "cuda":
        raise UsageError(
            "--device cuda was asked for, but torch sees no CUDA device",
            "accepted here: auto, cpu",
            "try summarizer doctor",
        )
    if cpu_has_bf16():
        return Device("cpu", "bf16", "the CPU has bf16 instructions")
    return Device("cpu", "fp32", "the CPU has no bf16 instructions")


def cpu_has_bf16() -> bool:
    """Whether the CPU multiplies bf16 natively (AVX512-BF16, AMX or ARM's bf16)."""
    flags = torch.cpu.get_capabilities()
    return any(bool(flags.get(name)) for name in ("avx512_bf16", "amx_bf16", "arm_bf16", "bf16"))


def quiet_loading() -> None:
    """Keep transformers' own bars and hints off stderr, where our progress stands."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
