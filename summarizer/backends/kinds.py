"""Which kinds of models can serve which role, told by their ``config.json``. Loads no torch."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.errors import ModelDamagedError, ModelError, WrongModelError

SEQ2SEQ = "summarizer.backends.seq2seq"
CAUSAL = "summarizer.backends.causal"


@dataclass(frozen=True, slots=True)
class Kind:
    """A family of models.

    ``heads`` are endings of the architectures that give text (or, for encoders, states); others,
    such as classifiers, are refused. ``roles`` says which class serves a role. ``overflows``: fp16
    holds no larger number than 65,504, and activations of this family pass it.
    """

    name: str
    heads: tuple[str, ...]
    roles: Mapping[str, str]
    overflows: bool = False
    chat: bool = False


TRANSLATES = {"translator": f"{SEQ2SEQ}:Seq2SeqTranslator"}
SUMMARIZES = {"writer": f"{SEQ2SEQ}:SummaryWriter"}
GENERATES = ("ForConditionalGeneration",)


def _chat(name: str, overflows: bool = False) -> Kind:
    roles = {"translator": f"{CAUSAL}:ChatTranslator", "writer": f"{CAUSAL}:ChatWriter"}
    heads = ("ForCausalLM", "ForConditionalGeneration")
    return Kind(f"{name} (instruction model)", heads, roles, overflows, chat=True)


def _encoder(name: str) -> Kind:
    roles = {"embedder": "summarizer.backends.encoder:MeanPooling"}
    return Kind(f"{name} (encoder)", ("Model", "ForMaskedLM"), roles)


KINDS = {
    "marian": Kind("MarianMT", ("MarianMTModel",), TRANSLATES),
    "m2m_100": Kind("M2M100 or NLLB", GENERATES, TRANSLATES),
    "t5": Kind("T5 or MADLAD", GENERATES, TRANSLATES | SUMMARIZES, overflows=True),
    "led": Kind("LED or PRIMERA", GENERATES, SUMMARIZES),
    "pegasus": Kind("PEGASUS", GENERATES, SUMMARIZES, overflows=True),
    "bart": Kind("BART", GENERATES, SUMMARIZES),
    "cohere": _chat("Cohere"),
    "cohere2": _chat("Cohere 2"),
    "gemma": _chat("Gemma"),
    "gemma2": _chat("Gemma 2", overflows=True),
    "gemma3": _chat("Gemma 3", overflows=True),
    "gemma3_text": _chat("Gemma 3", overflows=True),
    "glm4": _chat("GLM 4"),
    "gpt_oss": _chat("gpt-oss"),
    "granite": _chat("Granite"),
    "llama": _chat("Llama"),
    "ministral": _chat("Ministral"),
    "mistral": _chat("Mistral"),
    "mixtral": _chat("Mixtral"),
    "olmo2": _chat("OLMo 2"),
    "olmo3": _chat("OLMo 3"),
    "phi3": _chat("Phi"),
    "qwen2": _chat("Qwen 2"),
    "qwen3": _chat("Qwen 3"),
    "qwen3_moe": _chat("Qwen 3"),
    "smollm3": _chat("SmolLM 3"),
    "albert": _encoder("ALBERT"),
    "bert": _encoder("BERT"),
    "deberta-v2": _encoder("DeBERTa"),
    "distilbert": _encoder("DistilBERT"),
    "electra": _encoder("ELECTRA"),
    "modernbert": _encoder("ModernBERT"),
    "mpnet": _encoder("MPNet"),
    "roberta": _encoder("RoBERTa"),
    "xlm-roberta": _encoder("XLM-RoBERTa"),
}
"""By ``model_type``. fp16 overflows in T5, PEGASUS and Gemma 3 (transformers issues 9295, 12225 and
36822); Gemma 2 has Gemma 3's norms."""

ADAPTED = Kind(
    "our adapter",
    (),
    {
        "translator": "summarizer.backends.adapted:AdaptedTranslator",
        "writer": "summarizer.backends.fusion:FusionWriter",
        "judge": "summarizer.backends.judge:SupportJudge",
        "reverse": "summarizer.backends.reverse:ReverseModel",
    },
    overflows=True,
)
"""What an adapter of the manifest on its base is."""

ACCEPTED = {
    "translator": "translator-id-en, an instruction model, MarianMT, NLLB, M2M100 or MADLAD",
    "writer": "writer-en, an instruction model, PRIMERA or LED, PEGASUS, BART or T5",
    "embedder": "an encoder with mean pooling (BERT, RoBERTa, MPNet ...)",
}
"""What a role takes, for errors."""


@dataclass(frozen=True, slots=True)
class Located:
    """A model's folder, the name it was asked for by, and the one that signatures bear.

    ``licence`` is the short name that its card states, in lower case, if it states one.
    """

    folder: Path
    given: str
    label: str
    licence: str = ""


def kind_for(found: Located, role: str) -> Kind:
    """The kind of a model, sure to serve the role; looks at small files only.

    Raises:
        WrongModelError: another kind of model, a base model, or weights that are no safetensors.
        ModelDamagedError: no ``config.json``, or one that is none, or a part of the weights lacks.
    """
    config = read_config(found)
    kind = KINDS.get(str(config.get("model_type")))
    heads = [str(name) for name in config.get("architectures") or ["none"]]
    if not kind or role not in kind.roles or not any(h.endswith(kind.heads) for h in heads):
        what = kind.name if kind else f"of type {config.get('model_type')}"
        raise wrong(found, role, f"is {what}, {heads[0]}")
    if kind.chat and not _has_chat_template(found.folder):
        raise wrong(found, role, f"is {kind.name} without a chat template: a base model")
    if role == "embedder":
        _check_pooling(found)
    check_weights(found)
    return kind


def wrong(found: Located, role: str, what: str) -> WrongModelError:
    """The one line for a model that cannot serve a role."""
    return WrongModelError(
        f"--{role} {found.given} {what}",
        f"accepted: {ACCEPTED[role]}",
        "summarizer models list shows models that fit",
    )


def read_config(found: Located) -> dict[str, Any]:
    """A folder's ``config.json``. Raises ModelDamagedError."""
    path = found.folder / "config.json"
    if not path.is_file():
        raise ModelDamagedError(
            f"{found.given}: {found.folder} has no config.json",
            "accepted: a folder as transformers saves it, with tokenizer and model.safetensors",
            "name the folder that holds config.json",
        )
    return _read(path)


def check_weights(found: Located) -> None:
    """Refuse a folder without whole safetensors weights: pickle files can run code."""
    folder = found.folder
    if (folder / "model.safetensors").is_file():
        return
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        parts = sorted(set(_read(index).get("weight_map", {}).values()))
        missing = [part for part in parts if not (folder / part).is_file()]
        if parts and not missing:
            return
        raise ModelDamagedError(
            f"{found.given}: {', '.join(missing) or 'every part of the weights'} is missing in "
            f"{folder}",
            todo="fetch it again",
        )
    pickled = sorted(path.name for path in folder.glob("*.bin"))
    only = f"has only {pickled[0]}" if pickled else "has no weights"
    raise ModelError(
        f"{found.given} {only} in {folder}",
        "accepted: safetensors (pickle files can run code)",
        f"try a revision that has them: many hub models do at {found.given.partition('@')[0]}"
        "@refs/pr/N, see the pull requests on their page",
    )


def _has_chat_template(folder: Path) -> bool:
    if any((folder / name).is_file() for name in ("chat_template.jinja", "chat_template.json")):
        return True
    settings = folder / "tokenizer_config.json"
    return settings.is_file() and bool(_read(settings).get("chat_template"))


def _check_pooling(found: Located) -> None:
    """Sentence-transformers say beside the weights how states become a vector."""
    path = found.folder / "1_Pooling" / "config.json"
    if path.is_file() and not _read(path).get("pooling_mode_mean_tokens", True):
        raise wrong(found, "embedder", "does not pool by the mean of its tokens")


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ModelDamagedError(f"{path} is no JSON ({error})", todo="fetch it again") from error
    if not isinstance(content, dict):
        raise ModelDamagedError(f"{path} holds no settings", todo="fetch it again")
    return content
