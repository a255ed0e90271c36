"""The journal never gives a wrong value and never stops the work, whatever happens to its file."""

import logging
import multiprocessing
import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from summarizer.store import Journal, journal_key

FORK = multiprocessing.get_context("fork")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
HOUSE = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ENTRIES = {journal_key("m", str(n)): f"Kalimat {n} – “kutipan”" for n in range(200)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "journal.sqlite3"


@pytest.fixture
def filled(path: Path) -> Path:
    with Journal(path) as journal:
        journal.put(ENTRIES)
    return path


class TestKey:
    def test_is_the_same_in_every_run(self) -> None:
        assert journal_key("model", "teks") == journal_key("model", "teks")
        assert journal_key() == ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")

    @HOUSE
    @given(a=st.lists(ANY_TEXT, max_size=4), b=st.lists(ANY_TEXT, max_size=4))
    @example(a=["ab", "c"], b=["a", "bc"])
    @example(a=["a"], b=["a", ""])
    @example(a=["\ud800"], b=["?"])
    def test_other_parts_give_another_key(self, a: list[str], b: list[str]) -> None:
        assert (journal_key(*a) == journal_key(*b)) == (a == b)


class TestKeeping:
    def test_between_runs(self, filled: Path) -> None:
        with Journal(filled) as journal:
            assert journal.get(ENTRIES) == ENTRIES

    def test_unknown_keys_are_absent(self, filled: Path) -> None:
        known = next(iter(ENTRIES))
        with Journal(filled) as journal:
            assert journal.get(["nobody", known]) == {known: ENTRIES[known]}
            assert journal.get([]) == {}

    def test_key_of_another_model_is_a_miss(self, filled: Path) -> None:
        with Journal(filled) as journal:
            assert journal.get(journal_key("other", str(n)) for n in range(200)) == {}

    def test_newer_value_wins(self, filled: Path) -> None:
        with Journal(filled) as journal:
            journal.put({"k": "old"})
            journal.put({"k": "new"})
            assert journal.get(["k"]) == {"k": "new"}

    def test_more_keys_than_a_statement_takes(self, path: Path) -> None:
        many = {str(n): str(n) for n in range(2500)}
        with Journal(path) as journal:
            journal.put(many)
            assert journal.get(many) == many

    @HOUSE
    @given(values=st.dictionaries(ANY_TEXT.map(journal_key), ANY_TEXT, max_size=5))
    def test_any_text_comes_back(self, tmp_path: Path, values: dict[str, str]) -> None:
        path = tmp_path / "journal.sqlite3"
        with Journal(path) as journal:
            journal.put(values)
        with Journal(path) as journal:
            assert journal.get(values) == values

    def test_threads_share_it(self, path: Path) -> None:
        with Journal(path) as journal:
            threads = [
                threading.Thread(target=journal.put, args=({f"{n}": f"value {n}"},))
                for n in range(8)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(journal.get(map(str, range(8)))) == 8


def tamper(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(statement)
    db.close()


class TestBadRows:
    @pytest.mark.parametrize(
        "change",
        [
            "value = '\"Other text\"'",
            "value = substr(value, 1, 5)",
            "value = replace(value, 'K', 'k')",
            "value = CAST(x'22ff22' AS TEXT)",
            "value = x'00'",
            "value = 7",
            "checksum = ''",
            "checksum = 7",
        ],
    )
    def test_altered_row_is_a_miss_and_the_others_stay(self, filled: Path, change: str) -> None:
        bad = journal_key("m", "7")
        tamper(filled, f"UPDATE entries SET {change} WHERE key = '{bad}'")
        with Journal(filled) as journal:
            assert journal.get(ENTRIES) == {k: v for k, v in ENTRIES.items() if k != bad}
            journal.put({bad: "again"})
            assert journal.get([bad]) == {bad: "again"}

    def test_a_row_under_another_key_is_a_miss(self, filled: Path) -> None:
        tamper(filled, f"UPDATE entries SET key = 'stolen' WHERE key = '{journal_key('m', '7')}'")
        with Journal(filled) as journal:
            assert journal.get(["stolen"]) == {}


class TestBadFile:
    def check_new(self, path: Path) -> None:
        """The journal works, and goes on working in the next run."""
        with Journal(path) as journal:
            journal.put({"k": "v"})
            assert journal.get(["k"]) == {"k": "v"}
        with Journal(path) as journal:
            assert journal.get(["k"]) == {"k": "v"}

    def test_garbage_is_set_aside(self, path: Path, caplog: pytest.LogCaptureFixture) -> None:
        path.parent.mkdir()
        path.write_bytes(b"garbage" * 1000)
        self.check_new(path)
        aside = path.with_name("journal.sqlite3.damaged")
        assert aside.read_bytes() == b"garbage" * 1000
        assert [r.levelno for r in caplog.records] == [logging.WARNING]
        assert "journal.sqlite3.damaged" in caplog.text

    @pytest.mark.parametrize("size", [0, 1, 50, 100, 1000, 4096, 5000, 20000])
    def test_truncated(self, filled: Path, size: int) -> None:
        filled.write_bytes(filled.read_bytes()[:size])
        with Journal(filled) as journal:
            assert journal.get(ENTRIES).items() <= ENTRIES.items()
        self.check_new(filled)

    @HOUSE
    @given(place=st.floats(0, 0.999999), flip=st.integers(1, 255), length=st.integers(1, 600))
    # Keys out of order, among which a search misses what was just written, or finds another.
    @example(place=0.7762833213119227, flip=1, length=181)
    @example(place=0.7734624669042556, flip=1, length=595)
    @example(place=0.7742360558317868, flip=183, length=443)
    def test_flipped_bytes_never_give_a_wrong_value(
        self, tmp_path: Path, place: float, flip: int, length: int
    ) -> None:
        path = tmp_path / "journal.sqlite3"
        for old in tmp_path.iterdir():
            old.unlink()
        with Journal(path) as journal:
            journal.put(ENTRIES)
        data = bytearray(path.read_bytes())
        start = int(place * len(data))
        for at in range(start, min(start + length, len(data))):
            data[at] ^= flip
        path.write_bytes(bytes(data))
        with Journal(path) as journal:
            assert journal.get(ENTRIES).items() <= ENTRIES.items()
            journal.put({"k": "v"})
            assert journal.get(["k"]) == {"k": "v"}
            assert journal.get(ENTRIES).items() <= ENTRIES.items()

    @pytest.mark.parametrize("version", [2, 99])
    def test_another_version_is_set_aside(self, filled: Path, version: int) -> None:
        tamper(filled, f"PRAGMA user_version = {version}")
        with Journal(filled) as journal:
            assert journal.get(ENTRIES) == {}
        self.check_new(filled)
        assert filled.with_name(f"journal.sqlite3.version-{version}").exists()

    @pytest.mark.parametrize("version", [0, 1])
    def test_a_database_of_something_else_is_set_aside(self, path: Path, version: int) -> None:
        path.parent.mkdir()
        tamper(path, "CREATE TABLE entries (name TEXT)")
        tamper(path, f"PRAGMA user_version = {version}")
        self.check_new(path)
        suffix = "version-0" if version == 0 else "damaged"
        assert path.with_name(f"journal.sqlite3.{suffix}").exists()

    def test_damage_in_the_middle_of_a_run(self, filled: Path) -> None:
        with Journal(filled) as journal:
            with filled.open("r+b") as file:
                file.seek(100)
                file.write(os.urandom(filled.stat().st_size - 100))
            journal.put({"k": "v"})
            assert journal.get(["k"]) == {"k": "v"}
            assert journal.get(ENTRIES).items() <= ENTRIES.items()

    def test_file_deleted_in_the_middle_of_a_run(self, filled: Path) -> None:
        with Journal(filled) as journal:
            for path in filled.parent.iterdir():
                path.unlink()
            journal.put({"k": "v"})
            assert journal.get(["k"]) == {"k": "v"}
        self.check_new(filled)


class TestUnwritable:
    def check_in_memory(self, path: Path, caplog: pytest.LogCaptureFixture) -> None:
        with Journal(path) as journal:
            journal.put({"k": "v"})
            assert journal.get(["k"]) == {"k": "v"}
        assert [r.levelno for r in caplog.records] == [logging.WARNING]
        assert "cannot be used" in caplog.text

    def test_folder_that_is_a_file(self, path: Path, caplog: pytest.LogCaptureFixture) -> None:
        path.parent.write_bytes(b"")
        self.check_in_memory(path, caplog)

    def test_file_that_is_a_folder(self, path: Path, caplog: pytest.LogCaptureFixture) -> None:
        path.mkdir(parents=True)
        self.check_in_memory(path, caplog)

    def test_name_that_cannot_be(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        self.check_in_memory(tmp_path / "a\0b", caplog)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_read_only_folder(self, path: Path, caplog: pytest.LogCaptureFixture) -> None:
        path.parent.mkdir()
        path.parent.chmod(0o555)
        self.check_in_memory(path, caplog)

    def test_full_disk(self, filled: Path, caplog: pytest.LogCaptureFixture) -> None:
        with Journal(filled) as journal:
            journal._db.execute("PRAGMA max_page_count = 1")  # type: ignore[union-attr]
            journal.put({"k": "v" * 100_000})
            journal.put({"l": "w"})
            assert journal.get(["k", "l"]) == {"k": "v" * 100_000, "l": "w"}
        assert "full" in caplog.text
        with Journal(filled) as journal:
            assert journal.get(ENTRIES) == ENTRIES

    def test_locked_for_too_long(
        self, filled: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("summarizer.store.journal._BUSY_SECONDS", 0.1)
        other = sqlite3.connect(filled, isolation_level=None)
        with Journal(filled) as journal:
            other.execute("BEGIN IMMEDIATE")
            journal.put({"k": "v"})
            assert journal.get(["k"]) == {"k": "v"}
        other.close()
        assert "locked" in caplog.text


def write_many(path: Path, name: str, batches: int) -> None:
    with Journal(path) as journal:
        for batch in range(batches):
            values = {f"{name} {batch} {n}": f"value {n}" for n in range(16)}
            journal.put(values)
            if journal.get(values) != values:
                os._exit(3)


def write_until_killed(path: Path, log: Path) -> None:
    with Journal(path) as journal, log.open("w") as file:
        for batch in range(100_000):
            journal.put({f"{batch} {n}": f"value {n}" for n in range(16)})
            file.write(f"{batch}\n")
            file.flush()


class TestProcesses:
    @pytest.mark.parametrize("damaged", [False, True])
    def test_two_at_once_both_finish(self, path: Path, damaged: bool) -> None:
        if damaged:
            path.parent.mkdir()
            path.write_bytes(b"garbage" * 1000)
        two = [FORK.Process(target=write_many, args=(path, name, 40)) for name in "ab"]
        for process in two:
            process.start()
        for process in two:
            process.join(timeout=60)
        assert [process.exitcode for process in two] == [0, 0]
        with Journal(path) as journal:
            keys = [
                f"{name} {batch} {n}" for name in "ab" for batch in range(40) for n in range(16)
            ]
            assert len(journal.get(keys)) == len(keys)

    def test_killed_between_any_two_instructions(self, path: Path, tmp_path: Path) -> None:
        for round_ in range(5):
            log = tmp_path / f"log{round_}"
            process = FORK.Process(target=write_until_killed, args=(path, log))
            process.start()
            while not (log.exists() and log.stat().st_size > 20 + 37 * round_):
                time.sleep(0.001)
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join(timeout=60)
            finished = [int(line) for line in log.read_text().split("\n")[:-1]]
            keys = [f"{batch} {n}" for batch in finished for n in range(16)]
            with Journal(path) as journal:
                assert len(journal.get(keys)) == len(keys) > 0
            assert not list(path.parent.glob("*.damaged"))
