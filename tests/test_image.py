"""The container image, as far as it can be seen without building it (scripts/check_image does)."""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from summarizer.version import __version__

ROOT = Path(__file__).resolve().parents[1]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, arguments), continued lines joined, comments left out."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    rows = [line.partition(" ") for line in text.replace("\\\n", "").splitlines() if line]
    return [(name, rest.strip()) for name, _, rest in rows]


def stage(name: str) -> list[tuple[str, str]]:
    """The instructions of one stage, without those of the stages below it."""
    rows = instructions()
    start = next(i for i, row in enumerate(rows) if row[0] == "FROM" and row[1].endswith(name))
    end = next((i for i, row in enumerate(rows) if i > start and row[0] == "FROM"), len(rows))
    return rows[start + 1 : end]


def sources(rows: list[tuple[str, str]]) -> list[str]:
    """What is copied from the build's folder."""
    copies = [rest.split() for name, rest in rows if name == "COPY" and "--from" not in rest]
    return [source for words in copies for source in words[:-1]]


def value_of(instruction: str) -> str:
    """The last word of an instruction that counts once."""
    return [rest for name, rest in instructions() if name == instruction][-1]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("check_image", str(ROOT / "scripts" / "check_image"))
    spec = spec_from_loader("check_image", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules["check_image"] = module  # dataclasses look their module up
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def test_only_what_buildah_1_28_knows() -> None:
    for name, rest in instructions():
        assert "<<" not in rest, f"a here-document: {name} {rest}"
        assert "--link" not in rest.split()
        assert not rest.startswith("--mount"), "a mount binds another stage without its layers"


def test_every_stage_stands_on_the_one_base() -> None:
    below = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    assert below[0] == "python:3.11-slim-bookworm"
    assert set(below[1:]) <= {"base", "dependencies"}


def test_the_init_is_process_1_and_the_user_is_a_number_but_not_root() -> None:
    assert json.loads(value_of("ENTRYPOINT")) == ["tini", "-s", "--", "summarizer"]
    assert instructions()[-1][0] == "USER", "nothing runs or is copied after it"
    assert int(value_of("USER")) > 0


def test_the_health_check_is_a_command_of_the_program() -> None:
    command = json.loads(value_of("HEALTHCHECK").partition("CMD ")[2])
    assert command == ["summarizer", "doctor", "--quick"]
    done = subprocess.run(
        [sys.executable, "-m", *command[:-1], "--help"], capture_output=True, text=True, cwd=ROOT
    )
    assert command[-1] in done.stdout


def test_the_models_lie_outside_the_volume() -> None:
    settings = dict(re.findall(r"(\w+)=(\S+)", value_of("ENV")))
    assert settings["SUMMARIZER_CACHE"] == settings["HOME"] == value_of("VOLUME")
    models = Path(settings["SUMMARIZER_MODELS"])
    assert not models.is_relative_to(value_of("VOLUME"))
    assert ("COPY", f"--from=models /fetched/models {models}") in instructions()


def test_the_label_says_this_version() -> None:
    assert f'org.opencontainers.image.version="{__version__}"' in value_of("LABEL")


@pytest.mark.parametrize("name", ["package", "dependencies", "models"])
def test_what_a_stage_copies_is_there_and_not_ignored(name: str) -> None:
    patterns = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for source in sources(stage(name)):
        assert (ROOT / source).exists(), source
        last = [p for p in patterns if fnmatch.fnmatch(source.split("/")[0], p.lstrip("!"))][-1]
        assert last.startswith("!"), f"{source} is ignored by {last}"


def test_a_change_of_the_program_or_its_documents_keeps_the_dependencies() -> None:
    assert sources(stage("base") + stage("dependencies")) == ["pyproject.toml", "constraints.txt"]


def test_a_change_of_a_stage_of_the_program_keeps_the_models() -> None:
    copied = sources(stage("models"))
    assert "summarizer" not in copied
    assert "summarizer/backends" not in copied


def test_the_models_are_fetched_with_the_files_copied_for_it(tmp_path: Path) -> None:
    """Another import in store/ or convert.py would break the build."""
    for source in sources(stage("models")):
        target = tmp_path / source
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, target)
        else:
            shutil.copy(ROOT / source, target)
    (run,) = [rest for name, rest in stage("models") if name == "RUN"]
    code = run.partition('python -c "')[2].partition('"; fi')[0]
    none = code.replace("if entry.default", "if not entry.roles").replace("/fetched", "fetched")
    assert none != code
    done = subprocess.run(
        [sys.executable, "-c", none], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    modules = [sys.executable, "-c", "import summarizer.store, summarizer.backends.convert"]
    subprocess.run(modules, cwd=tmp_path, check=True)


def test_every_dependency_is_pinned() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in pins if "==" in line}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for wanted in project["dependencies"]:
        assert re.split(r"[<>=!~ ]", wanted)[0].lower().replace("_", "-") in pinned


def test_no_host_and_no_folder_of_a_machine_is_named() -> None:
    for name in ("Dockerfile", "compose.yaml", ".dockerignore", "scripts/check_image"):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"https?://|/root/|/home/", text), name


def test_compose_has_a_cpu_and_a_gpu_service_with_the_image_s_volume() -> None:
    services: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))[
        "services"
    ]
    assert set(services) == {"cpu", "gpu"}
    arguments = {rest.partition("=")[0] for name, rest in instructions() if name == "ARG"}
    for service in services.values():
        assert set(service["build"]["args"]) <= arguments
        assert f"cache:{value_of('VOLUME')}" in service["volumes"]
    (device,) = services["gpu"]["deploy"]["resources"]["reservations"]["devices"]
    assert (device["driver"], device["capabilities"]) == ("nvidia", ["gpu"])
    assert "deploy" not in services["cpu"]


def test_make_image_runs_the_check() -> None:
    done = subprocess.run(["make", "-n", "image"], cwd=ROOT, capture_output=True, text=True)
    assert "scripts/check_image" in done.stdout


def test_the_build_gets_the_builders_pip_settings(script: ModuleType, tmp_path: Path) -> None:
    wheels, index, certificate = tmp_path / "wheels", tmp_path / "index", tmp_path / "ca.crt"
    for folder in (wheels, index / "simple"):
        folder.mkdir(parents=True)
    certificate.touch()
    listed = (
        f":env:.find-links='{wheels}'\n"
        ":env:.disable-pip-version-check='1'\n"
        f"global.cert='{certificate}'\n"
        "global.find-links='elsewhere'\n"
        f"global.extra-index-url='file://{index}/simple\\nindex.invalid/simple'\n"
    )
    text, targets = script.pip_settings(listed)
    assert set(targets) == {str(wheels), str(index), str(certificate)}
    assert sorted(text.splitlines()) == sorted(
        [
            "[global]",
            f"cert = {targets[str(certificate)]}",
            f"find-links = {targets[str(wheels)]}",
            f"extra-index-url = file://{targets[str(index)]}/simple index.invalid/simple",
        ]
    )


def test_layers_are_measured_with_and_without_the_weights(script: ModuleType) -> None:
    image = {
        "history": [
            {"created_by": "/bin/sh"},
            {"created_by": "/bin/sh -c #(nop) USER 10001", "empty_layer": True},
            {"created_by": "/bin/sh -c #(nop) COPY dir:1 in /opt/models"},
            {"created_by": "|0 /bin/sh -c pip   install"},
        ],
        "rootfs": {"diff_ids": ["sha256:a", "sha256:b", "sha256:c"]},
    }
    stored = [
        {"diff-digest": "sha256:c", "diff-size": 3_000_000},
        {"diff-digest": "sha256:a", "diff-size": 1_000_000},
        {"id": "a container's own"},
        {"diff-digest": "sha256:b", "diff-size": 20_000_000},
    ]
    layers = script.layers_of(image, stored)
    assert script.without_weights(layers) == 4_000_000
    assert [line.split("MB")[0].strip() for line in script.table(layers).splitlines()] == [
        "1.0",
        "20.0",
        "3.0",
        "24.0",
        "4.0",
    ]
