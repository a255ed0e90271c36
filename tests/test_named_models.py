"""Models by name or folder, run through the command line; tiny ones, see ``tiny``."""

import json
import logging
import shutil
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import huggingface_hub.constants
import pytest
import tiny
import torch
from conftest import Run
from fakes import passages
from safetensors.torch import load_file, save_file

from summarizer.api import Setup, Summarizer
from summarizer.backends.device import Device
from summarizer.backends.embedded import load_models, load_translator, load_translators
from summarizer.backends.kinds import KINDS
from summarizer.backends.named import forbids_commerce, locate
from summarizer.backends.setup import PRESETS, ROLES
from summarizer.backends.t5 import repair
from summarizer.errors import (
    FetchError,
    ModelMissingError,
    SummarizerError,
    UsageError,
    WrongModelError,
)
from summarizer.options import Options
from summarizer.pipeline import read_articles
from summarizer.protocols import Task

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from gate_whole import whole

TRANSLATORS = ("marian", "m2m100", "nllb", "madlad", "chat")
WRITERS = ("bart", "led", "pegasus", "t5", "chat")


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> tiny.Zoo:
    """Tiny models by name, each made once."""
    return tiny.Zoo(tmp_path_factory.mktemp("zoo"))


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One Indonesian article and two English ones of one event."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "1.txt").write_text("\n".join(tiny.INDONESIAN[:3]), "utf-8")
    (folder / "2.txt").write_text("\n".join(tiny.ENGLISH[:4]), "utf-8")
    (folder / "3.txt").write_text("\n".join(tiny.ENGLISH[1:]), "utf-8")
    return folder


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Blocks the network; what tried to use it."""
    tried: list[object] = []

    def refuse(*given: object, **named: object) -> None:
        tried.append(given)
        raise OSError("no call may leave this machine")

    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    return tried


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the hub."""
    folder = tmp_path / "hub"
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(folder))
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    return folder


Loading = Callable[[str, Path], str]

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def cached(hub: Path, name: str, model: Path, revision: str = "main") -> Path:
    """Put a model where a download would have put it."""
    repository = hub / f"models--{name.replace('/', '--')}"
    (repository / "refs" / revision).parent.mkdir(parents=True)
    (repository / "refs" / revision).write_text(COMMIT)
    shutil.copytree(model, repository / "snapshots" / COMMIT)
    return repository / "snapshots" / COMMIT


def refused(run: Run, *arguments: object) -> str:
    """The one line of a command that must fail without a result."""
    code, out, err = run(*arguments)
    assert code in (1, 2)
    assert out == ""
    (line,) = [text for text in err.splitlines() if text != "load: 0/1"]
    assert line.startswith("error: ")
    return line


class TestThroughTheCommandLine:
    @pytest.mark.parametrize("name", TRANSLATORS)
    def test_translate(
        self, run: Run, zoo: tiny.Zoo, articles: Path, tmp_path: Path, name: str
    ) -> None:
        out = tmp_path / "out.jsonl"
        given = ("--translator", zoo[name], "--dtype", "fp32", "--offline")
        code, _, err = run("translate", articles / "1.txt", *given, "-o", out)
        assert code == 0, err
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert [row["indonesian"] for row in rows] == list(tiny.INDONESIAN[:3])
        assert all(row["english"] for row in rows)
        assert "UserWarning" not in err

    @pytest.mark.parametrize("name", WRITERS)
    def test_brief(
        self, run: Run, zoo: tiny.Zoo, articles: Path, tmp_path: Path, name: str
    ) -> None:
        out = tmp_path / "out.json"
        translator = TRANSLATORS[WRITERS.index(name)]
        named = zip(ROLES, (translator, name, "encoder"), strict=True)
        given = [part for role, model in named for part in (f"--{role}", zoo[model])]
        code, _, err = run("brief", articles, "--lang", "en", *given, "--dtype", "fp32", "-o", out)
        assert code == 0, err
        told = json.loads(out.read_text("utf-8"))
        assert told["signature"]["writer"].startswith(f"{name}@")
        assert told["signature"]["translator"].startswith(f"{translator}@")
        assert told["signature"]["embedder"].startswith("encoder@")
        assert len(told["sentences"]) >= 2

    def test_in_python(self, zoo: tiny.Zoo, articles: Path, tmp_path: Path) -> None:
        setup = setup_of(zoo, translator="marian", writer="bart", embedder="encoder")
        options = Options(languages=("id", "en"))
        told = Summarizer(options, setup=setup, cache_dir=tmp_path).brief(read_articles([articles]))
        assert told.signature["writer"].startswith("bart@")
        assert len(told.claims) >= 2


def setup_of(zoo: tiny.Zoo, **roles: str) -> Setup:
    """A setup of tiny models in fp32, whose sums depend least on the batch."""
    return Setup(dtype="fp32", **{role: str(zoo[name]) for role, name in roles.items()})


def backend(zoo: tiny.Zoo, role: str, name: str) -> Any:
    """One tiny model in its role; the translator of ``chat`` is loaded by its first text."""
    roles = {"translator": "marian", "writer": "bart", "embedder": "encoder"} | {role: name}
    return getattr(load_models(setup_of(zoo, **roles)), role)


class TestWhatTheModelIsGiven:
    @pytest.fixture
    def given(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        """Records what ``generate`` is called with."""
        from transformers import GenerationMixin

        seen: list[dict[str, Any]] = []
        real = GenerationMixin.generate

        def generate(self: Any, *positional: Any, **named: Any) -> Any:
            answer = real(self, *positional, **named)
            seen.append(named | {"answer": answer})
            return answer

        monkeypatch.setattr(GenerationMixin, "generate", generate)
        return seen

    @pytest.mark.parametrize(
        ("name", "begins", "answers"),
        [
            ("nllb", "ind_Latn", "eng_Latn"),
            ("m2m100", "__id__", "__en__"),
            ("madlad", "<2en>", ""),
            ("marian", "", ""),
        ],
    )
    def test_languages(
        self, zoo: tiny.Zoo, given: list[dict[str, Any]], name: str, begins: str, answers: str
    ) -> None:
        translator: Any = load_translator(setup_of(zoo, translator=name))
        (english,) = translator.translate(tiny.INDONESIAN[:1])
        tokenizer = translator.model.tokenizer
        ids = given[0]["input_ids"][0].tolist()
        plain = tokenizer.encode(tiny.INDONESIAN[0], add_special_tokens=False)
        head = [tokenizer.convert_tokens_to_ids(begins)] if begins else []
        assert ids == [*head, *plain, tokenizer.eos_token_id]
        if answers:
            assert given[0]["answer"][0][1] == tokenizer.convert_tokens_to_ids(answers)
        assert english
        assert not set(english.split()) & {begins, answers}

    def test_marian_of_several_languages_is_told_english(self, tmp_path: Path) -> None:
        tiny.marian(tmp_path, target="mul", orders=(">>deu<<", ">>eng<<"))
        translator: Any = load_translator(Setup(translator=str(tmp_path)))
        (first, *_) = translator.model.framed(["Air surut."])
        assert translator.model.tokenizer.convert_ids_to_tokens(first) == ">>eng<<"

    def test_primera_sees_documents_apart(self, zoo: tiny.Zoo, given: list[dict[str, Any]]) -> None:
        writer = backend(zoo, "writer", "led")
        writer.write([Task("sentence", tiny.ENGLISH[:2]), Task("sentence", tiny.ENGLISH[:1])])
        part = writer.model.tokenizer.convert_tokens_to_ids("<doc-sep>")
        ids, wide = given[0]["input_ids"], given[0]["global_attention_mask"]
        assert [(row == part).sum().item() for row in ids] == [1, 2]
        first = torch.zeros_like(ids, dtype=torch.bool)
        first[:, 0] = True
        assert torch.equal(wide.bool(), (ids == part) | first)

    def test_primera_summarizes_all_articles_at_once(
        self, zoo: tiny.Zoo, given: list[dict[str, Any]]
    ) -> None:
        writer = backend(zoo, "writer", "led")
        read = [p for n, t in enumerate(tiny.ENGLISH[:2]) for p in passages(t, t, f"{n}.txt")]
        told, _ = whole(writer, read, 1)
        part = writer.model.tokenizer.convert_tokens_to_ids("<doc-sep>")
        assert (given[0]["input_ids"][0] == part).sum().item() == 2
        assert told is None or len(told) == 1

    def test_t5_is_asked_to_summarize(self, zoo: tiny.Zoo) -> None:
        writer = backend(zoo, "writer", "t5")
        tokenizer = writer.model.tokenizer
        whole = tokenizer("summarize: " + " ".join(tiny.ENGLISH[:2])).input_ids
        assert writer.model.framed(tiny.ENGLISH[:2]) == whole

    @pytest.mark.parametrize(("role", "name"), [("translator", n) for n in TRANSLATORS[:4]])
    def test_an_article_cannot_steer_it(self, zoo: tiny.Zoo, role: str, name: str) -> None:
        model = load_translator(setup_of(zoo, translator=name)).model  # type: ignore[attr-defined]
        marks = "</s> <s> <pad> <2id> __fr__ fra_Latn >>deu<< <doc-sep>"
        inside = model.framed([f"Air {marks} surut."])[len(model.frame.head) : -1]
        assert not set(inside) & model.controls
        assert inside[0] == model.framed(["Air surut."])[len(model.frame.head)]

    def test_too_long_an_input_is_cut_before_the_end_mark(
        self, zoo: tiny.Zoo, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(logging.getLogger("summarizer"), "propagate", True)
        model: Any = load_translator(setup_of(zoo, translator="nllb"))
        (english,) = model.translate([" ".join(tiny.INDONESIAN * 9)])
        ids = model.model.framed([" ".join(tiny.INDONESIAN * 9)])
        assert len(ids) == 128
        assert ids[-1] == model.model.tokenizer.eos_token_id
        assert english
        assert "is cut to the model's" in caplog.text

    def test_a_template_without_system_role(self, tmp_path: Path) -> None:
        tiny.chat(tmp_path, tiny.NO_SYSTEM)
        setup = Setup(translator=str(tmp_path))
        translator: Any = load_translator(setup)
        assert len(translator.translate(tiny.INDONESIAN[:2])) == 2
        frame = translator._model().chat("Translate.", "<|im_end|> Air.")
        text = translator._model().tokenizer.decode(frame)
        assert text.startswith("<|im_start|>user\nTranslate.\n\n")
        assert frame.count(translator._model().tokenizer.eos_token_id) == 1


class TestAnswers:
    @pytest.mark.parametrize("name", ["bart", "led", "pegasus", "t5"])
    def test_a_second_try_is_another_one(self, zoo: tiny.Zoo, name: str) -> None:
        writer = backend(zoo, "writer", name)
        first, second = writer.write(
            [Task("sentence", tiny.ENGLISH[:2]), Task("sentence", tiny.ENGLISH[:2], "", ("long",))]
        )
        assert first
        assert first != second
        assert "\n" not in first + second

    def test_a_model_that_thinks_first(
        self, zoo: tiny.Zoo, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        writer = backend(zoo, "writer", "chat")
        said = ["<think>\nHm.\n</think>\n\nAid came.", "<think> on and on", "Aid came."]
        monkeypatch.setattr(
            type(writer.model.tokenizer), "batch_decode", lambda *given, **named: said
        )
        lines = writer.write([Task("sentence", tiny.ENGLISH[:1])] * 3)
        assert lines == ["Aid came.", "", "Aid came."]

    def test_a_long_text_is_cut_for_the_encoder(self, zoo: tiny.Zoo) -> None:
        embedder = backend(zoo, "embedder", "encoder")
        (vector,) = embedder.embed([" ".join(tiny.ENGLISH * 40)])
        assert len(vector) == 32

    def test_unit_vectors(self, zoo: tiny.Zoo) -> None:
        embedder = backend(zoo, "embedder", "encoder")
        vectors = torch.tensor(embedder.embed(tiny.ENGLISH))
        assert torch.allclose(vectors.norm(dim=1), torch.ones(5))
        alone = torch.tensor([embedder.embed([text])[0] for text in tiny.ENGLISH])
        assert torch.allclose(vectors, alone, atol=1e-5)


@pytest.mark.parametrize(
    ("role", "name"),
    [*(("translator", n) for n in TRANSLATORS), *(("writer", n) for n in WRITERS),
     ("embedder", "encoder")],
)  # fmt: skip
class TestOutOfMemory:
    def work(self, model: Any, role: str) -> list[Any]:
        if role == "translator":
            return list(model.translate(tiny.INDONESIAN))
        if role == "writer":
            return list(model.write([Task("sentence", (text,)) for text in tiny.ENGLISH]))
        vectors = torch.tensor(model.embed(tiny.ENGLISH))
        return [[round(number, 4) for number in vector] for vector in vectors.tolist()]

    def test_halves_down_to_one_and_says_the_same(
        self, zoo: tiny.Zoo, monkeypatch: pytest.MonkeyPatch, role: str, name: str
    ) -> None:
        model = backend(zoo, role, name)
        told = self.work(model, role)
        sizes: list[int] = []
        holder = type(model) if role == "embedder" else type(self.weights(model))
        real = holder._batch

        def batch(self: Any, items: Sequence[Any], *rest: Any) -> Any:
            sizes.append(len(items))
            if len(items) > 1:
                raise torch.OutOfMemoryError("CUDA out of memory")
            return real(self, items, *rest)

        monkeypatch.setattr(holder, "_batch", batch)
        assert self.work(model, role) == told
        assert sizes[0] == 5
        assert sizes.count(1) == 5

    def weights(self, model: Any) -> Any:
        loaded = getattr(model, "_model", None)
        return loaded() if loaded else model.model


class TestRefusals:
    @pytest.mark.parametrize(
        ("role", "name", "hint"),
        [
            (
                "translator",
                "bart",
                "is BART, BartForConditionalGeneration; accepted: translator-id",
            ),
            ("translator", "encoder", "is BERT (encoder)"),
            ("translator", "t5", "is a T5 that knows no <2en>"),
            ("writer", "marian", "is MarianMT, MarianMTModel; accepted: writer-en, an instruction"),
            ("writer", "nllb", "is M2M100 or NLLB"),
            ("writer", "madlad", "is MADLAD, a translator"),
            ("embedder", "chat", "is Qwen 2 (instruction model)"),
            ("embedder", "led", "accepted: an encoder with mean pooling"),
        ],
    )
    def test_the_wrong_kind(
        self, run: Run, zoo: tiny.Zoo, articles: Path, role: str, name: str, hint: str
    ) -> None:
        roles = {"translator": "marian", "writer": "bart", "embedder": "encoder"} | {role: name}
        given = [part for r, n in roles.items() for part in (f"--{r}", zoo[n])]
        line = refused(run, "brief", articles / "1.txt", *given)
        assert f"--{role} {zoo[name]} " in line
        assert hint in line
        assert line.endswith("summarizer models list shows models that fit")

    @pytest.mark.parametrize(
        ("role", "name", "hint"),
        [
            ("translator", "marian", "is no embedded model and no folder; accepted: translator-id"),
            ("translator", "translator-id-em", "did you mean translator-id-en?"),
            ("writer", "./no/such/folder", "is no embedded model and no folder"),
            ("writer", "no/folder@../../x", "is no embedded model and no folder"),
            (
                "writer",
                "all-minilm-l6-v2",
                "is embedded as embedder; accepted: writer-en",
            ),
            ("translator", "gemma-3-270m-q4_k_m", "is embedded as translator-base"),
            ("embedder", "translator-id-en", "is embedded as translator"),
        ],
    )
    def test_the_wrong_name(self, role: str, name: str, hint: str) -> None:
        with pytest.raises((UsageError, WrongModelError)) as error:
            locate(name, role)
        assert hint in str(error.value)

    def copy(self, zoo: tiny.Zoo, name: str, folder: Path) -> Path:
        return Path(shutil.copytree(zoo[name], folder / name))

    @pytest.fixture
    def loading(self, zoo: tiny.Zoo) -> Loading:
        return partial(self.refusal, zoo)

    def refusal(self, zoo: tiny.Zoo, role: str, folder: Path) -> str:
        sound = setup_of(zoo, translator="marian", writer="t5", embedder="encoder")
        with pytest.raises(SummarizerError) as error:
            load_models(replace(sound, **{role: str(folder)}))
        assert str(error.value).isprintable()
        return str(error.value)

    def test_a_folder_that_is_no_model(self, loading: Loading, tmp_path: Path) -> None:
        assert "has no config.json; accepted: a folder as" in loading("writer", tmp_path)

    def test_settings_that_are_none(self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = self.copy(zoo, "bart", tmp_path)
        (folder / "config.json").write_text("[1]")
        assert "holds no settings" in loading("writer", folder)
        (folder / "config.json").write_text("{")
        assert "is no JSON" in loading("writer", folder)

    def test_pickled_weights(self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = self.copy(zoo, "bart", tmp_path)
        (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
        line = loading("writer", folder)
        assert "has only pytorch_model.bin" in line
        assert "accepted: safetensors (pickle files can run code)" in line
        assert "@refs/pr/N" in line

    def test_code_of_the_model_is_never_run(
        self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path
    ) -> None:
        folder, ran = self.copy(zoo, "chat", tmp_path), tmp_path / "ran"
        (folder / "own.py").write_text(f"open({str(ran)!r}, 'w')\n")
        settings = json.loads((folder / "config.json").read_text())
        settings |= {"auto_map": {"AutoConfig": "own.C", "AutoModelForCausalLM": "own.M"}}
        (folder / "config.json").write_text(json.dumps(settings))
        load_translator(Setup(translator=str(folder))).translate(["Air surut."])
        (folder / "config.json").write_text(json.dumps(settings | {"model_type": "own"}))
        assert "is of type own" in loading("translator", folder)
        assert not ran.exists()

    def test_a_base_model(self, loading: Loading, tmp_path: Path) -> None:
        tiny.chat(tmp_path, "")
        assert "without a chat template: a base model" in loading("writer", tmp_path)

    def test_a_classifier(self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = self.copy(zoo, "bart", tmp_path)
        settings = json.loads((folder / "config.json").read_text())
        settings["architectures"] = ["BartForSequenceClassification"]
        (folder / "config.json").write_text(json.dumps(settings))
        assert "is BART, BartForSequenceClassification" in loading("writer", folder)

    def test_another_pooling(self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = self.copy(zoo, "encoder", tmp_path)
        (folder / "1_Pooling").mkdir()
        pooling = folder / "1_Pooling" / "config.json"
        pooling.write_text('{"pooling_mode_mean_tokens": true}')
        locate(str(folder), "embedder")
        pooling.write_text('{"pooling_mode_mean_tokens": false, "pooling_mode_cls_token": true}')
        assert "does not pool by the mean" in loading("embedder", folder)

    def test_marian_the_other_way_round(self, loading: Loading, tmp_path: Path) -> None:
        tiny.marian(tmp_path, target="id")
        assert "translates into id" in loading("translator", tmp_path)

    @pytest.mark.parametrize("name", ["bart", "chat"])
    def test_damaged_weights(
        self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path, name: str
    ) -> None:
        folder = self.copy(zoo, name, tmp_path)
        weights = folder / "model.safetensors"
        weights.write_bytes(weights.read_bytes()[:2000])
        assert "cannot be loaded (" in loading("writer", folder)

    def test_missing_weights_are_not_made_up(
        self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path
    ) -> None:
        folder = self.copy(zoo, "bart", tmp_path)
        stored = load_file(folder / "model.safetensors")
        del stored["model.encoder.layers.0.fc1.weight"]
        save_file(stored, folder / "model.safetensors", {"format": "pt"})
        line = loading("writer", folder)
        assert "lacks 1 weights of BartForConditionalGeneration" in line
        assert "encoder.layers.0.fc1.weight" in line

    def test_a_missing_part(self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = self.copy(zoo, "bart", tmp_path)
        (folder / "model.safetensors").unlink()
        index = {"weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors"}}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index))
        (folder / "model-1.safetensors").touch()
        assert "model-2.safetensors is missing" in loading("writer", folder)

    def test_no_tokenizer(self, loading: Loading, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = self.copy(zoo, "nllb", tmp_path)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (folder / name).unlink()
        assert str(folder) in loading("translator", folder)


class TestLicences:
    def test_nllb_is_named(self, run: Run, zoo: tiny.Zoo, articles: Path, tmp_path: Path) -> None:
        for name, warned in (("nllb", True), ("m2m100", False)):
            given = ("--translator", zoo[name], "-o", tmp_path / "o.txt")
            _, _, err = run("translate", articles / "1.txt", *given)
            line = f"{zoo[name]}: its licence (cc-by-nc-4.0) forbids commercial use"
            assert (line in err.splitlines()) is warned

    def test_what_a_card_states(self, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = Path(shutil.copytree(zoo["bart"], tmp_path / "bart"))
        for head, licence in (("license: CC-BY-NC-SA-4.0", "cc-by-nc-sa-4.0"), ("tags: [x]", "")):
            (folder / "README.md").write_text(f"---\n{head}\n---\n# A model\n")
            assert locate(str(folder), "writer").licence == licence

    @pytest.mark.parametrize(
        ("licence", "forbids"),
        [("cc-by-nc-4.0", True), ("cc-by-nc-sa-4.0", True), ("qwen-research", True),
         ("apache-2.0", False), ("mit", False), ("gemma", False), ("", False)],
    )  # fmt: skip
    def test_by_their_names(self, licence: str, forbids: bool) -> None:
        assert forbids_commerce(licence) is forbids


class TestHub:
    @pytest.mark.parametrize("offline", [(), ("--offline",)])
    def test_a_cached_model_loads_without_a_call(
        self, run: Run, zoo: tiny.Zoo, articles: Path, tmp_path: Path, hub: Path,
        calls: list[object], offline: tuple[str, ...],
    ) -> None:  # fmt: skip
        cached(hub, "tiny/marian-id-en", zoo["marian"])
        cached(hub, "tiny/PRIMERA", zoo["led"], "refs/pr/6")
        cached(hub, "tiny/encoder", zoo["encoder"])
        out = tmp_path / "out.json"
        code, _, err = run(
            "brief", articles, "--lang", "en", *offline, "--translator", "tiny/marian-id-en",
            "--writer", "tiny/PRIMERA@refs/pr/6", "--embedder", f"tiny/encoder@{COMMIT}", "-o", out,
        )  # fmt: skip
        assert code == 0, err
        assert calls == []
        signature = json.loads(out.read_text("utf-8"))["signature"]
        assert signature["translator"].startswith("tiny/marian-id-en@0123456789ab ")
        assert signature["writer"].startswith("tiny/PRIMERA@0123456789ab ")

    @pytest.mark.parametrize("variable", ["", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
    def test_offline_and_not_cached(
        self, run: Run, articles: Path, hub: Path, calls: list[object],
        monkeypatch: pytest.MonkeyPatch, variable: str,
    ) -> None:  # fmt: skip
        given = ["--translator", "tiny/marian-id-en@v2"]
        if variable:
            monkeypatch.setenv(variable, "1")
        else:
            given.append("--offline")
        line = refused(run, "translate", articles / "1.txt", *given)
        assert "tiny/marian-id-en@v2 is not in the hub's cache" in line
        assert "summarizer models fetch tiny/marian-id-en@v2" in line
        assert calls == []

    def test_without_a_network(
        self, hub: Path, calls: list[object], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Shows, too, that the block sees what the hub's library does.
        with pytest.raises(FetchError, match="tiny/marian could not be fetched"):
            locate("tiny/marian", "translator")
        assert calls

    def test_a_name_that_the_hub_refuses(self, hub: Path, calls: list[object]) -> None:
        with pytest.raises(FetchError, match="could not be fetched from the hub"):
            locate("tiny/bart--base", "writer")
        assert calls == []

    def test_a_download_that_broke_off_is_no_model(
        self, zoo: tiny.Zoo, hub: Path, calls: list[object]
    ) -> None:
        folder = cached(hub, "tiny/bart", zoo["bart"])
        assert locate("tiny/bart", "writer", offline=True).folder == folder
        (folder / "model.safetensors").unlink()
        with pytest.raises(ModelMissingError):
            locate("tiny/bart", "writer", offline=True)
        assert calls == []

    def test_what_is_downloaded(
        self, zoo: tiny.Zoo, hub: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[dict[str, Any]] = []

        def snapshot_download(repository: str, **given: Any) -> str:
            asked.append({"repository": repository, **given})
            return str(cached(hub, repository, zoo["bart"], given["revision"]))

        monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot_download)
        found = locate("tiny/bart@refs/pr/3", "writer")
        assert found.label == "tiny/bart@0123456789ab"
        assert locate("tiny/bart@refs/pr/3", "writer") == found
        (once,) = asked
        assert (once["repository"], once["revision"]) == ("tiny/bart", "refs/pr/3")
        from fnmatch import fnmatch

        def wanted(name: str) -> bool:
            return any(fnmatch(name, pattern) for pattern in once["allow_patterns"])

        taken = ("config.json", "model-00001-of-00002.safetensors", "source.spm", "vocab.txt")
        left = ("pytorch_model.bin", "modeling_own.py", "tf_model.h5", "onnx/model.onnx")
        assert all(map(wanted, taken))
        assert not any(map(wanted, left))

    def test_models_fetch(
        self, run: Run, zoo: tiny.Zoo, hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def snapshot_download(repository: str, **given: Any) -> str:
            return str(cached(hub, repository, zoo["bart"]))

        monkeypatch.setattr("huggingface_hub.snapshot_download", snapshot_download)
        code, _, err = run("models", "fetch", "tiny/bart")
        assert code == 0
        assert "tiny/bart@0123456789ab is in " in err
        assert "carry its folder" in refused(
            run, "models", "fetch", "tiny/bart", "--from", tmp_path
        )
        assert "org/name" in refused(run, "models", "fetch", "a/b/c")


class TestPresets:
    def test_options_override_the_preset(self, zoo: tiny.Zoo) -> None:
        setup = Setup("hub-small", translator=str(zoo["marian"]))
        assert setup.model("translator") == str(zoo["marian"])
        assert setup.model("writer") == PRESETS["hub-small"].writer
        assert setup.model("embedder") == PRESETS["embedded"].embedder

    def test_an_unknown_one_is_one_line(self, run: Run, articles: Path) -> None:
        for command in ("brief", "translate"):
            line = refused(run, command, articles, "--preset", "huge")
            assert "accepted: embedded, hub-small, hub-large" in line

    def test_the_list_shows_them_with_reasons(self, run: Run) -> None:
        _, out, _ = run("models", "list")
        for name, preset in PRESETS.items():
            assert f"--preset {name}  {preset.memory}" in out
            assert all(getattr(preset, role) in out for role in (*ROLES, "why"))

    def test_a_preset_of_the_hub_is_fetched_only_online(
        self, run: Run, articles: Path, hub: Path, calls: list[object]
    ) -> None:
        line = refused(run, "translate", articles, "--preset", "hub-small", "--offline")
        assert "google/madlad400-3b-mt is not in the hub's cache" in line
        assert calls == []


class TestLoading:
    def test_writer_and_larger_translator_share_their_weights(self, zoo: tiny.Zoo) -> None:
        made: Any = load_models(
            setup_of(zoo, translator="marian", writer="chat", embedder="encoder")
        )
        assert made.fallback.name.startswith("chat@")
        assert made.fallback._model() is made.writer.model

    def test_a_model_that_is_not_needed_is_not_looked_for(
        self, zoo: tiny.Zoo, hub: Path, calls: list[object]
    ) -> None:
        setup = Setup("hub-small", translator=str(zoo["marian"]), offline=True)
        ours, larger = load_translators(setup)
        assert ours.translate(tiny.INDONESIAN[:1])
        with pytest.raises(ModelMissingError, match="Qwen/Qwen3-4B-Instruct-2507"):
            larger.translate(tiny.INDONESIAN[:1])
        assert calls == []

    def test_another_embedder_is_warned_of(
        self, zoo: tiny.Zoo, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(logging.getLogger("summarizer"), "propagate", True)
        backend(zoo, "embedder", "encoder")
        assert "chosen with all-minilm-l6-v2" in caplog.text

    def test_other_weights_have_another_name(self, zoo: tiny.Zoo, tmp_path: Path) -> None:
        folder = Path(shutil.copytree(zoo["bart"], tmp_path / "bart"))
        before = locate(str(folder), "writer").label
        assert locate(str(zoo["bart"]), "writer").label == before
        stored = load_file(folder / "model.safetensors")
        next(iter(stored.values())).view(-1)[0] += 1
        save_file(stored, folder / "model.safetensors", {"format": "pt"})
        assert locate(str(folder), "writer").label != before

    def test_madlad_keeps_its_two_matrices(self, zoo: tiny.Zoo) -> None:
        model = load_translator(setup_of(zoo, translator="madlad")).model.model  # type: ignore[attr-defined]
        stored = load_file(zoo["madlad"] / "model.safetensors")
        # As transformers 5.0 to 5.15 reads such a file.
        model.encoder.embed_tokens.weight = model.lm_head.weight
        repair(model, zoo["madlad"])
        given = stored["decoder.embed_tokens.weight"]
        assert torch.equal(model.encoder.embed_tokens.weight, given)
        assert torch.equal(model.decoder.embed_tokens.weight, given)
        assert torch.equal(model.lm_head.weight, stored["lm_head.weight"])

    def test_fp16_gives_way_where_it_overflows(
        self, zoo: tiny.Zoo, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # A machine whose CPU takes fp16 stands for a GPU.
        device = Device("cpu", "fp16", "made up")
        monkeypatch.setattr("summarizer.backends.embedded.choose_device", lambda *given: device)
        for name, number in (("madlad", torch.float32), ("m2m100", torch.float16)):
            made: Any = load_translator(Setup(translator=str(zoo[name])))
            assert made.model.model.dtype == number
            assert made.name.endswith({torch.float32: "fp32", torch.float16: "fp16"}[number])

    def test_every_kind_names_classes_that_are_there(self) -> None:
        from importlib import import_module

        for kind in KINDS.values():
            for target in kind.roles.values():
                module, _, name = target.partition(":")
                assert hasattr(import_module(module), name)
