"""The models of a run, loaded into their roles: embedded ones, and others by name or folder."""

import logging
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from summarizer.backends.causal import CausalModel
from summarizer.backends.device import Device, choose_device, quiet_loading, spread
from summarizer.backends.kinds import ADAPTED, Kind, Located, kind_for
from summarizer.backends.later import Later
from summarizer.backends.named import forbids_commerce, locate
from summarizer.backends.room import fitting
from summarizer.backends.setup import EMBEDDER, LARGER, ROLES, Setup
from summarizer.backends.workers import start
from summarizer.errors import ModelMissingError
from summarizer.protocols import Judge, Models, Translator, Writer
from summarizer.store import load_adapters

log = logging.getLogger(__name__)

UNTRIED_LIKENESS = (
    "--embedder %s: the likeness above which sentences tell one fact was chosen with %s; "
    "see whether the groups of the brief make sense"
)


def load_models(setup: Setup | str = "auto", cache: Path | None = None) -> Models:
    """All models of a brief, on one device. A device alone may be given in place of a ``Setup``.

    An instruction model that writes is the larger translator, too, with the same weights; beside
    another writer it is the embedded one, read when it is first needed.

    Raises:
        ModelMissingError, ModelDamagedError: a model is not on this machine, or not whole.
        WrongModelError: a model cannot serve its role.
        UsageError: a model's name, the device or the number type is not accepted.
        FetchError: a hub model could not be fetched.
    """
    run = _Run.of(setup, cache)
    # All are looked for before any is loaded: a missing file is told in a second.
    translator, writer, embedder = (run.choose(role) for role in ROLES)
    return Models(
        translator=run.translator(translator),
        fallback=run.larger(writer),
        writer=run.build(writer),
        embedder=run.build(embedder),
        judge=run.reader("judge"),
        reverse=run.reader("reverse"),
    )


def load_translator(setup: Setup | str = "auto", cache: Path | None = None) -> Translator:
    """The translator alone."""
    run = _Run.of(setup, cache)
    translator: Translator = run.build(run.choose("translator"))
    return translator


def load_translators(
    setup: Setup | str = "auto", cache: Path | None = None
) -> tuple[Translator, Translator]:
    """The translator, and the larger model for what it leaves, looked for when it is needed."""
    run = _Run.of(setup, cache)
    larger = Later(lambda: run.larger(run.choose("writer")))
    return run.translator(run.choose("translator")), larger


def load_writer(setup: Setup | str = "auto", cache: Path | None = None) -> Writer:
    """The writer alone."""
    run = _Run.of(setup, cache)
    made: Writer = run.build(run.choose("writer"))
    return made


def load_reverse(setup: Setup | str = "auto", cache: Path | None = None) -> Judge | None:
    """The reverse model alone; None, with a warning, where its base is not on this machine."""
    return _Run.of(setup, cache).reader("reverse")


@dataclass(frozen=True, slots=True)
class _Choice:
    """A model for a role, found and fit, not yet loaded."""

    role: str
    found: Located
    kind: Kind


@dataclass(frozen=True)
class _Run:
    """One run's models: each set of weights is read once."""

    setup: Setup
    cache: Path | None

    @classmethod
    def of(cls, setup: Setup | str, cache: Path | None) -> "_Run":
        quiet_loading()
        run = cls(Setup(device=setup) if isinstance(setup, str) else setup, cache)
        log.info("device %s, %s: %s", run.device.kind, run.device.dtype, run.device.reason)
        return run

    @cached_property
    def device(self) -> Device:
        return choose_device(self.setup.device, self.setup.dtype)

    @cached_property
    def _weights(self) -> dict[Path, CausalModel]:
        return {}

    def choose(self, role: str, name: str = "") -> _Choice:
        found = locate(name or self.setup.model(role), role, self.setup.offline, self.cache)
        _warn(found, found.licence)
        kind = ADAPTED if found.given in load_adapters() else kind_for(found, role)
        return _Choice(role, found, kind)

    def translator(self, choice: _Choice) -> Translator:
        """In this process, or shared out among as many as were asked for."""
        if self.setup.workers > 1:
            devices = spread(self.device.kind, self.setup.workers)
            return start(self.setup, self.cache, devices)
        made: Translator = self.build(choice)
        return made

    def build(self, choice: _Choice) -> Any:
        found, device = choice.found, self._device_for(choice)
        module, _, name = choice.kind.roles[choice.role].partition(":")
        backend = getattr(import_module(module), name)
        if choice.kind is ADAPTED:
            adapter = load_adapters()[found.given].folder
            if choice.role == "translator":
                rows = fitting(found.folder, device, backend.rows)
                return backend(found.folder, adapter, device, found.label, rows)
            return backend(found.folder, adapter, device, found.label)
        if choice.kind.chat and choice.role == "translator":
            rows = fitting(found.folder, device, backend.rows)
            return backend(partial(self._causal, choice), device, found.label, rows)
        if choice.kind.chat:
            rows = fitting(found.folder, device, backend.rows)
            return backend(self._causal(choice), found.label, rows)
        if choice.role == "embedder":
            if found.given != EMBEDDER:
                log.warning(UNTRIED_LIKENESS, found.given, EMBEDDER)
            return backend(found.folder, device, found.label)
        made = backend(found, device, fitting(found.folder, device, backend.rows, backend.beams))
        if not found.licence:
            _warn(found, made.licence)
        return made

    def larger(self, writer: _Choice) -> Translator:
        """The instruction model that writes as a translator, else the embedded one."""
        if writer.kind.chat:
            made: Translator = self.build(_Choice("translator", writer.found, writer.kind))
            return made
        return Later(lambda: self.build(self.choose("translator", LARGER)))

    def reader(self, role: str) -> Judge | None:
        """The embedded judge of support or reverse model, which no option replaces.

        None where none is shipped, or where its base is not on this machine: whoever brings models
        of his own shall not have to fetch ours.
        """
        name = next((a.name for a in load_adapters().values() if a.role == role), None)
        if name is None:
            return None
        try:
            made: Judge = self.build(self.choose(role, name))
        except ModelMissingError as error:
            log.warning("no %s, its scores are left out: %s", role, error)
            return None
        return made

    def _device_for(self, choice: _Choice) -> Device:
        if not choice.kind.overflows or self.device.dtype != "fp16":
            return self.device
        log.warning("%s runs in fp32: fp16 overflows in %s", choice.found.given, choice.kind.name)
        return self.device.without_fp16()

    def _causal(self, choice: _Choice) -> CausalModel:
        folder = choice.found.folder
        if folder not in self._weights:
            self._weights[folder] = CausalModel(folder, self._device_for(choice))
        return self._weights[folder]


def _warn(found: Located, licence: str) -> None:
    if forbids_commerce(licence):
        log.warning("%s: its licence (%s) forbids commercial use", found.given, licence)
