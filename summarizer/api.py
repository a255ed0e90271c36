"""The summarizer as Python sees it: one object that loads its models once."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from summarizer.backends.setup import Setup
from summarizer.data import Article, Passage
from summarizer.events import events
from summarizer.options import Options
from summarizer.pipeline import Brief, Report, admit, brief, looked_over, translated
from summarizer.protocols import Models, Progress
from summarizer.store import Journal, cache_dir


class Summarizer:
    """Indonesian articles to an English brief.

    The models are loaded when the object is made; calling it again does not load them again.
    Without a ``setup`` they are the embedded ones, from the cache that ``summarizer models fetch``
    fills; ``Setup(preset=..., translator=..., writer=..., embedder=..., device=..., dtype=...,
    offline=...)`` names others. ``models`` takes models of your own instead (see
    ``summarizer.protocols``). ``device`` is short for ``Setup(device=...)``.

    Raises:
        ModelMissingError, ModelDamagedError: a model is not in the cache, or not as installed.
        WrongModelError: a model cannot serve its role.
        UsageError: a model's name, the device or the number type is not accepted.
        FetchError: a hub model could not be fetched.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        device: str = "auto",
        cache_dir: Path | str | None = None,
        models: Models | None = None,
        setup: Setup | None = None,
    ) -> None:
        self.options = options or Options()
        self._cache = Path(cache_dir) if cache_dir is not None else None
        if models is None:
            from summarizer.backends.embedded import load_models

            models = load_models(setup or Setup(device=device), self._cache)
        self.models = models

    def brief(self, articles: Iterable[Article], report: Report | None = None) -> Brief:
        """One brief of the articles; ``read_articles`` makes them from files.

        Raises:
            TooLittleError: no sentence can serve as evidence.
        """
        given = articles if isinstance(articles, Sequence) else list(articles)
        with self._journal() as journal:
            return brief(given, self.models, journal, self.options, report or _silent)

    def briefs(self, articles: Iterable[Article], report: Report | None = None) -> list[Brief]:
        """One brief for each event that the articles are about, the largest first.

        Raises:
            TooLittleError: as ``brief``, for the first event that gives none.
        """
        given = list(articles)
        heard, _ = admit(given, self.options)
        return [self.brief(event.articles, report) for event in events(heard)]

    def translate(
        self, articles: Iterable[Article], progress: Progress | None = None
    ) -> list[Passage]:
        """Every sentence of the articles with its English, in order."""
        with self._journal() as journal:
            told = translated(
                list(articles),
                self.models.translator,
                journal,
                progress,
                self.options.glossary,
                self.models.fallback if self.options.larger else None,
            )
            if not (self.options.second_look and self.models.reverse):
                return told
            return looked_over(
                told,
                self.models.translator,
                self.models.reverse,
                journal,
                self.options.glossary,
                progress,
            )

    def _journal(self) -> Journal:
        return Journal(journal_path(self._cache))


def journal_path(cache: Path | None = None) -> Path:
    """Where finished translations are kept."""
    return cache_dir(cache) / "translations.sqlite"


def _silent(stage: str, done: int, total: int) -> None:
    pass
