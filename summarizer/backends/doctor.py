"""What ``summarizer doctor`` says of torch and the device."""

import torch
import transformers

from summarizer.backends.device import choose_device


def device_lines() -> list[str]:
    """One line each: versions, device with number type and reason, threads."""
    device = choose_device()
    return [
        f"torch {torch.__version__}, transformers {transformers.__version__}",
        f"device {device.kind}, {device.dtype}, because {device.reason}",
        f"threads {torch.get_num_threads()}",
    ]
