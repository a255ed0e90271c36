"""The process of ``workers``: a translator that answers on stdout what it is asked on stdin."""

import json
import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any, TextIO

from summarizer.backends.setup import Setup
from summarizer.errors import SummarizerError
from summarizer.protocols import Wish


def main() -> None:
    """Serve until stdin ends."""
    # Ctrl-C goes to every process of a terminal; this one ends when its parent does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not stand between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    logging.getLogger("summarizer").setLevel(logging.ERROR)
    try:
        serve(sys.stdin, answers)
    except SummarizerError as error:
        parts = (type(error).__name__, error.problem, error.accepted, error.todo)
        _say(answers, {"error": parts})


def serve(asked: TextIO, answers: TextIO) -> None:
    """Load the translator of the first line, then answer every further line."""
    from summarizer.backends.embedded import load_translator

    first = json.loads(asked.readline())
    cache = Path(first["cache"]) if first["cache"] else None
    translator: Any = load_translator(Setup(**first["setup"]), cache)
    known = ("translate", "nbest", "nbest_with", "likeliest", "samples")
    methods = [method for method in known if hasattr(translator, method)]
    told = {name: getattr(translator, name) for name in ("name", "batch_size", "exact")}
    _say(answers, {**told, "methods": methods})
    for line in asked:
        call = json.loads(line)
        texts, *wishes = call["lists"]
        rest = [[_wish(given) for given in wishes[0]]] if wishes else []
        _say(answers, {"answers": getattr(translator, call["method"])(texts, *rest)})


def _wish(given: dict[str, Any]) -> Wish:
    return Wish(tuple(map(tuple, given["must"])), tuple(given["never"]))


def _say(answers: TextIO, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
