"""Which device and number type the models run on, and why."""

import re
from dataclasses import dataclass, replace

import torch

from summarizer.errors import UsageError

DEVICES = "auto, cpu, cuda, cuda:N, mps"
DTYPES = {"bf16": torch.bfloat16, "fp16": torch.float16, "fp32": torch.float32}


@dataclass(frozen=True, slots=True)
class Device:
    """Where the weights live (``cpu``, ``cuda``, ``cuda:1``, ``mps``), as what, and the reason."""

    kind: str
    dtype: str
    reason: str

    @property
    def torch_dtype(self) -> torch.dtype:
        """The number type as torch names it."""
        return DTYPES[self.dtype]

    def without_fp16(self) -> "Device":
        """This device for a model whose activations pass what fp16 can hold."""
        return replace(self, dtype="fp32") if self.dtype == "fp16" else self


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What torch sees: name and native bf16 of each CUDA device, bf16 of the CPU, and MPS."""

    cuda: tuple[tuple[str, bool], ...] = ()
    cpu_bf16: bool = False
    mps: bool = False


def capabilities() -> Capabilities:
    """Ask torch. On a CUDA device without bf16 units torch emulates it; that counts as none."""
    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    # bf16 units came with compute capability 8.0 (Ampere).
    cuda = (
        (torch.cuda.get_device_name(n), torch.cuda.get_device_capability(n) >= (8, 0))
        for n in range(count)
    )
    return Capabilities(tuple(cuda), cpu_has_bf16(), torch.backends.mps.is_available())


def choose_device(
    asked: str = "auto", dtype: str = "auto", seen: Capabilities | None = None
) -> Device:
    """Choose device and number type once for all models of a run.

    ``auto`` is the first CUDA device, else the CPU; MPS is used when asked for, because nothing
    here was tried on it. Its number type is bf16 where the device has units for it: on a CPU
    without, bf16 is emulated and slower than fp32; with, products of 32 rows run at 500-880
    GFLOP/s against 97-175 in fp32 (AVX512-BF16, 2 cores). fp16 is never chosen: activations of
    Gemma and T5 pass what it can hold.

    Raises:
        UsageError: device or number type is unknown, or asked for and absent or of no use there.
    """
    seen = seen or capabilities()
    if dtype not in ("auto", *DTYPES):
        raise UsageError(f"--dtype {dtype} is unknown", f"accepted: auto, {', '.join(DTYPES)}")
    kind, why = _kind(asked, seen)
    if kind == "cpu" and dtype == "fp16":
        # 1 GFLOP/s at 32 rows against 49 in fp32 and 209 in bf16 (one core with AVX512-BF16).
        raise UsageError(
            "--dtype fp16 on the CPU is fifty times slower than fp32", "accepted: auto, bf16, fp32"
        )
    chosen, because = _dtype(kind, seen)
    if dtype == "auto":
        return Device(kind, chosen, f"{why}, {because}")
    return Device(kind, dtype, f"{why}, {dtype} was asked for" + _slow(kind, dtype, seen))


def spread(kind: str, count: int, seen: Capabilities | None = None) -> list[str]:
    """The devices of ``count`` processes: a GPU each, or all on the CPU.

    Raises:
        UsageError: there are not so many GPUs, or one alone was chosen.
    """
    if kind == "cpu":
        return ["cpu"] * count
    there = len((seen or capabilities()).cuda)
    if kind != "cuda" or count > there:
        what = f"torch sees {there} CUDA devices" if kind == "cuda" else f"{kind} is one device"
        raise UsageError(
            f"--workers {count} was asked for, but {what}",
            f"accepted with --device cuda: 1 to {there}" if there else "accepted: --device cpu",
        )
    return [f"cuda:{n}" for n in range(count)]


def _kind(asked: str, seen: Capabilities) -> tuple[str, str]:
    """The device and the reason for it."""
    number = re.fullmatch(r"cuda(?::(\d+))?", asked)
    if asked not in ("auto", "cpu", "mps") and not number:
        raise UsageError(f"--device {asked} is unknown", f"accepted: {DEVICES}")
    if asked == "cpu":
        return "cpu", "asked for"
    if asked == "mps":
        if not seen.mps:
            raise _absent(asked, "no MPS device", seen)
        return "mps", "asked for"
    if asked == "auto":
        if not seen.cuda:
            return "cpu", "torch sees no CUDA device"
        return "cuda", f"a CUDA device is there ({seen.cuda[0][0]})"
    if int((number and number[1]) or 0) >= len(seen.cuda):
        what = f"{len(seen.cuda)} CUDA devices" if seen.cuda else "no CUDA device"
        raise _absent(asked, what, seen)
    return asked, f"asked for ({seen.cuda[_index(asked)][0]})"


def _dtype(kind: str, seen: Capabilities) -> tuple[str, str]:
    """The number type that is fastest and safe, and the reason for it."""
    if kind == "mps":
        return "fp32", "the type that every MPS device has"
    has = seen.cpu_bf16 if kind == "cpu" else seen.cuda[_index(kind)][1]
    name = "the CPU" if kind == "cpu" else "it"
    if has:
        return "bf16", f"{name} has bf16 instructions"
    return "fp32", f"{name} has no bf16 instructions"


def _slow(kind: str, dtype: str, seen: Capabilities) -> str:
    if dtype != "bf16" or kind == "mps" or _dtype(kind, seen)[0] == "bf16":
        return ""
    return " (emulated here, slower than fp32)"


def _index(kind: str) -> int:
    return int(kind.partition(":")[2] or 0)


def _absent(asked: str, what: str, seen: Capabilities) -> UsageError:
    there = ["auto", "cpu"]
    there += ["cuda"] if seen.cuda else []
    there += [f"cuda:{n}" for n in range(len(seen.cuda))]
    there += ["mps"] if seen.mps else []
    return UsageError(
        f"--device {asked} was asked for, but torch sees {what}",
        f"accepted here: {', '.join(there)}",
        "try summarizer doctor",
    )


def cpu_has_bf16() -> bool:
    """Whether the CPU multiplies bf16 natively (AVX512-BF16, AMX or ARM's bf16)."""
    flags = torch.cpu.get_capabilities()
    return any(bool(flags.get(name)) for name in ("avx512_bf16", "amx_bf16", "arm_bf16", "bf16"))


def quiet_loading() -> None:
    """Keep transformers' own bars and hints off stderr, where our progress stands."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
