"""The command line: options in, brief out. What it does is done by the library."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer

from summarizer.cli.briefs import brief_command, translate_command
from summarizer.cli.models import doctor_command, models_app
from summarizer.console import say
from summarizer.errors import SummarizerError
from summarizer.version import __version__

app = typer.Typer(
    help="Many Indonesian news articles in, one English brief out, every sentence with its "
    "sources.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
app.command("brief")(brief_command)
app.command("translate")(translate_command)
app.add_typer(models_app, name="models")
app.command("doctor")(doctor_command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"summarizer {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """The command ``summarizer``; exits with 0, or 1 for trouble, 2 for usage, 130 and 143."""
    with _terminated():
        sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
        if code == 130:
            say(GO_ON)
        return int(code or 0)
    except SummarizerError as error:
        say(f"error: {error}")
        return error.exit_code
    except typer.TyperException as error:
        format_message = getattr(error, "format_message", error.__str__)
        if type(error).__name__ == "NoArgsIsHelpError":
            typer.echo(format_message(), err=True)
            return 2
        say(f"error: {format_message()}; see summarizer --help")
        return int(getattr(error, "exit_code", 2))
    except (KeyboardInterrupt, typer.Abort):
        say(GO_ON)
        return 130
    except SystemExit as end:
        # typer's answer to a closed pipe: the reader has what it wanted (| head).
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        return 0


GO_ON = "stopped; what was translated is kept: the same command goes on from there"


@contextmanager
def _terminated() -> Iterator[None]:
    """SIGTERM ends the run like Ctrl-C does, with exit code 143."""

    def stop(number: int, frame: FrameType | None) -> None:
        say(GO_ON)
        sys.exit(143)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
