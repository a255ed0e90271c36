"""From a model's name to its folder: an embedded name, a folder, or an id of the hub.

Hub models stay in the hub's own cache (``HF_HOME``), where other programs find them too. What is
cached is never asked for again, and no call leaves the machine where ``offline`` is set.
"""

import logging
import os
import re
import sys
from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from summarizer.backends.kinds import Located, check_weights, kind_for, read_config, wrong
from summarizer.errors import FetchError, ModelError, ModelMissingError, UsageError
from summarizer.store import (
    cache_dir,
    installed,
    load_adapters,
    load_manifest,
    revision,
    sha256_of,
)

log = logging.getLogger(__name__)

HUB_ID = re.compile(r"(?!\.|.*\.\.)[\w.-]+/[\w.-]+(?:@[\w./-]+)?")
"""``org/name``, or with ``@`` and a branch, tag, commit or ``refs/pr/N``."""

FILES = (
    "*.json",
    "*.jinja",
    "*.txt",
    "*.model",
    "*.spm",
    "README.md",
    "model.safetensors",
    "model-*.safetensors",
)
"""What is fetched of a hub model: no pickle, no code, no copies for other frameworks."""


def locate(name: str, role: str, offline: bool = False, cache: Path | None = None) -> Located:
    """The folder of a model. Downloads it where it is a hub id, not cached and not ``offline``.

    Raises:
        UsageError: no such model.
        ModelMissingError: it is not on this machine, and nothing may be downloaded.
        WrongModelError: an embedded model of another role.
        FetchError: the download failed.
    """
    if name in load_adapters() or name in load_manifest():
        return _embedded(name, role, cache)
    folder = Path(name).expanduser()
    if folder.is_dir():
        # Before the hash, which takes a second for each GB: a wrong model is told at once.
        kind_for(Located(folder, name, name), role)
        return Located(folder, name, f"{folder.resolve().name}@{_digest(folder)}", _licence(folder))
    if not is_hub_id(name):
        names = _names(role)
        near = get_close_matches(name, names, 1)
        raise UsageError(
            f"--{role} {name} is no embedded model and no folder",
            f"accepted: {', '.join(names)}, a folder, or org/name[@revision] of the hub",
            f"did you mean {near[0]}?" if near else "summarizer models list",
        )
    found = _cached(name) or fetch_hub(name, offline)
    return replace(found, licence=_licence(found.folder))


def is_offline(asked: bool) -> bool:
    """Whether no call may leave: asked for, or by the variables that the hub's libraries read."""
    told = (os.environ.get(name, "") for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"))
    return asked or any(value.upper() in ("1", "ON", "YES", "TRUE") for value in told)


def is_hub_id(name: str) -> bool:
    """Whether a name reads as ``org/name[@revision]``."""
    return HUB_ID.fullmatch(name) is not None


def forbids_commerce(licence: str) -> bool:
    """Whether a licence's short name says non-commercial (cc-by-nc-4.0, qwen-research ...)."""
    return bool(re.search(r"(?:^|-)nc(?:-|$)|non-?commercial|research", licence))


def fetch_hub(name: str, offline: bool = False) -> Located:
    """A hub model into the hub's cache, its small files and its safetensors weights.

    Raises:
        ModelMissingError: ``offline`` is set.
        FetchError: no such model or revision, no access, no network, or a break on the way.
    """
    if is_offline(offline):
        raise ModelMissingError(
            f"{name} is not in the hub's cache on this machine, and offline is set",
            "accepted offline: embedded models, folders and cached hub models",
            f"summarizer models fetch {name} on a machine with a network",
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError
    from huggingface_hub.utils.tqdm import disable_progress_bars

    if not sys.stderr.isatty():
        disable_progress_bars()
    repository, _, asked = name.partition("@")
    log.warning("downloading %s from the hub; later runs read it from the cache", name)
    try:
        # One worker: a broken line then breaks one file, which the next run resumes.
        folder = snapshot_download(
            repository, revision=asked or None, allow_patterns=list(FILES), max_workers=1
        )
    except (HfHubHTTPError, OSError, ValueError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise FetchError(
            f"{name} could not be fetched from the hub ({type(error).__name__}: {reason})",
            todo=f"check the name and the network, then: summarizer models fetch {name}",
        ) from error
    return Located(Path(folder), name, f"{repository}@{Path(folder).name[:12]}")


def _cached(name: str) -> Located | None:
    """A hub model as an earlier download left it; None where there is none or a part lacks."""
    from huggingface_hub import try_to_load_from_cache

    repository, _, asked = name.partition("@")
    try:
        config = try_to_load_from_cache(repository, "config.json", revision=asked or None)
    except ValueError:
        # The hub's library refuses some names, such as a--b; a download tells why.
        return None
    if not isinstance(config, str):
        return None
    folder = Path(config).parent
    found = Located(folder, name, f"{repository}@{folder.name[:12]}")
    try:
        read_config(found)
        check_weights(found)
    except ModelError:
        return None
    return found


def _names(role: str) -> list[str]:
    adapters = [a.name for a in load_adapters().values() if a.role == role]
    return [*adapters, *(e.name for e in load_manifest().values() if role in e.roles)]


def _embedded(name: str, role: str, cache: Path | None) -> Located:
    adapter = load_adapters().get(name)
    entry = load_manifest()[adapter.base if adapter else name]
    roles = (adapter.role,) if adapter else entry.roles
    if role not in roles:
        raise wrong(Located(Path(), name, name), role, f"is embedded as {', '.join(roles)}")
    folder = installed(entry, cache_dir(cache))
    label = f"{entry.name}@{revision(entry)}"
    if adapter:
        label = f"{adapter.name}@{revision(adapter)} on {label}"
    return Located(folder, name, label, entry.licence.lower())


def _licence(folder: Path) -> str:
    """The licence that a model's card states in its head, in lower case; empty if it has none."""
    card = folder / "README.md"
    head = card.read_text("utf-8", "replace")[:4000] if card.is_file() else ""
    stated = re.search(r"^license(?:_name)?:\s*[\"']?([\w.-]+)", head, re.MULTILINE)
    return stated[1].lower() if stated else ""


def _digest(folder: Path) -> str:
    """Twelve hex digits of a folder's settings and weights, so that journal keys tell it apart."""
    kinds = ("*.json", "*.model", "*.spm", "*.txt", "*.safetensors")
    files = sorted(file for kind in kinds for file in folder.glob(kind))
    told = "".join(f"{file.name} {sha256_of(file)}\n" for file in files)
    return sha256(told.encode()).hexdigest()[:12]
