"""How long a brief and a translation take, stage by stage, on this machine.

bench.py                     a brief of the first event in seeds/, as `bench.py brief`
bench.py brief [FOLDER]      the stages of one brief
bench.py translate [FOLDER]  the translator beside the instruction model and a plain loop
"""

import os
import platform
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer
from gate_translation import Unkept

from summarizer import __version__
from summarizer.options import Options
from summarizer.pipeline import brief as make_brief
from summarizer.pipeline import read_articles, translated
from summarizer.segment import segment

app = typer.Typer(help=__doc__, add_completion=False, rich_markup_mode=None)
Device = Annotated[str, typer.Option(help="auto, cpu or cuda.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Nothing is read from the journal of finished translations: all work is done and timed."""
    if context.invoked_subcommand is None:
        brief()


@app.command("brief")
def brief(
    folder: Annotated[Path | None, typer.Argument(help="Articles, or an event.")] = None,
    device: Device = "auto",
) -> None:
    """Time the stages of one brief."""
    from summarizer.backends.embedded import load_models

    folder = folder or _seeds()[0]
    machine(device)
    started = time.perf_counter()
    articles = read_articles([_articles(folder)])
    reading = time.perf_counter() - started
    started = time.perf_counter()
    models = load_models(device)
    loading = time.perf_counter() - started
    clock = Clock()
    for role in ("translator", "fallback", "writer", "embedder", "judge", "reverse"):
        clock.watch(role, getattr(models, role))
    make_brief(articles, models, Unkept(), Options(), clock.report)
    clock.close("check and cite")
    print(f"\n{folder.name}: {len(articles)} articles")
    print(f"{'stage':28} {'seconds':>8} {'items':>6} {'/s':>7}")
    line("load", loading)
    line("read and clean", reading, len(articles))
    for stage, seconds in clock.seconds.items():
        line(stage, seconds, clock.items.get(stage, 0))
    line("all but load", reading + sum(clock.seconds.values()))
    print("of which in models")
    for role, seconds in clock.roles.items():
        line(f"  {role}", seconds, clock.calls[role])
    print(f"peak memory {peak_gb():.2f} GB")


@app.command("translate")
def translate(
    folders: Annotated[list[Path] | None, typer.Argument(help="Articles; all of seeds/.")] = None,
    device: Device = "auto",
    subset: Annotated[
        int, typer.Option(help="Sentences for the instruction model and for the plain loop.")
    ] = 32,
) -> None:
    """Time the translator, the stage around it, the instruction model and a plain loop."""
    from summarizer.backends.embedded import load_models

    machine(device)
    articles = [a for f in folders or _seeds() for a in read_articles([_articles(f)])]
    texts = [s.text for a in articles for s in segment(a)]
    # Evenly over the lengths, so that the part is as hard as the whole.
    ordered = sorted(texts, key=lambda text: (len(text), text))
    part = ordered[:: max(1, len(ordered) // subset)][:subset]
    started = time.perf_counter()
    models = load_models(device)
    print(f"\n{'':44} {'seconds':>8} {'items':>6} {'/s':>7}")
    line("load all models", time.perf_counter() - started)
    ours = models.translator
    ours.translate(part[:2])  # the first call sets up threads and memory
    rates = {
        "translator alone": rate("translator alone", texts, ours.translate),
        "stage": rate(
            "stage with guards and retries",
            texts,
            lambda _: translated(articles, ours, Unkept()),
        ),
        "part": rate("translator alone, the part only", part, ours.translate),
        "plain": rate("plain loop, same weights, one at a time", part, plain(ours)),
    }
    if models.fallback:
        rates["instruction"] = rate("instruction model", part, models.fallback.translate)
    for name in ("plain", "instruction"):
        if rates.get(name):
            whole, alike = rates["translator alone"] / rates[name], rates["part"] / rates[name]
            print(f"translator / {name}: {whole:.1f} ({alike:.1f} on the part of {len(part)})")
    print(f"peak memory {peak_gb():.2f} GB")


@dataclass
class Clock:
    """Seconds by stage and by model role; ``report`` is what the pipeline calls.

    A report with nothing done opens its stage, any other ends a piece of its own; a model that
    begins to work ends what came before.
    """

    last: float = field(default_factory=time.perf_counter)
    stage: str = "start"
    seconds: dict[str, float] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    roles: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)

    def report(self, stage: str, done: int, total: int) -> None:
        """The pipeline's callback."""
        self.close(stage if done else self.stage)
        self.stage = stage
        if done:
            self.items[stage] = total

    def close(self, stage: str) -> None:
        """Put the time since the last event to a stage."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.last
        self.last = now

    def watch(self, role: str, model: object) -> None:
        """Time every call of the model's methods from now on, by the items it is given."""
        for name in METHODS:
            method = getattr(model, name, None)
            if method:
                setattr(model, name, self._timed(role if name in PLAIN else name, method))

    def _timed(self, role: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(items: Sequence[Any], *rest: Any) -> Any:
            if role in ("writer", "judge"):
                self.close(self.stage)
            started = time.perf_counter()
            answer = method(items, *rest)
            self.roles[role] = self.roles.get(role, 0.0) + time.perf_counter() - started
            self.calls[role] = self.calls.get(role, 0) + len(items)
            return answer

        return call


PLAIN = ("translate", "write", "embed", "support")
METHODS = (*PLAIN, "nbest", "nbest_with", "samples")
"""What stages call on models; second tries go under their own name."""


def plain(ours: Any) -> Callable[[Sequence[str]], list[str]]:
    """What a script of ten lines does with our weights: ``generate``, one sentence at a time."""
    from summarizer.backends.adapted import PROMPT

    def one(text: str) -> str:
        inputs = ours.tokenizer(PROMPT.format(text), return_tensors="pt").to(ours.device.kind)
        output = ours.model.generate(**inputs, do_sample=False, max_new_tokens=256)
        return str(ours.tokenizer.decode(output[0], skip_special_tokens=True))

    return lambda texts: [one(text) for text in texts]


def rate(name: str, texts: Sequence[str], work: Callable[[Sequence[str]], Any]) -> float:
    """Sentences a second, printed."""
    started = time.perf_counter()
    work(texts)
    seconds = time.perf_counter() - started
    print(f"{name:44} {seconds:8.2f} {len(texts):6} {len(texts) / seconds:7.2f}", flush=True)
    return len(texts) / seconds


def line(name: str, seconds: float, items: int = 0) -> None:
    """A row of the table."""
    speed = f"{items:6} {items / seconds:7.2f}" if items and seconds else ""
    print(f"{name:28} {seconds:8.2f} {speed}", flush=True)


def machine(device: str) -> None:
    """Hardware, versions, and how busy the machine is already."""
    import torch
    import transformers

    from summarizer.backends.device import choose_device

    chosen = choose_device(device)
    memory = psutil.virtual_memory().total / 1e9
    known = sorted(name for name, there in torch.cpu.get_capabilities().items() if there is True)
    flags = [name for name in known if "bf16" in name or name in ("avx2", "avx512_f", "amx_tile")]
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"cpu {cpu_name()}, {psutil.cpu_count()} cores, {memory:.0f} GB; {' '.join(flags)}")
    print(f"device {chosen.kind}, {chosen.dtype}, because {chosen.reason}")
    print(f"threads {torch.get_num_threads()}; load average before: {load}")
    print(
        f"summarizer {__version__}, Python {platform.python_version()}, "
        f"torch {torch.__version__}, transformers {transformers.__version__}"
    )


def cpu_name() -> str:
    """As /proc/cpuinfo says, else as Python does."""
    info = Path("/proc/cpuinfo")
    names = (
        [row for row in info.read_text().splitlines() if row.startswith("model name")]
        if info.exists()
        else []
    )
    return names[0].partition(":")[2].strip() if names else platform.processor()


def peak_gb() -> float:
    """Most memory this process held; Linux counts KiB, macOS bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def _seeds() -> list[Path]:
    folders = sorted(path.parent for path in Path("seeds").glob("*/facts.json"))
    if not folders:
        raise typer.BadParameter("no seeds/ here: name a folder")
    return folders


def _articles(folder: Path) -> Path:
    return folder / "articles" if (folder / "articles").is_dir() else folder


if __name__ == "__main__":
    app()
