"""``summarizer brief`` and ``summarizer translate``."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.backends.setup import Setup
from summarizer.cli.options import (
    CacheDir,
    Column,
    Device,
    Dtype,
    Embedder,
    Explain,
    GlossaryFile,
    Inputs,
    Language,
    Larger,
    Offline,
    Preset,
    Quiet,
    SecondLook,
    Translator,
    Verbose,
    Workers,
    Writer,
)
from summarizer.cli.outputs import deliver, rendered, targets_of
from summarizer.console import Progress, logging_to_stderr, say
from summarizer.errors import InputError, UsageError
from summarizer.names import Glossary, read_glossary
from summarizer.options import LENGTHS, Options

if TYPE_CHECKING:
    from summarizer.data import Article, Skipped
    from summarizer.pipeline import Reading


DEFAULTS = Options()


def brief_command(
    inputs: Inputs,
    language: Language,
    output: Annotated[
        list[str],
        typer.Option(
            "--output",
            "-o",
            help="Write .md .json .html or .txt; repeatable; - is Markdown on stdout.",
            default_factory=list,
            show_default=False,
        ),
    ],
    length: Annotated[str, typer.Option(help="short, medium or long: 6, 12, 20.")] = "medium",
    sentences: Annotated[
        int | None, typer.Option(help="So many sentences, whatever --length.", show_default=False)
    ] = None,
    focus: Annotated[str, typer.Option(help="A question that the brief leans to.")] = "",
    glossary: GlossaryFile = None,
    larger_model: Larger = False,
    second_look: SecondLook = False,
    every_event: Annotated[
        bool, typer.Option("--all", help="Of several events, a brief each: x-1.md, x-2.md ...")
    ] = False,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Markdown with the Indonesian behind each sentence.")
    ] = False,
    explain: Explain = False,
    text_column: Column = "",
    title_column: Column = "",
    outlet_column: Column = "",
    date_column: Column = "",
    author_column: Column = "",
    address_column: Column = "",
    preset: Preset = "embedded",
    translator: Translator = "",
    writer: Writer = "",
    embedder: Embedder = "",
    device: Device = "auto",
    dtype: Dtype = "auto",
    workers: Workers = 1,
    offline: Offline = False,
    cache_dir: CacheDir = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """One English brief of many Indonesian articles, every sentence with its sources."""
    targets = targets_of(output or ["-"], BRIEF_SUFFIXES, inputs)
    options = Options(
        sentences=_length(length) if sentences is None else sentences,
        focus=focus,
        languages=_languages(language),
        glossary=_glossary(glossary),
        larger=larger_model,
        second_look=second_look,
    )
    setup = Setup(preset, translator, writer, embedder, device, dtype, offline, workers)
    columns = (text_column, title_column, outlet_column, date_column, author_column, address_column)
    with logging_to_stderr(quiet, verbose), Progress(quiet) as progress:
        articles = _read(inputs, columns, explain)
        _refuse(articles, options)
        from summarizer.api import Summarizer

        progress("load", 0, 1)
        summarizer = Summarizer(options, setup=setup, cache_dir=cache_dir)
        one = summarizer.brief
        told = summarizer.briefs(articles, progress) if every_event else [one(articles, progress)]
        deliver(rendered(told, targets, evidence))
    for made in told:
        if not quiet:
            _tell_left_out(made.skipped)
        if verbose:
            for name, value in made.signature.items():
                say(f"{name}: {value}")
            _tell_guards(made.guards)


def _length(name: str) -> int:
    if name not in LENGTHS:
        raise UsageError(f"--length {name} is unknown", f"accepted: {', '.join(LENGTHS)}")
    return LENGTHS[name]


def translate_command(
    inputs: Inputs,
    language: Language,
    output: Annotated[
        list[str],
        typer.Option(
            "--output",
            "-o",
            help="Write .txt .tsv .jsonl or .html; repeatable; - is .txt on stdout.",
            default_factory=list,
            show_default=False,
        ),
    ],
    glossary: GlossaryFile = None,
    larger_model: Larger = False,
    second_look: SecondLook = False,
    explain: Explain = False,
    text_column: Column = "",
    title_column: Column = "",
    outlet_column: Column = "",
    date_column: Column = "",
    author_column: Column = "",
    address_column: Column = "",
    preset: Preset = "embedded",
    translator: Translator = "",
    device: Device = "auto",
    dtype: Dtype = "auto",
    workers: Workers = 1,
    offline: Offline = False,
    cache_dir: CacheDir = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Each article's full English beside its Indonesian, sentence by sentence."""
    targets = targets_of(output or ["-"], TRANSLATION_SUFFIXES, inputs)
    options = Options(languages=_languages(language), glossary=_glossary(glossary))
    setup = Setup(preset, translator, device=device, dtype=dtype, offline=offline, workers=workers)
    columns = (text_column, title_column, outlet_column, date_column, author_column, address_column)
    with logging_to_stderr(quiet, verbose), Progress(quiet) as progress:
        articles = _read(inputs, columns, explain)
        heard, foreign = _refuse(articles, options)
        from summarizer.api import journal_path
        from summarizer.backends.embedded import load_reverse, load_translators
        from summarizer.pipeline import looked_over, translated
        from summarizer.record import count_guards
        from summarizer.render.bilingual import FORMATS
        from summarizer.store import Journal

        progress("load", 0, 1)
        ours, larger = load_translators(setup, cache_dir)
        reverse = load_reverse(setup, cache_dir) if second_look else None
        with Journal(journal_path(cache_dir)) as journal:
            passages = translated(
                heard,
                ours,
                journal,
                lambda done, total: progress("translate", done, total),
                options.glossary,
                larger if larger_model else None,
            )
            if reverse:
                passages = looked_over(
                    passages,
                    ours,
                    reverse,
                    journal,
                    options.glossary,
                    lambda done, total: progress("rerank", done, total),
                )
        deliver({target: FORMATS[suffix](passages) for target, suffix in targets.items()})
    if not quiet:
        _tell_left_out([*articles.skipped, *foreign])
        untrusted = sum(not p.trusted for p in passages)
        if untrusted:
            say(f"{untrusted} of {len(passages)} sentences are marked untrusted")
    if verbose:
        _tell_guards(count_guards(passages, ours.name))


BRIEF_SUFFIXES = (".md", ".json", ".html", ".txt")
TRANSLATION_SUFFIXES = (".txt", ".tsv", ".jsonl", ".html")


def _languages(more: Sequence[str]) -> tuple[str, ...]:
    for code in more:
        if code not in ("id", "ms", "en"):
            raise UsageError(f"--lang {code} is not translated", "accepted: id, ms, en")
    return tuple(dict.fromkeys((*DEFAULTS.languages, *more)))


def _glossary(path: Path | None) -> Glossary:
    return read_glossary(path) if path else Glossary()


def _tell_guards(counts: Mapping[str, int]) -> None:
    say("guards: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def _read(inputs: Sequence[str], columns: Sequence[str], explain: bool) -> "Reading":
    from summarizer.ingest import Columns
    from summarizer.pipeline import read_articles

    articles = read_articles(inputs, Columns(*columns), sys.stdin.buffer)
    for article in articles if explain else ():
        for dropped in article.dropped:
            say(f"{article.name}:{dropped.line}: dropped ({dropped.rule}): {dropped.text}")
        for mark in article.marks:
            say(f"{article.name}: marked ({mark.rule}): {article.text[mark.start : mark.end]}")
    return articles


def _refuse(articles: "Reading", options: Options) -> "tuple[list[Article], list[Skipped]]":
    """Stop before any model is loaded where there is nothing to translate."""
    from summarizer.pipeline import admit

    heard, foreign = admit(articles, options)
    if not heard:
        left_out = [*articles.skipped, *foreign]
        reasons = "; ".join(f"{s.path}: {s.reason}" for s in left_out[:3])
        more = f"; and {len(left_out) - 3} more" if len(left_out) > 3 else ""
        raise InputError(
            f"no Indonesian article among the input ({reasons}{more})",
            "accepted: Indonesian or Malay text",
            "--lang en admits English articles" if _has_english(foreign) else "",
        )
    return heard, foreign


def _has_english(foreign: "Sequence[Skipped]") -> bool:
    return any("language is en" in skipped.reason for skipped in foreign)


def _tell_left_out(skipped: "Sequence[Skipped]") -> None:
    for item in skipped:
        row = f" (row {item.row})" if item.row else ""
        say(f"skipped {item.path}{row}: {item.reason}")
