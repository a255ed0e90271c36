"""The embedded models of the manifest, loaded from the cache into their roles."""

from importlib import import_module
from pathlib import Path
from typing import Any

from summarizer.backends.causal import CausalModel
from summarizer.backends.device import choose_device, quiet_loading
from summarizer.protocols import Models, Translator
from summarizer.store import (
    Adapter,
    ModelEntry,
    cache_dir,
    installed,
    load_adapters,
    load_manifest,
    revision,
)

WRITER = "qwen2.5-coder-1.5b-instruct-q4_k_m"
TRANSLATOR = "translator-id-en"
EMBEDDER = "all-minilm-l6-v2"

BACKENDS = {
    "translator": "summarizer.backends.adapted:AdaptedTranslator",
    "fallback": "summarizer.backends.causal:ChatTranslator",
    "writer": "summarizer.backends.causal:ChatWriter",
    "embedder": "summarizer.backends.encoder:MeanPooling",
}
"""Role to class; what a class takes is the same for all models of its role."""


def load_models(device: str = "auto", cache: Path | None = None) -> Models:
    """All models of a brief, on one device; the fallback and the writer share their weights.

    Raises:
        ModelMissingError, ModelDamagedError: a model is not in the cache, or not as installed.
        UsageError: the device is not accepted or not there.
    """
    chosen = choose_device(device)
    manifest = load_manifest()
    causal, embedder = manifest[WRITER], manifest[EMBEDDER]
    # All are looked for before any is loaded: a missing file is told in a second.
    needed = (causal, embedder, manifest[load_adapters()[TRANSLATOR].base])
    folders = {entry.name: installed(entry, cache_dir(cache)) for entry in needed}
    translator = load_translator(device, cache)
    shared = CausalModel(folders[causal.name], chosen)
    return Models(
        translator=translator,
        fallback=_backend("fallback")(lambda: shared, chosen, _label(causal)),
        writer=_backend("writer")(shared, _label(causal)),
        embedder=_backend("embedder")(folders[embedder.name], chosen, _label(embedder)),
    )


def load_translator(device: str = "auto", cache: Path | None = None) -> Translator:
    """The translator alone."""
    quiet_loading()
    adapter = load_adapters()[TRANSLATOR]
    base = load_manifest()[adapter.base]
    folder = installed(base, cache_dir(cache))
    translator: Translator = _backend("translator")(
        folder, adapter.folder, choose_device(device), f"{_label(adapter)} on {_label(base)}"
    )
    return translator


def load_translators(
    device: str = "auto", cache: Path | None = None
) -> tuple[Translator, Translator]:
    """The translator, and the larger model for what it leaves, which loads with the first text."""
    quiet_loading()
    chosen, causal = choose_device(device), load_manifest()[WRITER]
    folder = installed(causal, cache_dir(cache))
    larger: Translator = _backend("fallback")(
        lambda: CausalModel(folder, chosen), chosen, _label(causal)
    )
    return load_translator(device, cache), larger


def _label(entry: ModelEntry | Adapter) -> str:
    return f"{entry.name}@{revision(entry)}"


def _backend(role: str) -> Any:
    module, _, name = BACKENDS[role].partition(":")
    return getattr(import_module(module), name)
