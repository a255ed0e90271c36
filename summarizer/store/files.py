"""Folders, hashes and writes that are whole or do not happen."""

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

import platformdirs

from summarizer.errors import StorageError

CACHE_VARIABLE = "SUMMARIZER_CACHE"
MODELS_VARIABLE = "SUMMARIZER_MODELS"

_CHUNK = 1 << 20

_REASONS = {
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder is a file",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
    errno.EROFS: "no permission to write there, the disk is read-only",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
}


def cache_dir(given: Path | None = None) -> Path:
    """The cache folder: ``given``, else ``SUMMARIZER_CACHE``, else the platform's own place.

    The folder is not made here: reading leaves no trace.
    """
    if given is not None:
        return given.expanduser().absolute()
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named).expanduser().absolute()
    return platformdirs.user_cache_path("summarizer", appauthor=False)


def model_folders(name: str, cache: Path) -> list[Path]:
    """Where a model may lie, in the order of looking.

    First under ``SUMMARIZER_MODELS`` (read-only, e.g. inside a container image), then the cache.
    """
    folders = [cache / "models" / name]
    if baked := os.environ.get(MODELS_VARIABLE):
        folders.insert(0, Path(baked).expanduser().absolute() / name)
    return folders


def human_size(size: int) -> str:
    """Bytes as a reader wants them: ``1.12 GB``, ``91 MB``, ``350 bytes``."""
    if size >= 10**9:
        return f"{size / 10**9:.2f} GB"
    if size >= 10**6:
        return f"{size / 10**6:.0f} MB"
    return f"{size} bytes"


def sha256_of(path: Path, tick: Callable[[int], None] | None = None) -> str:
    """The file's SHA-256 in hex; ``tick`` gets the bytes of each chunk read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if tick:
                tick(len(chunk))
    return digest.hexdigest()


def storage_error(
    path: Path, error: OSError | ValueError, todo: str = "give another path"
) -> StorageError:
    """The one-line error for a path that the system refused to write."""
    number = error.errno if isinstance(error, OSError) else None
    reason = _REASONS.get(number or 0) or (
        error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    )
    return StorageError(f"cannot write {path}: {reason}", todo=todo)


def write_atomic(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that a reader finds the old file whole or the new one whole.

    A link is followed, the mode of an existing file is kept, and a device or pipe
    (``/dev/stdout``) is written to, never replaced. Raises StorageError.
    """
    try:
        _write_atomic(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise storage_error(path, error) from error


def _write_atomic(path: Path, data: bytes) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(data)
        return
    # A short name of its own: the target's may already be as long as the system allows.
    temporary = path.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        # "x" and no mkstemp: a new file gets the mode that the user's umask asks for.
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` last through a power cut, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(descriptor)
    except OSError:  # some network disks
        pass
    finally:
        os.close(descriptor)
