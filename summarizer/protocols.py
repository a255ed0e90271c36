"""What a model must do to serve a stage: lists in, lists out, same length and order.

Stages get models passed in and never look one up. Batches, padding, tensors and halving a batch
when memory runs out are a backend's secret.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

Progress = Callable[[int, int], None]
"""Called with (done, total) after every batch."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of writing.

    ``kind`` is ``sentence`` or ``title``. ``passages`` are English sentences of one fact, best
    first; where they are ``apart``, of facts that may stand in one sentence, but not be mixed.
    ``focus`` is the user's question, if any; ``failed`` says what was wrong with an earlier answer.
    The backend makes the prompt.
    """

    kind: str
    passages: tuple[str, ...]
    focus: str = ""
    failed: tuple[str, ...] = ()
    apart: bool = False


class Translator(Protocol):
    """Indonesian sentences in, English sentences out."""

    @property
    def name(self) -> str:
        """Model, revision, adapter and decoding in one short string: the key of the journal."""
        ...

    @property
    def batch_size(self) -> int:
        """How many sentences make one batch; the journal keeps whole batches."""
        ...

    @property
    def exact(self) -> bool:
        """Whether a text's translation is the same in any batch, to the last bit of every score."""
        ...

    def translate(self, texts: Sequence[str]) -> list[str]:
        """Translate each text; an empty string where the model gave nothing."""
        ...


@runtime_checkable
class NBest(Protocol):
    """A translator that can name more than one translation, for a guard to choose from."""

    def nbest(self, texts: Sequence[str]) -> list[list[str]]:
        """Translations of each text, the likeliest first; an empty list where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that a translation must hold, one of each set, and words that it must not hold."""

    must: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()


@runtime_checkable
class Steered(Protocol):
    """A translator that can be told what its translation must and must not hold."""

    def nbest_with(self, texts: Sequence[str], wishes: Sequence[Wish]) -> list[list[str]]:
        """As ``nbest``; an empty list where no translation meets the wish."""
        ...


@runtime_checkable
class Sampling(Translator, Protocol):
    """A translator that says how likely it finds its translations, and can be asked for others.

    Each with the mean log probability of a token, likeliest first; the same for a text whenever
    it is asked, as far as the translator is ``exact``.
    """

    def likeliest(
        self, texts: Sequence[str], wishes: Sequence[Wish] | None = None
    ) -> list[list[tuple[float, str]]]:
        """The ends of a search, alike, most of them; with wishes, of one that meets them."""
        ...

    def samples(self, texts: Sequence[str]) -> list[list[tuple[float, str]]]:
        """Translations drawn at random: unlike each other."""
        ...


class Writer(Protocol):
    """English passages in, one sentence or title each out."""

    @property
    def name(self) -> str:
        """Model, revision and decoding in one short string."""
        ...

    def write(self, tasks: Sequence[Task], progress: Progress | None = None) -> list[str]:
        """Write one line a task; an empty string where the model gave nothing."""
        ...


@runtime_checkable
class Drafting(Writer, Protocol):
    """A writer that gives several sentences to choose from, and does not listen to criticism."""

    def drafts(self, tasks: Sequence[Task], progress: Progress | None = None) -> list[list[str]]:
        """The likeliest first, each once; an empty list where there is nothing to write."""
        ...


class Embedder(Protocol):
    """English sentences in, unit vectors out."""

    @property
    def name(self) -> str:
        """Model and revision in one short string."""
        ...

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of length 1 a text, all of the same dimension."""
        ...


class Judge(Protocol):
    """Does the evidence say that?"""

    @property
    def name(self) -> str:
        """Model, revision and prompt in one short string."""
        ...

    def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """For each (evidence, sentence) the probability in [0, 1] that the evidence says it."""
        ...


@dataclass(frozen=True, slots=True)
class Models:
    """The models of one run; those with a default may be absent.

    ``judge`` reads what the brief says, ``reverse`` each translation by its own sentence.
    """

    translator: Translator
    writer: Writer
    embedder: Embedder
    fallback: Translator | None = None
    judge: Judge | None = None
    reverse: Judge | None = None


class Journal(Protocol):
    """Where finished work is kept; ``summarizer.store.Journal`` keeps it on disk."""

    def get(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The values that are there."""
        ...

    def put(self, rows: Mapping[str, str]) -> None:
        """Keep all rows, or none if the machine stops in the middle."""
        ...
