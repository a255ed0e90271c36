"""``summarizer models`` and ``summarizer doctor``: what is there, and what to do about the rest."""

import os
import shutil
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.backends.kinds import ACCEPTED
from summarizer.backends.setup import PRESETS, ROLES
from summarizer.cli.options import CacheDir, Quiet
from summarizer.console import Progress, say
from summarizer.errors import ModelDamagedError, ModelError, UsageError
from summarizer.version import __version__

if TYPE_CHECKING:
    from summarizer.store import ModelEntry

models_app = typer.Typer(
    help="Models and presets: list, fetch, verify.", no_args_is_help=True, rich_markup_mode=None
)
Names = Annotated[
    list[str] | None, typer.Argument(help="Models by name; none means what a brief needs.")
]
Fetchable = Annotated[
    list[str] | None,
    typer.Argument(
        help="Models by name, or org/name[@revision] of the hub; none means what a brief needs."
    ),
]


@models_app.command("list")
def list_command(cache_dir: CacheDir = None) -> None:
    """Every embedded model: role, size, licence, whether it is in the cache; then the presets."""
    from summarizer.store import cache_dir as cache_folder
    from summarizer.store import human_size, load_manifest, revision

    for entry in load_manifest().values():
        state, _ = _state(entry, cache_folder(cache_dir))
        size = human_size(entry.installed_size)
        needed = "needed by brief" if entry.default else "not needed by brief"
        typer.echo(f"{entry.name}  [{', '.join(entry.roles)}]  {size}  {needed}  {state}")
        typer.echo(f"    revision {revision(entry)}  licence {entry.licence}")
        if entry.terms:
            typer.echo(f"    {entry.terms}")
    for name, preset in PRESETS.items():
        typer.echo(f"--preset {name}  {preset.memory}; download {preset.download}")
        for role in ROLES:
            typer.echo(f"    --{role} {getattr(preset, role)}")
        typer.echo(f"    {preset.why}")
    for role, kinds in ACCEPTED.items():
        typer.echo(f"--{role} takes {kinds}")


@models_app.command("fetch")
def fetch_command(
    names: Fetchable = None,
    every: Annotated[bool, typer.Option("--all", help="Every embedded model.")] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="Leave alone what is there by its receipt and sizes.")
    ] = False,
    carried: Annotated[
        Path | None,
        typer.Option("--from", help="A folder with carried files; no network.", show_default=False),
    ] = None,
    cache_dir: CacheDir = None,
    quiet: Quiet = False,
) -> None:
    """Get the models into the cache, check them and convert them once."""
    from summarizer.store import cache_dir as cache_folder
    from summarizer.store import fetch

    if carried is not None and not carried.is_dir():
        raise UsageError(f"--from {carried} is no folder", "accepted: a folder of carried files")
    hub = [name for name in names or () if "/" in name]
    for name in hub:
        _fetch_hub(name, carried, quiet)
    if hub and len(hub) == len(names or ()):
        return
    cache = cache_folder(cache_dir)
    for entry in _chosen([name for name in names or () if name not in hub], every):
        if missing and _state(entry, cache)[1]:
            continue
        with Progress(quiet) as progress:
            folder = fetch(entry, cache, _convert, carried, progress)
        if not quiet:
            say(f"{entry.name} is in {folder}")


def _fetch_hub(name: str, carried: Path | None, quiet: bool) -> None:
    """A hub model into the hub's cache, where briefs and other programs find it."""
    from summarizer.backends.named import fetch_hub, is_hub_id

    if not is_hub_id(name):
        raise UsageError(f"{name} is no id of the hub", "accepted: org/name or org/name@revision")
    if carried is not None:
        raise UsageError(
            f"--from does not serve the hub model {name}",
            todo="carry its folder and give that to --translator, --writer or --embedder",
        )
    found = fetch_hub(name)
    if not quiet:
        say(f"{found.label} is in {found.folder}")


@models_app.command("verify")
def verify_command(names: Names = None, cache_dir: CacheDir = None) -> None:
    """Hash every file of the models in the cache and compare."""
    from summarizer.store import cache_dir as cache_folder
    from summarizer.store import load_adapters, verify, verify_adapter

    cache = cache_folder(cache_dir)
    checks = [(e.name, check) for e in _chosen(names, every=False) for check in verify(e, cache)]
    if not names:
        checks += [(a.name, check) for a in load_adapters().values() for check in verify_adapter(a)]
    bad = []
    for name, check in checks:
        typer.echo(f"{'ok ' if check.ok else 'BAD'} {name}/{check.file} {check.found}")
        if not check.ok:
            bad.append(f"{name}/{check.file}")
            typer.echo(f"    expected {check.expected}")
    if bad:
        raise ModelDamagedError(
            f"{len(bad)} files are damaged: {', '.join(bad)}", todo="summarizer models fetch"
        )


def doctor_command(
    quick: Annotated[bool, typer.Option("--quick", help="Do not load torch.")] = False,
    cache_dir: CacheDir = None,
) -> None:
    """Device and why, models, memory and disk, and what to do about what is missing."""
    from summarizer.store import cache_dir as cache_folder
    from summarizer.store import load_manifest

    cache = cache_folder(cache_dir)
    typer.echo(f"summarizer {__version__}, Python {sys.version.split()[0]}")
    if not quick:
        from summarizer.backends.doctor import device_lines

        for line in device_lines():
            typer.echo(line)
    _echo_room(cache)
    missing = []
    for entry in load_manifest().values():
        state, sound = _state(entry, cache)
        typer.echo(f"model {entry.name}: {state}")
        if entry.default and not sound:
            missing.append(entry.name)
    if missing:
        raise ModelError(f"not usable: {', '.join(missing)}", todo="summarizer models fetch")
    typer.echo("ready")


def _echo_room(cache: Path) -> None:
    import psutil

    from summarizer.store import human_size

    memory = psutil.virtual_memory()
    existing = next(p for p in (cache, *cache.parents) if p.exists())
    disk = shutil.disk_usage(existing)
    typer.echo(
        f"memory {human_size(memory.available)} free of {human_size(memory.total)}; a brief needs "
        f"up to {NEEDS}"
    )
    writable = "" if os.access(existing, os.W_OK) else ", not writable: use --cache-dir"
    typer.echo(f"cache {cache}: {human_size(disk.free)} free{writable}")


NEEDS = "6 GB"


def _state(entry: "ModelEntry", cache: Path) -> tuple[str, bool]:
    from summarizer.store import installed

    try:
        return f"in {installed(entry, cache)}", True
    except ModelError as error:
        return error.problem, False


def _chosen(names: Sequence[str] | None, every: bool) -> "list[ModelEntry]":
    from summarizer.store import load_manifest

    manifest = load_manifest()
    for name in names or ():
        if name not in manifest:
            near = get_close_matches(name, manifest, 1)
            raise UsageError(
                f"no embedded model is called {name}",
                f"accepted: {', '.join(manifest)}",
                f"did you mean {near[0]}?" if near else "",
            )
    if names:
        return [manifest[name] for name in names]
    return [entry for entry in manifest.values() if every or entry.default]


def _convert(gguf: Path, folder: Path) -> None:
    """Convert in a process of its own, whose memory is given back when it ends."""
    from summarizer.backends.convert import convert_apart

    convert_apart(gguf, folder)
