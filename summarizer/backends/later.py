"""A translator that is looked for and loaded when it is first needed."""

from collections.abc import Callable, Sequence
from functools import cached_property

from summarizer.protocols import Translator


class Later:
    """Stands for the translator that ``make`` gives; most runs never need it."""

    def __init__(self, make: Callable[[], Translator]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Translator:
        return self._make()

    @property
    def name(self) -> str:
        """As the translator itself."""
        return self._made.name

    @property
    def batch_size(self) -> int:
        """As the translator itself."""
        return self._made.batch_size

    @property
    def exact(self) -> bool:
        """As the translator itself."""
        return self._made.exact

    def translate(self, texts: Sequence[str]) -> list[str]:
        """As the translator itself."""
        return self._made.translate(texts)
