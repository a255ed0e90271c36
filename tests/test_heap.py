"""Freed memory is kept where there is a glibc, and nothing happens where there is none."""

import ctypes
from typing import Any

import pytest

from summarizer.backends import heap


def test_every_setting_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, int]] = []

    class Libc:
        def mallopt(self, name: int, size: int) -> int:
            given.append((name, size))
            return 1

    monkeypatch.setattr(ctypes, "CDLL", lambda _: Libc())
    assert heap.keep_freed.__wrapped__()
    assert [name for name, _ in given] == [-3, -1, -2]


@pytest.mark.parametrize("failure", [AttributeError, OSError, TypeError])
def test_another_c_library_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, failure: type[Exception]
) -> None:
    def missing(_: Any) -> None:
        raise failure

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert not heap.keep_freed.__wrapped__()
