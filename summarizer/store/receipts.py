"""Installed models: the receipt that says what was installed, and checks against it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from summarizer.errors import ModelDamagedError, ModelMissingError
from summarizer.store.files import human_size, model_folders, sha256_of
from summarizer.store.manifest import Adapter, ModelEntry

RECEIPT = "receipt.json"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of an installed model: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What ``fetch`` installed. ``sha256`` is the source's, ``files`` are those made of it."""

    name: str
    sha256: str
    source: str
    files: dict[str, FileRecord]
    versions: dict[str, str]

    def to_bytes(self) -> bytes:
        """The receipt as JSON."""
        value = {
            "name": self.name,
            "revision": self.sha256[:12],
            "source": {"from": self.source, "sha256": self.sha256},
            "files": {path: {"size": f.size, "sha256": f.sha256} for path, f in self.files.items()},
            "versions": self.versions,
        }
        return (json.dumps(value, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One row of ``verify``: a file, whether it is as it must be, and both hashes."""

    file: str
    ok: bool
    expected: str
    found: str


def read_receipt(folder: Path) -> Receipt:
    """The receipt of the model in ``folder``. Raises ModelDamagedError if it is none."""
    path = folder / RECEIPT
    try:
        value = json.loads(path.read_bytes())
        files = {
            _inside(name): FileRecord(int(f["size"]), str(f["sha256"]))
            for name, f in value["files"].items()
        }
        source = value["source"]
        return Receipt(
            str(value["name"]), str(source["sha256"]), str(source["from"]), files, value["versions"]
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelDamagedError(f"{path} cannot be read as a receipt", todo=_TODO) from error


def installed(entry: ModelEntry, cache: Path) -> Path:
    """The folder of an installed model, after a look at its receipt and the sizes of its files.

    Takes milliseconds; ``verify`` reads the bytes. A damaged copy is passed over if another place
    has a good one. Raises ModelMissingError, or ModelDamagedError naming expected and found.
    """
    damage: ModelDamagedError | None = None
    for folder in model_folders(entry.name, cache):
        if not (folder / RECEIPT).is_file():
            continue
        try:
            check_sizes(entry, folder)
        except ModelDamagedError as error:
            damage = damage or error
        else:
            return folder
    if damage:
        raise damage
    raise ModelMissingError(
        f"model {entry.name} is not in the cache ({cache})", todo=f"{_FETCH} {entry.name}"
    )


def check_sizes(entry: ModelEntry, folder: Path) -> Receipt:
    """The receipt of ``folder``, if it is of this model and every file has its size.

    Raises ModelDamagedError.
    """
    receipt = read_receipt(folder)
    if receipt.sha256 != entry.sha256:
        raise ModelDamagedError(
            f"{folder} was made from other weights: found {receipt.sha256}",
            accepted=f"expected {entry.sha256}",
            todo=f"{_FETCH} {entry.name}",
        )
    for name, record in receipt.files.items():
        path = folder / name
        if not path.is_file():
            raise ModelDamagedError(f"{path} is missing", todo=f"{_FETCH} {entry.name}")
        if (found := path.stat().st_size) != record.size:
            raise ModelDamagedError(
                f"{path} has {found} bytes ({human_size(found)})",
                accepted=f"expected {record.size}",
                todo=f"{_FETCH} {entry.name}",
            )
    return receipt


def verify(
    entry: ModelEntry, cache: Path, tick: Callable[[int], None] | None = None
) -> list[FileCheck]:
    """Read every byte of an installed model and compare; one row a file.

    The first row, ``source``, compares the receipt with the manifest. Looks where ``installed``
    looks, at a damaged copy only if there is no good one. ``tick`` gets the bytes of each chunk
    read. Raises ModelMissingError.
    """
    try:
        folder = installed(entry, cache)
    except ModelDamagedError:
        folders = model_folders(entry.name, cache)
        folder = next(f for f in folders if (f / RECEIPT).is_file())
    try:
        receipt = read_receipt(folder)
    except ModelDamagedError:
        return [FileCheck(RECEIPT, False, "a receipt", "not readable")]
    rows = [
        FileCheck("source", receipt.sha256 == entry.sha256, entry.sha256, receipt.sha256),
    ]
    for name, record in receipt.files.items():
        try:
            found = sha256_of(folder / name, tick)
        except OSError as error:
            found = f"not readable ({error.strerror})"
        rows.append(FileCheck(name, found == record.sha256, record.sha256, found))
    return rows


def verify_adapter(adapter: Adapter) -> list[FileCheck]:
    """Read the files of an adapter and compare them with the manifest; one row a file.

    Raises ModelDamagedError where one is missing.
    """
    rows = []
    for name, expected in adapter.files.items():
        path = adapter.folder / name
        if not path.is_file():
            raise ModelDamagedError(f"{path} is missing", todo="install the package again")
        found = sha256_of(path)
        rows.append(FileCheck(name, found == expected, expected, found))
    return rows


_FETCH = "summarizer models fetch"
_TODO = f"fetch the model again: {_FETCH}"


def _inside(name: str) -> str:
    """The name, if it stays inside the model's folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        raise ValueError(name)
    return name
