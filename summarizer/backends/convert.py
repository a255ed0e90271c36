"""One GGUF file into a folder that transformers loads in seconds.

Reading GGUF through transformers takes about 50 s a start, the saved folder 4 s. Run it as
``python -m summarizer.backends.convert GGUF OUT``: a process of its own gives its memory back.
"""

import os
import struct
import subprocess
import sys
from pathlib import Path

from summarizer.errors import ModelDamagedError, ModelError, SummarizerError, one_line


def convert_apart(gguf: Path, out: Path) -> None:
    """``gguf_to_safetensors`` in a process of its own; loads no torch in this one.

    At its peak that process holds 5.6 GB for a file of 1.1 GB. Raises ModelError.
    """
    package = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    settings = {
        "PYTHONPATH": os.pathsep.join([package, inherited] if inherited else [package]),
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "TRANSFORMERS_VERBOSITY": "error",
    }
    done = subprocess.run(
        [sys.executable, "-P", "-m", "summarizer.backends.convert", str(gguf), str(out)],
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if not done.returncode:
        return
    lines = [line for raw in done.stderr.decode(errors="replace").splitlines() if (line := raw)]
    if done.returncode < 0:
        said = f"killed by signal {-done.returncode}; it needs about five times the file in memory"
    else:
        said = one_line(lines[-1]) if lines else f"ended with status {done.returncode}"
    raise ModelError(f"{gguf.name} could not be converted: {said}")


def gguf_to_safetensors(gguf: Path, out: Path) -> None:
    """Write model, tokenizer and generation settings of ``gguf`` to the folder ``out``.

    Weights become bfloat16 in one ``model.safetensors``. Tensors stay as the file has them: where
    it carries an output matrix beside the input embedding, both are kept (in
    Qwen2.5-Coder-1.5B-Instruct Q4_K_M they are quantized differently, so tying them would change
    the logits). Raises ModelDamagedError if the file cannot be read as a model.
    """
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    folder, name = str(gguf.parent), gguf.name
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name)
        model = AutoModelForCausalLM.from_pretrained(
            folder,
            gguf_file=name,
            quantization_config=GgufConfig(dequantize=True),
            dtype=torch.bfloat16,
        )
    except (ValueError, KeyError, OSError, IndexError, struct.error) as error:
        raise ModelDamagedError(f"{gguf.name} cannot be read as GGUF ({error})") from error
    if hasattr(model.config, "quantization_config"):
        # Else the saved folder would claim to be GGUF still, and not load.
        del model.config.quantization_config
    model.save_pretrained(out, max_shard_size="20GB")
    tokenizer.save_pretrained(out)


def main(arguments: list[str]) -> int:
    """``GGUF OUT`` from the command line; the exit status."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m summarizer.backends.convert GGUF OUT\n")
        return 2
    try:
        gguf_to_safetensors(Path(arguments[0]), Path(arguments[1]))
    except SummarizerError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
