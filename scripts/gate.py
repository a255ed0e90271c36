"""What the briefs and the translations are worth, in figures, with floors that hold them there.

gate.py                      the briefs of all events in seeds/, as `gate.py brief`
gate.py brief FOLDER...      events of that shape: articles/, facts.json, brief.json
gate.py brief --baselines    beside lead sentences, LexRank (pip install sumy) and the writer
                             that is given everything in one prompt
gate.py translation --eval FOLDER --corpus FOLDER
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import gate_baselines
import gate_brief
import typer
from gate_floors import Baseline, below, show, with_mean
from gate_labels import Label, Row, read_labels, unread, write_unread

from summarizer.api import Summarizer
from summarizer.backends.embedded import load_writer
from summarizer.backends.setup import LARGER, Setup
from summarizer.pipeline import read_articles
from summarizer.record import count_guards

if TYPE_CHECKING:
    from gate_translation import Lines

    from summarizer.protocols import Translator

    Ladder = tuple[Translator, Translator | None]

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "baseline.json"
LABELS = ROOT / "tests" / "labels.jsonl"

BASELINES = "Run simpler systems on the same passages, at the same length; loads the models."

ALONE = 100
"""Lines that are translated one at a time too: a minute."""

app = typer.Typer(help=__doc__, add_completion=False, rich_markup_mode=None)
JsonFile = Annotated[Path | None, typer.Option("--json", help="Write all figures there.")]
LabelsFile = Annotated[Path, typer.Option("--labels", help="What a reader found.")]
Unread = Annotated[Path | None, typer.Option("--unread", help="Write what is to be read there.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Floors are kept in tests/baseline.json, readers' labels in tests/labels.jsonl."""
    if context.invoked_subcommand is None:
        brief()


@app.command("brief")
def brief(
    folders: Annotated[list[Path] | None, typer.Argument(help="Events; all of seeds/.")] = None,
    stored: Annotated[bool, typer.Option("--stored", help="Read brief.json, no model.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Store what was made.")] = False,
    baselines: Annotated[bool, typer.Option("--baselines", help=BASELINES)] = False,
    raise_floors: Annotated[bool, typer.Option("--raise", help="Raise floors to this.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Lower floors to this.")] = False,
    reason: Annotated[str, typer.Option(help="Why --lower is right.")] = "",
    floors_file: Annotated[Path, typer.Option("--floors", help="The floors.")] = FLOORS,
    labels_file: LabelsFile = LABELS,
    unread_file: Unread = None,
    json_file: JsonFile = None,
) -> None:
    """Measure the brief of each event; exit code 1 if a figure is below its floor."""
    if lower and not reason.strip():
        raise typer.BadParameter("--lower needs --reason")
    events = _events(folders or [])
    labels = read_labels(labels_file)
    summarizer = Summarizer() if baselines or not stored else None
    briefs = _stored(events) if stored or not summarizer else _made(events, write, summarizer)
    facts = {name: json.loads((f / "facts.json").read_text("utf-8")) for name, f in events.items()}
    table = with_mean({name: rows(briefs[name], facts[name], labels) for name in events})
    baseline = Baseline.read(floors_file)
    if raise_floors:
        baseline = baseline.raised(table)
    if lower:
        baseline = baseline.lowered_to(table, reason)
    if raise_floors or lower:
        baseline.write(floors_file)
    show(table, baseline.floors)
    for name, folder in events.items():
        print(f"\n== {name}")
        if not baselines:
            _show_quick(folder, briefs[name], facts[name])
        _show_event(briefs[name], facts[name])
    beside = _beside(events, briefs, facts, summarizer) if baselines and summarizer else {}
    found = unread((r for n in events for r in gate_brief.readings(briefs[n], facts[n])), labels)
    print(f"\nunread: {len(found)} pairs without a label in {labels_file.name}")
    if unread_file:
        write_unread(unread_file, found)
    if json_file:
        figures = {name: {r.name: r.value for r in rs} for name, rs in table.items()}
        _dump(json_file, figures | beside)
    low = below(table, baseline.floors)
    print(*(f"below its floor: {line}" for line in low), sep="\n", file=sys.stderr, end="")
    raise typer.Exit(bool(low))


def rows(
    brief: Mapping[str, Any], facts: Mapping[str, Any], labels: Mapping[str, Label]
) -> list[Row]:
    """All rows of one event."""
    return gate_brief.counted(brief, facts) + gate_brief.judged(brief, facts, labels)


def _events(folders: Sequence[Path]) -> dict[str, Path]:
    """Folders by name; all of seeds/ where none is given."""
    found = folders or sorted(path.parent for path in Path("seeds").glob("*/facts.json"))
    if not found:
        raise typer.BadParameter("no events: name folders, or run it where seeds/ is")
    return {folder.resolve().name: folder for folder in found}


def _stored(events: Mapping[str, Path]) -> dict[str, Any]:
    missing = [str(f / "brief.json") for f in events.values() if not (f / "brief.json").exists()]
    if missing:
        raise typer.BadParameter(f"not stored: {', '.join(missing)}; --write stores them")
    return {n: json.loads((f / "brief.json").read_text("utf-8")) for n, f in events.items()}


def _made(events: Mapping[str, Path], write: bool, summarizer: Summarizer) -> dict[str, Any]:
    made = {}
    for name, folder in events.items():
        print(f"{name} ...", file=sys.stderr)
        text = summarizer.brief(read_articles([folder / "articles"])).to_json()
        made[name] = json.loads(text)
        if write:
            (folder / "brief.json").write_text(text, encoding="utf-8")
    return made


def _beside(
    events: Mapping[str, Path],
    briefs: Mapping[str, Any],
    facts: Mapping[str, Any],
    summarizer: Summarizer,
) -> dict[str, Any]:
    """Print each brief beside the baselines; their figures for the JSON."""
    systems, table = {}, {}
    judge, least = summarizer.models.judge, summarizer.options.support
    # Our writer takes no instruction: the larger model is what one would prompt instead.
    writer = load_writer(Setup(writer=LARGER))
    for name, folder in events.items():
        print(f"{name}: baselines ...", file=sys.stderr)
        brief, articles = briefs[name], list(read_articles([folder / "articles"]))
        systems[name] = gate_baselines.compared(brief, articles, summarizer, writer)
        count = len(brief["sentences"])
        table[name] = {
            s.name: gate_baselines.rows(s.brief, facts[name], count, judge, least)
            for s in systems[name]
            if s.brief
        }
    gate_baselines.show(systems, table)
    return {"baselines": gate_baselines.as_json(systems, table)}


def _show_quick(folder: Path, brief: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """The key facts that baselines without a model cite."""
    articles = list(read_articles([folder / "articles"]))
    texts = {Path(a.path).name: a.text for a in articles}
    for system, spans in gate_baselines.quick(articles, len(brief["sentences"])).items():
        if spans is None:
            print(f"baseline {system}: {gate_baselines.NO_SUMY}")
            continue
        cells = [f"{r.name} {r.value or 0:.3f}" for r in gate_brief.recall(spans, texts, facts)]
        print(f"baseline {system}, as many sentences: {', '.join(cells)}")


def _show_event(brief: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Stray numbers, and what is to be read against the articles."""
    for claim in (brief["title"], *brief["sentences"]):
        strange = gate_brief.english_strays(claim, brief) + gate_brief.strays(claim, brief)
        if strange:
            print(f"strays ({'; '.join(strange)}): {claim['text']}")
    print(f"differences shown: {len(brief['differences'])} of {len(facts['conflicts'])} known")
    for difference in brief["differences"]:
        print(f"  {difference['what']}: {' / '.join(v['value'] for v in difference['values'])}")
    for reading in gate_brief.readings(brief, facts):
        if reading.kind == "trap":
            print(f"[ ] {reading.text} (near it: {len(reading.passages)} sentences)")


@app.command("translation")
def translation(
    evaluation: Annotated[Path | None, typer.Option("--eval", help="NAME.id, NAME.en ...")] = None,
    corpus: Annotated[Path | None, typer.Option(help="Folder of dev.jsonl.gz.")] = None,
    translator: Annotated[str, typer.Option(help="ours, instruction or both.")] = "ours",
    lines: Annotated[int, typer.Option(help="The first N lines; 0 is all.")] = 0,
    per_source: Annotated[int, typer.Option("--rows", help="Rows of each dev source.")] = 20,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
    labels_file: LabelsFile = LABELS,
    unread_file: Unread = None,
    json_file: JsonFile = None,
) -> None:
    """Score a translator beside the published systems whose outputs lie in the folder."""
    import gate_translation as gate

    if translator not in ("ours", "instruction", "both") or not (evaluation or corpus):
        raise typer.BadParameter("give --eval or --corpus; --translator: ours, instruction, both")
    read = gate.read_lines(evaluation, lines) if evaluation else None
    dev = gate.read_dev(corpus) if corpus else []
    made = _translators(translator, device)
    first = next(iter(made.values()))[0]
    print(*(f"{name}: {pair[0].name}" for name, pair in made.items()), sep="\n")
    figures: dict[str, Any] = {name: pair[0].name for name, pair in made.items()}
    if read:
        figures["systems"] = _show_systems(read, made, labels_file, unread_file)
    if dev:
        scored = gate.score_dev(dev, first, per_source)
        figures["dev"] = gate.by_source(scored)
        figures["head"] = [(r.name, r.good, r.of) for r in gate.out_of_reach(dev, first)]
        _show_dev(figures["dev"], figures["head"], scored)
    if json_file:
        _dump(json_file, figures)


def _translators(name: str, device: str) -> "dict[str, Ladder]":
    """Ours with the larger model behind it, the instruction model alone, or both, by name."""
    from summarizer.backends.embedded import load_translators

    ours, larger = load_translators(device)
    ladders: dict[str, Ladder] = {"ours": (ours, larger), "instruction": (larger, None)}
    return ladders if name == "both" else {name: ladders[name]}


def _show_systems(
    read: "Lines", made: "dict[str, Ladder]", labels_file: Path, unread_file: Path | None
) -> list[dict[str, Any]]:
    import gate_translation as gate

    told = {name: gate.translate_lines(read.sources, *pair) for name, pair in made.items()}
    first = next(iter(told))
    outputs, passages, trusted = told[first]
    systems = {name: lines for name, (lines, _, _) in told.items()}
    all_lines = gate.Lines(read.sources, read.references, {**systems, **read.systems})
    labels = read_labels(labels_file)
    found = gate.compare(all_lines, labels)
    print(f"\n{len(outputs)} lines; ± is a 95% interval of 1,000 resamples; p against {first}")
    print(f"{'':14} {'BLEU':>12} {'p':>7} {'chrF':>12} {'dropped':>8} {'quantities wrong':>22}")
    for row in found:
        wrong = f"{row['quantities wrong']}/{row['with digits']} ({row['unread']} unread)"
        print(
            f"{row['system']:14} {row['BLEU']:6.2f} ±{row['BLEU ±']:4.2f} "
            f"{'' if row['p'] is None else format(row['p'], '.3f'):>7} "
            f"{row['chrF']:6.2f} ±{row['chrF ±']:4.2f} {row['dropped']:>8} {wrong:>22}"
        )
    print(f"{first}: untrusted lines {trusted.count(False)}")
    counts = count_guards(passages, made[first][0].name)
    print(", ".join(f"{name} {count}" for name, count in counts.items()))
    alone = read.sources[:ALONE]
    changed = gate.changed_alone(alone, made[first][0])
    print(f"lines that change in a batch of their own: {changed} of {len(alone)}")
    print(*(f"{name}: {text}" for name, text in found[0]["signatures"].items()), sep="\n")
    flagged = gate.flag(all_lines, outputs)
    for reading in flagged:
        print(f"  {'; '.join(reading.passages[2:])} | {reading.text}")
    if unread_file:
        write_unread(unread_file, unread(flagged, labels))
    return found


def _show_dev(table: Sequence[Any], head: Sequence[Any], scored: Sequence[Any]) -> None:
    print("\ndevelopment rows")
    for row in table:
        print(f"{row['source']:20} {row['rows']:5} BLEU {row['BLEU']:6.2f} chrF {row['chrF']:6.2f}")
    for name, good, of in head:
        print(f"{name}: {good}/{of} = {good / of:.2%}")
    print("\nthe twenty worst by chrF")
    for pair in sorted(scored, key=lambda pair: pair.chrf)[:20]:
        print(f"{pair.chrf:5.1f} {pair.source}\n  id  {pair.indonesian}\n  ref {pair.reference}")
        print(f"  out {pair.output}")


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app()
