"""The command line: one line on stderr for each mistake, outputs whole or not at all."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run
from fakes import EVENTS, ROOT, backend
from jsonschema import Draft202012Validator

from summarizer import __version__
from summarizer.errors import StorageError
from summarizer.pipeline import Brief
from summarizer.protocols import Models
from summarizer.render import schema

ENGLISH = (
    "A powerful earthquake struck the city of Palu on Friday evening. The national agency counted "
    "hundreds of dead, and most of the city had neither power nor telephones.\n"
)
ARTICLES = EVENTS[0]


def one_error(err: str) -> str:
    """The only line on stderr that is no progress."""
    (line,) = [text for text in err.splitlines() if not re.match(r"\w+: \d+/\d+", text)]
    assert line.startswith("error: ")
    return line


class TestBadInput:
    def refused(self, run: Run, folder: Path, *arguments: object) -> str:
        before = sorted(folder.rglob("*"))
        code, out, err = run("brief", *arguments, "-o", folder / "out.json", "-o", "-")
        assert code in (1, 2)
        assert out == ""
        assert sorted(folder.rglob("*")) == before
        return one_error(err)

    def test_missing_path(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "artikel.txt").write_text("x")
        line = self.refused(run, tmp_path, tmp_path / "artikle.txt")
        assert "did you mean" in line
        assert "artikel.txt" in line

    def test_empty_folder(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "leer").mkdir()
        assert "no article in folder" in self.refused(run, tmp_path, tmp_path / "leer")

    def test_unknown_suffix(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(b"PK")
        assert ".txt .md" in self.refused(run, tmp_path, tmp_path / "a.docx")

    def test_english_only(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(ENGLISH * 3)
        line = self.refused(run, tmp_path, tmp_path)
        assert "a.txt" in line
        assert "--lang en" in line

    def test_empty_files(self, run: Run, tmp_path: Path) -> None:
        for name, text in (("a.txt", ""), ("b.md", " \n\t"), ("c.html", "<p></p>")):
            (tmp_path / name).write_text(text)
        assert "empty" in self.refused(run, tmp_path, tmp_path)

    def test_boilerplate_and_single_words(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Baca juga: Harga cabai naik\nADVERTISEMENT\n")
        (tmp_path / "b.txt").write_text("Halo")
        self.refused(run, tmp_path, tmp_path)

    def test_hostile_names_stay_on_the_line(self, run: Run, tmp_path: Path) -> None:
        line = self.refused(run, tmp_path, "no\x1b[31m\nsuch\udcff.txt")
        assert line.isprintable()

    @pytest.mark.parametrize("inputs", [("-", "-"), ("",)])
    def test_other_mistakes(self, run: Run, tmp_path: Path, inputs: tuple[str, ...]) -> None:
        self.refused(run, tmp_path, *inputs)


class TestUsage:
    @pytest.mark.parametrize(
        ("arguments", "hint"),
        [
            (["brief", "--sentnces", "3", "x"], "--sentences"),
            (["brief", "--evidance", "x"], "--evidence"),
            (["breif", "x"], "brief"),
            (["models", "fetsh"], "fetch"),
            (["brief"], "INPUT"),
            (["brief", "--sentences", "many", "x"], "integer"),
            (["brief", "--sentences", "0", ARTICLES], "1 to 100"),
            (["brief", "--lang", "de", ARTICLES], "id, ms, en"),
            (["models", "verify", "all-minilm-l6-v3"], "did you mean all-minilm-l6-v2"),
            (["models", "fetch", "--from", "no/such/folder"], "no folder"),
        ],
    )
    def test_the_nearest_right_name(self, run: Run, arguments: list[str], hint: str) -> None:
        code, out, err = run(*arguments)
        assert code == 2
        assert out == ""
        assert hint in one_error(err)

    def test_version(self, run: Run) -> None:
        assert run("--version") == (0, f"summarizer {__version__}\n", "")

    def test_every_command_has_help(self, run: Run) -> None:
        for command in ([], ["brief"], ["translate"], ["models"], ["models", "fetch"], ["doctor"]):
            code, out, err = run(*command, "--help")
            assert (code, err) == (0, "")
            assert "Usage" in out


class TestOutputName:
    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("brief", ".md, .json, .html, .txt"),
            ("brief.pdf", ".md, .json, .html, .txt"),
            ("folder.md", "is a folder"),
            ("missing/brief.md", "mkdir"),
            ("a\0b.md", "NUL"),
            ("x" * 300 + ".md", "too long"),
            ("folder.md/../missing/x.md", "mkdir"),
            ("file.txt/brief.md", "file.txt"),
        ],
    )
    def test_refused_before_any_work(
        self, run: Run, models: Models, tmp_path: Path, name: str, hint: str
    ) -> None:
        (tmp_path / "folder.md").mkdir()
        (tmp_path / "file.txt").write_text("x")
        code, out, err = run("brief", ARTICLES, "-o", f"{tmp_path}/{name}")
        assert code in (1, 2)
        assert hint in one_error(err)
        assert out == ""
        assert models.translator.calls == []  # type: ignore[attr-defined]

    def test_dots_lead_where_they_say(self, run: Run, models: Models, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        assert run("brief", ARTICLES, "-q", "-o", f"{tmp_path}/sub/../out.md")[0] == 0
        assert (tmp_path / "out.md").exists()


class TestBrief:
    def test_every_format_in_one_run(self, run: Run, models: Models, tmp_path: Path) -> None:
        names = [tmp_path / f"out{suffix}" for suffix in (".md", ".json", ".html", ".txt")]
        code, out, _ = run("brief", ARTICLES, "-o", "-", *(x for n in names for x in ("-o", n)))
        assert code == 0
        assert out == names[0].read_text()
        Draft202012Validator(schema()).validate(json.loads(names[1].read_text()))
        assert names[2].read_text().startswith("<!doctype html>")
        assert len(models.writer.calls) <= 2  # type: ignore[attr-defined]

    def test_result_on_stdout_all_else_on_stderr(self, run: Run, models: Models) -> None:
        code, out, err = run("brief", ARTICLES, "-v")
        assert code == 0
        assert out.startswith("# ")
        assert "translate: " in err
        assert "fake-writer@1" in err

    def test_quiet_is_quiet(self, run: Run, models: Models) -> None:
        code, out, err = run("brief", ARTICLES, "--quiet")
        assert (code, err) == (0, "")
        assert out

    def test_explain_prints_every_dropped_line(self, run: Run, models: Models) -> None:
        _, _, err = run("brief", ARTICLES, "--explain", "--quiet")
        assert re.search(r"1-kereta-kim-masuk-rusia\.txt:\d+: dropped \(.+\): Baca juga", err)

    def test_nothing_is_written_unless_all_is_rendered(
        self, run: Run, models: Models, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(self: Brief) -> str:
            raise StorageError("no template")

        monkeypatch.setattr(Brief, "to_html", fails)
        code, out, err = run("brief", ARTICLES, "-o", tmp_path / "a.md", "-o", tmp_path / "b.html")
        assert (code, out) == (1, "")
        assert "no template" in err
        assert list(tmp_path.glob("*.*")) == []

    def test_json_lines_on_stdin(
        self, run: Run, models: Models, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        text = (ARTICLES / "4-putin-terima-undangan.txt").read_text(encoding="utf-8")
        rows = json.dumps({"isi": text, "judul": "Undangan"}).encode() + b"\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows)))
        code, out, _ = run("brief", "-", "--text-column", "isi", "-o", tmp_path / "o.json")
        assert (code, out) == (0, "")
        (source,) = json.loads((tmp_path / "o.json").read_text())["sources"]
        assert (source["path"], source["row"], source["title"]) == ("-", 1, "Undangan")

    def test_second_run_translates_nothing(self, run: Run, models: Models) -> None:
        first = run("brief", ARTICLES, "-q")
        calls = len(models.translator.calls)  # type: ignore[attr-defined]
        assert run("brief", ARTICLES, "-q") == first
        assert len(models.translator.calls) == calls  # type: ignore[attr-defined]


class TestTranslate:
    @pytest.mark.parametrize("suffix", [".txt", ".tsv", ".jsonl", ".html"])
    def test_every_format(self, run: Run, models: Models, tmp_path: Path, suffix: str) -> None:
        out = tmp_path / f"out{suffix}"
        assert run("translate", ARTICLES / "4-putin-terima-undangan.txt", "-o", out)[0] == 0
        assert "Vladimir Putin" in out.read_text()

    def test_a_second_look_tells_how_sure_it_is(
        self, run: Run, models: Models, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Reverse:
            name = "fake-reverse@1"

            def support(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
                return [0.76 for _ in pairs]

        module = backend(replace(models, reverse=Reverse()))
        monkeypatch.setitem(sys.modules, "summarizer.backends.embedded", module)
        one = ARTICLES / "4-putin-terima-undangan.txt"
        text, page, lines = (tmp_path / f"out{end}" for end in (".txt", ".html", ".jsonl"))
        code, *_ = run("translate", one, "--second-look", "-o", text, "-o", page, "-o", lines)
        assert code == 0
        assert "[76% sure" in text.read_text()
        assert "76% sure" in page.read_text()
        rows = [json.loads(line) for line in lines.read_text().splitlines()]
        assert {row["right"] for row in rows} == {0.76}

    def test_a_brief_suffix_is_refused(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("translate", ARTICLES, "-o", tmp_path / "out.md")
        assert code == 2
        assert ".txt, .tsv, .jsonl, .html" in one_error(err)


Spawn = Callable[..., "subprocess.Popen[str]"]


class TestClosedPipe:
    def test_the_reader_left(self, spawn: Spawn, tmp_path: Path) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        out = tmp_path / "out.html"
        process = spawn("brief", ARTICLES, "-q", "-o", "-", "-o", out, stdout=writer)
        os.close(writer)
        _, err = process.communicate(timeout=300)
        assert err == ""
        assert process.returncode == 0
        assert out.read_text().endswith("</html>\n")


@pytest.mark.parametrize("code", ["import summarizer", "from summarizer.cli import main; main()"])
def test_no_model_library_is_loaded_for_little(code: str) -> None:
    tell = (
        "import atexit, sys; atexit.register(lambda: print(sorted({'torch', 'transformers', "
        "'datasets', 'trafilatura', 'scipy'} & set(sys.modules)), file=sys.stderr));"
    )
    told = subprocess.run(
        [sys.executable, "-c", tell + code, "--help"],
        capture_output=True, text=True, cwd=ROOT, check=True, timeout=300,
    )  # fmt: skip
    assert told.stderr == "[]\n"


def test_the_module_is_the_command() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "summarizer", "--version"],
        capture_output=True, text=True, cwd=ROOT, check=True, timeout=300,
    )  # fmt: skip
    assert told.stdout == f"summarizer {__version__}\n"


class TestLength:
    @pytest.mark.parametrize(
        ("arguments", "most"),
        [(["--length", "short"], 6), ([], 12), (["--length", "long", "--sentences", "3"], 3)],
    )
    def test_sentences_by_name_or_number(
        self, run: Run, models: Models, tmp_path: Path, arguments: list[str], most: int
    ) -> None:
        out = tmp_path / "out.json"
        run("brief", ARTICLES, *arguments, "-o", out)
        claims = json.loads(out.read_text("utf-8"))["sentences"]
        # Articles that no other sentence cites add their own.
        assert most - 2 <= len(claims) <= most + 6

    def test_an_unknown_length_is_one_line(self, run: Run) -> None:
        code, _, err = run("brief", ARTICLES, "--length", "huge")
        assert code == 2
        assert "short, medium, long" in one_error(err)


class TestSeveralEvents:
    def test_the_largest_is_briefed_and_the_rest_named(
        self, run: Run, models: Models, tmp_path: Path
    ) -> None:
        out = tmp_path / "out.json"
        _, _, err = run("brief", *EVENTS, "-o", out)
        told = json.loads(out.read_text("utf-8"))
        assert len({Path(s["path"]).parent for s in told["sources"]}) == 1
        assert told["warnings"][0].startswith("3 events among 18 articles")
        assert "another event (" in err

    def test_all_gives_one_brief_each(self, run: Run, models: Models, tmp_path: Path) -> None:
        run("brief", *EVENTS, "--all", "-o", tmp_path / "x.json", "-o", tmp_path / "x.md")
        made = sorted(path.name for path in tmp_path.glob("x*"))
        assert made == sorted(f"x-{n}.{kind}" for n in (1, 2, 3) for kind in ("json", "md"))
        told = [json.loads((tmp_path / f"x-{n}.json").read_text("utf-8")) for n in (1, 2, 3)]
        sources = [{s["path"] for s in brief["sources"]} for brief in told]
        assert sum(map(len, sources)) == len(set().union(*sources)) == 18

    def test_all_of_one_event_keeps_the_name(
        self, run: Run, models: Models, tmp_path: Path
    ) -> None:
        run("brief", ARTICLES, "--all", "-o", tmp_path / "x.json")
        assert [path.name for path in tmp_path.glob("x*")] == ["x.json"]


class TestGlossary:
    def test_terms_reach_the_translation_and_its_check(
        self, run: Run, models: Models, tmp_path: Path
    ) -> None:
        terms, article = tmp_path / "terms.csv", tmp_path / "a.txt"
        terms.write_text("indonesian,english\npelabuhan,harbour\n")
        article.write_text("Bantuan kemanusiaan tiba di pelabuhan Pantoloan kemarin siang.\n")
        code, out, _ = run("translate", article, "--glossary", terms)
        assert code == 0
        assert "term: pelabuhan missing" in out
        code, out, _ = run("translate", article)
        assert "pelabuhan missing" not in out

    @pytest.mark.parametrize("command", ["brief", "translate"])
    def test_a_glossary_that_cannot_be_read_is_one_line(
        self, run: Run, tmp_path: Path, command: str
    ) -> None:
        code, out, err = run(command, ARTICLES, "--glossary", tmp_path / "terms.csv")
        assert (code, out) == (1, "")
        assert "terms.csv" in one_error(err)


def test_a_brief_never_overwrites_an_article_it_reads(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "b.html"
    page.write_text("<p>Presiden tiba di Palu.</p>", encoding="utf-8")
    for source in (page, tmp_path):
        code, _, error = run("brief", source, "-o", page)
        assert code == 2
        assert "overwrite" in error
    assert page.read_text("utf-8") == "<p>Presiden tiba di Palu.</p>"
