"""Our writer: what several sentences tell in one (sentence fusion, Barzilay and McKeown 2005).

It copies: apart from the words that join clauses it can write only what its notes hold.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import torch

from summarizer.backends.adapted import load_adapted, tidied
from summarizer.backends.batching import by_length, halving
from summarizer.backends.beam import FAR, GAP, LENGTH, Hypothesis, by_likelihood, search
from summarizer.backends.device import Device
from summarizer.backends.gemma import GemmaDecoder
from summarizer.backends.loading import prompt_ids
from summarizer.merging import opposes, side_by_side_only, side_by_sides
from summarizer.protocols import Progress, Task

PROMPT = "{}:\n{}\nSentence:"
"""What the adapter was trained on (scripts/train_writer.py); the answer ends with eos."""

JOINTS = (
    ",", ".", ",\"", ".\"", "),", ").", "%,", "%.", " which", " who", " and", " while", " the",
    " a", " an", " its", " in", " on", " of", " to", " for", " at", " by", " from", " with",
    " that", " where", " but",
)  # fmt: skip
"""Tokens that may be written without standing in the notes. Of 14,771 tokens that the training
sentences have and their notes lack 13,000 are of these; the others are names and words that a
sentence must not have from elsewhere, and words that change what is said (not, may, all, her)."""


ENDED = re.compile(r"[.!?][\"”’')]*$")
WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
PHRASE = 3
"""Words of a note in a row that are a phrase. What stands between phrases are words that join: of
"its newest space rocket" and "low earth orbit" the model made "its newest orbit"."""


def framed(notes: Sequence[str], apart: bool = False) -> str:
    """The prompt of some notes: of one matter, to be merged, or of facts ``apart``, to be joined.

    Left to choose, the model mixed what it should have joined (scripts/LOG.md).
    """
    lines = "\n".join(f"- {' '.join(note.split())}" for note in notes)
    return PROMPT.format("Facts" if apart else "Notes", lines)


def in_phrases(text: str, notes: Sequence[str]) -> bool:
    """Whether a sentence is made of its notes' phrases, of PHRASE words at least, and of joints.

    A phrase that opens a note may be shorter: a name.
    """
    words = [word.casefold() for word in WORD.findall(text)]
    given = [[word.casefold() for word in WORD.findall(note)] for note in notes]
    place = 0
    while place < len(words):
        size = max((_run(words[place:], note) for note in given), default=0)
        opens = any(words[place : place + size] == note[:size] for note in given)
        if size and (size >= PHRASE or opens):
            place += size
        elif words[place] in _JOINING:
            place += 1
        else:
            return False
    return True


def _of_notes(text: str, task: Task) -> bool:
    beside = side_by_side_only(text, task.passages, framed=True)
    if task.apart:
        return beside and not opposes(text, task.passages)
    return beside or in_phrases(text, task.passages)


def _run(words: Sequence[str], note: Sequence[str]) -> int:
    """How many of the first words stand in a row somewhere in the note."""
    best = 0
    for start in range(len(note)):
        same = 0
        while same < min(len(words), len(note) - start) and words[same] == note[start + same]:
            same += 1
        best = max(best, same)
    return best


_JOINING = frozenset(word for joint in JOINTS for word in WORD.findall(joint))


class CopyingDecoder(GemmaDecoder):
    """Writes the tokens of a prompt, those kept, and a prompt's words in small letters."""

    def __init__(self, model: object, kept: torch.Tensor, lower: dict[int, int]) -> None:
        super().__init__(model, kept)
        self.lower = lower

    def _extra(self, prompts: Sequence[list[int]]) -> torch.Tensor:
        own = [[*p, *(self.lower[t] for t in p if t in self.lower)] for p in prompts]
        return super()._extra(own)


class FusionWriter:
    """The embedded base with the writer's adapter merged into it, by beam search."""

    rows = 24
    beams = 4

    def __init__(
        self, base: Path, adapter: Path, device: Device, label: str, batch_size: int = rows
    ) -> None:
        """``base`` and ``adapter`` are folders; ``label`` names both with their revisions."""
        self.device, self.batch_size = device, batch_size
        self.tokenizer, model = load_adapted(base, adapter, device)
        self.end: int = self.tokenizer.eos_token_id
        self.decoder = CopyingDecoder(model, torch.tensor([self.end, *self._joints]), self._lower)
        decoding = f"copying beam={self.beams} gap={GAP} far={FAR:g} length={LENGTH} held"
        self.name = f"{label} {decoding} {device.dtype}"

    def write(self, tasks: Sequence[Task], progress: Progress | None = None) -> list[str]:
        """The likeliest sentence for each task; nothing for a title, or for a note alone."""
        return [next(iter(found), "") for found in self.drafts(tasks, progress)]

    def drafts(self, tasks: Sequence[Task], progress: Progress | None = None) -> list[list[str]]:
        """The ends of a beam search that hold the notes' phrases, likeliest first, each once.

        Where none does of two facts apart, it is held to the sentences that set them side by side,
        likeliest first. None for a title or for a note alone: neither needs another wording.

        Raises:
            ModelError: a single task does not fit in memory.
        """

        def run(batch: Sequence[list[int]]) -> list[list[Hypothesis]]:
            return search(self.decoder, batch, self.beams, self.end)

        able = [n for n, t in enumerate(tasks) if t.kind == "sentence" and len(t.passages) > 1]
        asked = [framed(tasks[n].passages, tasks[n].apart) for n in able]
        prompts = [prompt_ids(self.tokenizer, prompt) for prompt in asked]
        found = by_length(prompts, self.batch_size, halving(run, self.device.kind))
        if progress is not None:
            progress(len(tasks), len(tasks))
        made: list[list[str]] = [[] for _ in tasks]
        for n, prompt, ends in zip(able, prompts, found, strict=True):
            made[n] = [t for t in self._texts(ends) if _of_notes(t, tasks[n])]
            made[n] = made[n] or self._held(prompt, tasks[n])
        return made

    def _held(self, prompt: list[int], task: Task) -> list[str]:
        """The sentences that set two facts side by side, if they are that, likeliest first."""
        if not task.apart or len(task.passages) != 2:
            return []
        ways = [t for t in side_by_sides(task.passages) if side_by_side_only(t, task.passages)]
        if not ways:
            return []
        answers = [(*self._tokens(f" {way}"), self.end) for way in ways]
        return [ways[n] for n in by_likelihood(self.decoder, prompt, answers)]

    def _texts(self, ends: Sequence[Hypothesis]) -> list[str]:
        """What ends as a sentence does: a search may break off within a name or a date."""
        texts = self.tokenizer.batch_decode([h.tokens for h in ends], skip_special_tokens=True)
        return [text for text in dict.fromkeys(map(tidied, texts)) if ENDED.search(text)]

    @cached_property
    def _joints(self) -> list[int]:
        return sorted({t for joint in JOINTS for t in self._tokens(joint)} - {self.end})

    def _tokens(self, text: str) -> Iterator[int]:
        yield from self.tokenizer.encode(text, add_special_tokens=False)

    @cached_property
    def _lower(self) -> dict[int, int]:
        """Tokens that begin a word with a capital, and the same in small letters."""
        pieces = self.tokenizer.get_vocab()
        pairs = (
            (t, pieces.get(piece[:1] + piece[1:].lower()))
            for piece, t in pieces.items()
            if piece.startswith("▁") and piece[1:2].isupper()
        )
        return {capital: small for capital, small in pairs if small is not None}
