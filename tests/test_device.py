"""Which device and number type is chosen, on machines that are made up."""

import pytest
import torch

from summarizer.backends.batching import by_length, halving
from summarizer.backends.device import Capabilities, Device, choose_device
from summarizer.errors import ModelError, UsageError

LAPTOP = Capabilities(cpu_bf16=True)
OLD_LAPTOP = Capabilities()
MAC = Capabilities(mps=True)
SERVER = Capabilities((("H100", True), ("H100", True)), cpu_bf16=True)
OLD_SERVER = Capabilities((("T4", False),))


@pytest.mark.parametrize(
    ("machine", "device", "dtype", "kind", "number"),
    [
        (LAPTOP, "auto", "auto", "cpu", "bf16"),
        (OLD_LAPTOP, "auto", "auto", "cpu", "fp32"),
        (OLD_LAPTOP, "cpu", "bf16", "cpu", "bf16"),
        (LAPTOP, "cpu", "fp32", "cpu", "fp32"),
        (MAC, "auto", "auto", "cpu", "fp32"),
        (MAC, "mps", "auto", "mps", "fp32"),
        (MAC, "mps", "fp16", "mps", "fp16"),
        (SERVER, "auto", "auto", "cuda", "bf16"),
        (SERVER, "cuda", "fp16", "cuda", "fp16"),
        (SERVER, "cuda:1", "auto", "cuda:1", "bf16"),
        (SERVER, "cpu", "auto", "cpu", "bf16"),
        (OLD_SERVER, "auto", "auto", "cuda", "fp32"),
        (OLD_SERVER, "cuda:0", "fp16", "cuda:0", "fp16"),
    ],
)
def test_device_and_number_type(
    machine: Capabilities, device: str, dtype: str, kind: str, number: str
) -> None:
    chosen = choose_device(device, dtype, machine)
    assert (chosen.kind, chosen.dtype) == (kind, number)
    assert (
        str(chosen.torch_dtype)
        == {
            "bf16": "torch.bfloat16",
            "fp16": "torch.float16",
            "fp32": "torch.float32",
        }[number]
    )


@pytest.mark.parametrize(
    ("machine", "device", "dtype", "hint"),
    [
        (SERVER, "gpu", "auto", "accepted: auto, cpu, cuda, cuda:N, mps"),
        (SERVER, "cuda:x", "auto", "is unknown"),
        (SERVER, "cuda:2", "auto", "sees 2 CUDA devices; accepted here: auto, cpu, cuda, cuda:0"),
        (LAPTOP, "cuda", "auto", "sees no CUDA device; accepted here: auto, cpu; try"),
        (LAPTOP, "mps", "auto", "sees no MPS device"),
        (LAPTOP, "auto", "int8", "accepted: auto, bf16, fp16, fp32"),
        (LAPTOP, "auto", "fp16", "slower than fp32; accepted: auto, bf16, fp32"),
    ],
)
def test_what_cannot_be_had_is_one_line(
    machine: Capabilities, device: str, dtype: str, hint: str
) -> None:
    with pytest.raises(UsageError) as error:
        choose_device(device, dtype, machine)
    assert hint in str(error.value)


@pytest.mark.parametrize(
    ("machine", "device", "dtype", "reason"),
    [
        (LAPTOP, "auto", "auto", "torch sees no CUDA device, the CPU has bf16 instructions"),
        (OLD_SERVER, "auto", "auto", "a CUDA device is there (T4), it has no bf16 instructions"),
        (OLD_SERVER, "cuda", "bf16", "asked for (T4), bf16 was asked for (emulated here"),
        (SERVER, "cuda:1", "bf16", "asked for (H100), bf16 was asked for"),
    ],
)
def test_the_reason_is_told(machine: Capabilities, device: str, dtype: str, reason: str) -> None:
    assert choose_device(device, dtype, machine).reason.startswith(reason)


def test_a_model_that_fp16_overflows_in_runs_in_fp32() -> None:
    assert Device("cuda", "fp16", "").without_fp16().dtype == "fp32"
    assert Device("cuda", "bf16", "").without_fp16().dtype == "bf16"


FULL = [
    torch.OutOfMemoryError("CUDA out of memory"),
    MemoryError(),
    RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"),
    RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"),
]


class TestHalving:
    @pytest.mark.parametrize("error", FULL)
    @pytest.mark.parametrize("fits", [1, 2, 5, 8])
    def test_the_same_answers_in_the_same_order(self, error: Exception, fits: int) -> None:
        sizes: list[int] = []

        def run(batch: list[str]) -> list[str]:
            sizes.append(len(batch))
            if len(batch) > fits:
                raise error
            return [text.upper() for text in batch]

        texts = ["dddd", "a", "ccc", "bb", "e", "ff", "g", "hhhhh"]
        assert by_length(texts, 8, halving(run, "cpu")) == [text.upper() for text in texts]
        assert max(size for size in sizes if size <= fits) == min(fits, 8) // 4 * 4 or fits < 4
        assert sizes[0] == 8

    def test_one_that_does_not_fit_is_one_line(self) -> None:
        def run(batch: list[str]) -> list[str]:
            raise torch.OutOfMemoryError

        with pytest.raises(ModelError, match="does not fit in the memory of mps; try --device cpu"):
            halving(run, "mps")(["a", "b"])

    def test_another_error_is_not_hidden(self) -> None:
        def run(batch: list[str]) -> list[str]:
            raise RuntimeError("shapes do not match")

        with pytest.raises(RuntimeError, match="shapes"):
            halving(run, "cpu")(["a", "b"])
