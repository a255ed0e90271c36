"""A cache of finished work on disk, which never stops the work.

sqlite in WAL mode with JSON values: safe against being killed, open to several processes, and
nothing in it can run code. Whatever is wrong with the file, the answer is a miss and a warning.
"""

import hashlib
import json
import logging
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from filelock import FileLock

SCHEMA_VERSION = 1

_log = logging.getLogger(__name__)

_BUSY_SECONDS = 60.0
"""How long to wait for another process; its transactions take milliseconds."""

_KEYS_AT_ONCE = 500
"""sqlite before 3.32 takes at most 999 variables a statement."""

_CREATE = (
    "CREATE TABLE entries"
    " (key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum TEXT NOT NULL) WITHOUT ROWID"
)


def journal_key(*parts: str) -> str:
    """SHA-256 over the parts, each preceded by its length: ("ab", "c") differs from ("a", "bc")."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Journal:
    """Texts by key, kept between runs; safe to use from several threads and processes.

    No method raises for a fault of the file. A damaged file, or one of another version, is set
    aside beside it and a new one begun; where nothing can be written, entries live in memory until
    ``close``. Each fault is logged as a warning.
    """

    def __init__(self, path: Path) -> None:
        """Open the journal at ``path``; the file and its folder are made if need be."""
        self._path = path
        self._memory: dict[str, str] = {}
        self._guard = threading.Lock()
        self._db = self._open(thorough=False)

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """The known values of the keys. A row whose checksum is wrong is a miss."""
        wanted = list(dict.fromkeys(keys))
        with self._guard:
            found = self._read(wanted)
            return found | {key: self._memory[key] for key in wanted if key in self._memory}

    def put(self, values: Mapping[str, str]) -> None:
        """Keep all the values in one transaction, replacing older ones."""
        rows = []
        for key, value in values.items():
            # JSON in ASCII: a lone surrogate has no UTF-8, but an escape.
            text = json.dumps(value)
            rows.append((key, text, journal_key(key, text)))
        with self._guard:
            # A second try, for the first may find the file damaged and begin a new one.
            if not (self._write(rows) or self._write(rows)):
                self._memory.update(values)

    def close(self) -> None:
        """Close the file; the object is then of no further use."""
        with self._guard:
            self._disconnect()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self, keys: list[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for first in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[first : first + _KEYS_AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, value, checksum FROM entries WHERE key IN ({marks})"  # noqa: S608
            try:
                rows = self._db.execute(query, some).fetchall() if self._db else []
            except sqlite3.Error as error:
                self._mend(error)
                break
            # Among keys that damage has put out of order, a search may find another one.
            asked = frozenset(some)
            for row in rows:
                if (entry := _sound(*row)) and entry[0] in asked:
                    found[entry[0]] = entry[1]
        return found

    def _write(self, rows: list[tuple[str, str, str]]) -> bool:
        if self._db is None:
            return False
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._mend(error)
            return False
        # Or miss what was just written.
        if len(self._read([key for key, _, _ in rows])) == len(rows):
            return True
        if self._db:
            self._reopen()
        return False

    def _mend(self, error: sqlite3.Error) -> None:
        """After a failed statement: a new file if this one is damaged, else memory."""
        if _is_damage(error):
            self._reopen()
        else:
            self._warn(error)
            self._disconnect()

    def _reopen(self) -> None:
        """After damage: the file, if all of it is sound, else a new one."""
        self._disconnect()
        self._db = self._open(thorough=True)

    def _disconnect(self) -> None:
        if self._db:
            self._db.close()
        self._db = None

    def _open(self, *, thorough: bool) -> sqlite3.Connection | None:
        """The database, new if the file is not fit for use; None where there can be none."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # One process at a time judges the file: a second must find the first one's new file.
            with FileLock(f"{self._path}.lock", timeout=_BUSY_SECONDS):
                try:
                    return _connect(self._path, thorough=thorough)
                except _UnfitError as error:
                    aside = _set_aside(self._path, error.suffix)
                    _log.warning("journal %s %s; set aside as %s", self._path, error, aside.name)
                    return _connect(self._path, thorough=False)
        except (OSError, ValueError, NotImplementedError, sqlite3.Error, _UnfitError) as error:
            self._warn(error)
            return None

    def _warn(self, error: Exception) -> None:
        _log.warning(
            "journal %s cannot be used (%s); what this run finishes is not kept", self._path, error
        )


class _UnfitError(Exception):
    """The file is no journal of this version; ``suffix`` goes to the name it is set aside by."""

    def __init__(self, reason: str, suffix: str) -> None:
        super().__init__(reason)
        self.suffix = suffix


def _connect(path: Path, *, thorough: bool) -> sqlite3.Connection:
    """Open and prepare the file; ``thorough`` reads all of it. Raises _UnfitError."""
    # Threads share the connection under the journal's own lock.
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        # A flipped bit may leave a value that is no UTF-8: as bytes it costs its own row only.
        db.text_factory = bytes
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version != SCHEMA_VERSION and (version or tables):
            raise _UnfitError(
                f"is of version {version}, not {SCHEMA_VERSION}", f"version-{version}"
            )
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if version != SCHEMA_VERSION:
            with db:
                db.execute("BEGIN IMMEDIATE")
                db.execute(_CREATE)
                db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("SELECT key, value, checksum FROM entries LIMIT 0")
        if thorough and db.execute("PRAGMA quick_check(1)").fetchone()[0] != b"ok":
            raise _UnfitError("is damaged", "damaged")
    except sqlite3.Error as error:
        db.close()
        if _is_damage(error):
            raise _UnfitError(f"is damaged ({error})", "damaged") from error
        raise
    except _UnfitError:
        db.close()
        raise
    return db


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest refines it
    # ERROR: the table is not ours, or its definition is garbled.
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def _set_aside(path: Path, suffix: str) -> Path:
    """Rename the file and its companions, over an older one of the same suffix."""
    aside = path.with_name(f"{path.name}.{suffix}")
    for companion in ("", "-wal", "-shm"):
        source = path.with_name(path.name + companion)
        if source.exists():
            source.replace(aside.with_name(aside.name + companion))
    return aside


def _sound(key: object, text: object, told: object) -> tuple[str, str] | None:
    """Key and value of a row, if the row is as it was written."""
    if not (isinstance(key, bytes) and isinstance(text, bytes) and isinstance(told, bytes)):
        return None
    try:
        name, value = key.decode(), text.decode("ascii")
        if journal_key(name, value).encode() != told:
            return None
        decoded = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return (name, decoded) if isinstance(decoded, str) else None
