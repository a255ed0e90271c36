"""The brief as Markdown; text of articles and models is escaped, never markup."""

import re
from collections.abc import Iterator, Sequence

from summarizer.abbreviations import abbreviations
from summarizer.data import (
    SECTIONS,
    BriefData,
    Citation,
    Claim,
    Difference,
    DifferenceValue,
    Source,
)
from summarizer.render.sure import bracketed, doubts, explained
from summarizer.timeline import timeline


def to_markdown(brief: BriefData, evidence: bool = False) -> str:
    """The brief as Markdown.

    With ``evidence`` every sentence is followed, in a section of its own, by the Indonesian it
    rests on beside the English that was made of it.
    """
    return "\n".join(_lines(brief, evidence)) + "\n"


def _lines(brief: BriefData, evidence: bool) -> Iterator[str]:
    yield f"# {escape(brief.title.text)} {marks(brief, brief.title)}"
    for section in SECTIONS:
        claims = [c for c in brief.claims if c.section == section]
        if claims:
            yield ""
            yield from _section(brief, section, claims)
    for heading, found in difference_parts(brief):
        yield from ("", f"## {heading}", "")
        for difference in found:
            yield f"- {escape(difference.what)}: " + "; ".join(
                f"{escape(value_line(v))} {numbers(brief, [v.citation])}" for v in difference.values
            )
    entries = timeline(brief.claims)
    if entries:
        yield from ("", "## Timeline", "")
        for entry in entries:
            told = " ".join(f"{escape(c.text)} {numbers(brief, c.citations)}" for c in entry.claims)
            yield f"- {entry.day}: {told}"
    yield from ("", "## Sources", "")
    for source in brief.sources:
        line = source_line(source) + share_line(brief, source)
        yield f"{source.number}. {escape(line)}{_address(source)}"
    if evidence:
        yield from _evidence(brief)
    yield from _notes(brief)
    yield from ("", "---", "")
    yield escape(footer(brief))


def difference_parts(brief: BriefData) -> Iterator[tuple[str, list[Difference]]]:
    """(heading, what stands under it): what sources differ on, then counts that grew over time."""
    for heading, development in (("Where sources differ", False), ("How counts developed", True)):
        found = [d for d in brief.differences if d.development is development]
        if found:
            yield heading, found


def value_line(value: DifferenceValue) -> str:
    """A value with who gives it and for which day, as far as they are told."""
    about = ", ".join(filter(None, (value.said_by, value.time)))
    return f"{value.value} ({about})" if about else value.value


def _section(brief: BriefData, section: str, claims: Sequence[Claim]) -> Iterator[str]:
    sentences = [f"{escape(c.text)} {marks(brief, c)}" for c in claims]
    if section == "lead":
        yield " ".join(sentences)
        return
    yield f"## {section.capitalize()}"
    yield ""
    yield from (f"- {sentence}" for sentence in sentences)


def _evidence(brief: BriefData) -> Iterator[str]:
    yield from ("", "## Evidence")
    for claim in (brief.title, *brief.claims):
        yield from ("", f"**{escape(claim.text)}**")
        for citation in claim.citations:
            for passage in citation.passages:
                yield ""
                yield f"- {numbers(brief, [citation])} {escape(passage.sentence.text)}"
                yield f"  — {escape(passage.english)}"
                if told := doubts(passage):
                    yield f"  ({escape(told)})"


def _notes(brief: BriefData) -> Iterator[str]:
    notes = note_lines(brief)
    if notes:
        yield from ("", "## Notes", "")
        yield from (f"- {escape(note)}" for note in notes)


def _address(source: Source) -> str:
    address = source.article.address
    return f" <{address.value}>" if address and SAFE_ADDRESS.fullmatch(address.value) else ""


SAFE_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")

# The last two part bare addresses, which many readers of Markdown turn into links.
SPECIAL = re.compile(r"([\\`*_\[\]<>|~&]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
LEADING = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def visible(text: str) -> str:
    """The text on one line without control characters, which would reach a terminal as commands."""
    return " ".join(CONTROL.sub(" ", text).split())


def escape(text: str) -> str:
    """The text on one line so that Markdown shows it as it is."""
    escaped = SPECIAL.sub(r"\\\1", visible(text))
    return LEADING.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), escaped)


def marks(brief: BriefData, claim: Claim) -> str:
    """The citation marks, and how sure the translations are: ``[1][3] (62% sure)``."""
    return numbers(brief, claim.citations) + bracketed(claim)


def numbers(brief: BriefData, citations: Sequence[Citation]) -> str:
    """The citation marks: ``[1][3]``."""
    return "".join(f"[{n}]" for n in sorted({brief.number_of(c.article) for c in citations}))


def source_line(source: Source) -> str:
    """Outlet, date, title and file of a source, as far as they are known."""
    article = source.article
    parts = [found.value for found in (article.outlet, article.date) if found]
    if article.title:
        parts.append(f"“{article.title.value}”")
    parts.append(article.name)
    line = ", ".join(parts)
    if source.copy_of is not None:
        return f"{line} (repeats source {source.copy_of} nearly word for word: one voice)"
    return line if source.cited else f"{line} (not cited)"


def share_line(brief: BriefData, source: Source) -> str:
    """How much of a source the brief rests on, in a clause; empty where nothing is known."""
    cited, _ = brief.coverage(source)
    return f" – {cited} of {source.sentences} sentences cited" if source.sentences and cited else ""


def note_lines(brief: BriefData) -> list[str]:
    """Warnings, what was skipped and removed, what abbreviations and percentages mean."""
    skipped = [
        f"Skipped {s.path}{f' (row {s.row})' if s.row else ''}: {s.reason}" for s in brief.skipped
    ]
    removed = [f"Removed “{r.text}”: {r.reason}" for r in brief.removed]
    return [*brief.warnings, *skipped, *removed, *_spelt_out(brief), *explained(brief)]


def _spelt_out(brief: BriefData) -> Iterator[str]:
    values = (f"{d.what} {v.value} {v.said_by}" for d in brief.differences for v in d.values)
    found = abbreviations([brief.title.text, *(claim.text for claim in brief.claims), *values])
    if found:
        yield "Abbreviations: " + "; ".join(f"{short}, {long}" for short, long in found.items())


def footer(brief: BriefData) -> str:
    """Verdicts, guard counts and signature in one line."""
    verdicts = [c.verdict for c in brief.claims]
    alone = sum(len(claim.citations) == 1 for claim in brief.claims)
    counts = ", ".join(f"{verdicts.count(v)} {v}" for v in dict.fromkeys(verdicts))
    guards = ", ".join(f"{name} {count}" for name, count in brief.guards.items())
    signature = " | ".join(f"{name}: {value}" for name, value in brief.signature.items())
    counts += f"; {alone} of {len(verdicts)} rest on one source only"
    return f"Sentences: {counts}. Guards: {guards}. Signature: {signature}"
