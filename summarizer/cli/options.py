"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files or folders (.txt .md .html .jsonl .json .csv .parquet), or - for JSON lines "
        "on stdin.",
        metavar="INPUT...",
        show_default=False,
    ),
]
Preset = Annotated[
    str, typer.Option(help="Models that go together; summarizer models list shows them.")
]
Translator = Annotated[
    str,
    typer.Option(
        help="Instead of the preset's: embedded name, org/name[@revision] of the hub, or folder.",
        show_default=False,
    ),
]
Writer = Annotated[str, typer.Option(help="Likewise.", show_default=False)]
Embedder = Annotated[str, typer.Option(help="Likewise.", show_default=False)]
Device = Annotated[str, typer.Option(help="auto, cpu, cuda, cuda:N or mps.")]
Dtype = Annotated[str, typer.Option(help="auto, bf16, fp16 or fp32.")]
Workers = Annotated[
    int, typer.Option(help="Processes that translate: one a GPU, or a share of the CPU's cores.")
]
Offline = Annotated[
    bool, typer.Option("--offline", help="No call leaves this machine (as HF_HUB_OFFLINE=1).")
]
CacheDir = Annotated[
    Path | None,
    typer.Option(help="Where models and translations are kept.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="More on stderr.")]
Language = Annotated[
    list[str],
    typer.Option(
        "--lang",
        help="Admit this language too (en); repeatable.",
        default_factory=list,
        show_default=False,
    ),
]
Column = Annotated[str, typer.Option(help="Column of a table.", show_default=False)]
GlossaryFile = Annotated[
    Path | None,
    typer.Option(
        "--glossary",
        help="Your English for Indonesian terms (.csv with indonesian,english, or .toml).",
        show_default=False,
    ),
]
Larger = Annotated[
    bool, typer.Option("--larger-model", help="Give what fails twice to the larger model: slow.")
]
SecondLook = Annotated[
    bool,
    typer.Option(
        "--second-look", help="Score every translation, make all doubtful ones again: slower."
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="List every dropped line and its rule on stderr.")
]
