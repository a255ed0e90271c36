"""What a run asks for: models by name, device, number type; and the presets. Loads no torch."""

from dataclasses import dataclass

from summarizer.errors import UsageError

WRITER = "writer-en"
LARGER = "qwen2.5-coder-1.5b-instruct-q4_k_m"
"""The instruction model that can be asked for what the translator leaves, or to write."""
TRANSLATOR = "translator-id-en"
EMBEDDER = "all-minilm-l6-v2"

MOST_WORKERS = 64

ROLES = ("translator", "writer", "embedder")


@dataclass(frozen=True, slots=True)
class Preset:
    """Models that go together. ``memory`` is what their weights and a batch need while running."""

    translator: str
    writer: str
    embedder: str
    memory: str
    download: str
    why: str


PRESETS = {
    "embedded": Preset(
        TRANSLATOR,
        WRITER,
        EMBEDDER,
        memory="up to 6 GB of memory, no GPU",
        download="0.4 GB, from the package index",
        why="the default: needs no hub and no GPU, and every threshold was chosen with it",
    ),
    "hub-small": Preset(
        "google/madlad400-3b-mt",
        "Qwen/Qwen3-4B-Instruct-2507",
        EMBEDDER,
        memory="about 16 GB in bf16: a GPU of 24 GB",
        download="20 GB, from the hub",
        why="a translator of 419 languages that may be used commercially (NLLB may not) and an "
        "instruction model that answers without thinking first; both Apache-2.0",
    ),
    "hub-large": Preset(
        "google/madlad400-10b-mt",
        "Qwen/Qwen3-14B",
        EMBEDDER,
        memory="about 56 GB in bf16: a GPU of 80 GB",
        download="73 GB, from the hub",
        why="the largest of the same two families that one such GPU holds; both Apache-2.0",
    ),
}
"""All keep the embedded sentence vectors: ``Options.same_fact`` was chosen with them.

Sizes are those of the files on the hub: MADLAD 3B 11.8 GB and 10B 43 GB in fp32, half of it once
loaded as bf16; Qwen3 8 GB (4.0 billion parameters) and 30 GB (14.8 billion) in bf16. No preset
but the first has been tried on a GPU here, and none of their quality is measured.
"""


@dataclass(frozen=True, slots=True)
class Setup:
    """Models and device of a run. A model is an embedded name, ``org/name[@revision]`` or a folder.

    An empty name is the preset's. ``offline``: no call leaves this machine. ``workers``: processes
    that translate, each on a GPU of its own or on a share of the CPU's cores.
    """

    preset: str = "embedded"
    translator: str = ""
    writer: str = ""
    embedder: str = ""
    device: str = "auto"
    dtype: str = "auto"
    offline: bool = False
    workers: int = 1

    def __post_init__(self) -> None:
        if self.preset not in PRESETS:
            raise UsageError(
                f"--preset {self.preset} is unknown",
                f"accepted: {', '.join(PRESETS)}",
                "summarizer models list",
            )
        if not 1 <= self.workers <= MOST_WORKERS:
            raise UsageError(f"--workers {self.workers}", f"accepted: 1 to {MOST_WORKERS}")

    def model(self, role: str) -> str:
        """The name for a role: what was asked for, else the preset's."""
        return str(getattr(self, role) or getattr(PRESETS[self.preset], role))
