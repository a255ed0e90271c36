"""Tiny models with random weights of every family, saved as the hub would hold them.

Their tokenizers are real ones, trained here on a few sentences; what they write means nothing.
"""

import io
import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sentencepiece
import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers.models.m2m_100.tokenization_m2m_100 import FAIRSEQ_LANGUAGE_CODES

INDONESIAN = (
    "Gempa berkekuatan 7,4 magnitudo mengguncang Palu pada hari Jumat sore.",
    "Presiden tiba di Palu pada hari Rabu untuk bertemu dengan para korban gempa.",
    "Bantuan kemanusiaan tiba di pelabuhan Pantoloan kemarin siang.",
    "Sedikitnya 384 orang tewas, kata juru bicara badan penanggulangan bencana.",
    "Warga menunggu di pelabuhan karena jalan ke kota itu masih tertutup longsor.",
)
ENGLISH = (
    "A magnitude 7.4 earthquake shook the city of Palu on Friday afternoon.",
    "The president arrived in Palu on Wednesday to meet the victims of the earthquake.",
    "Humanitarian aid arrived at the port of Pantoloan, officials said.",
    "At least 384 people were killed, said a spokesman of the disaster agency.",
    "Residents were waiting at the port because the road to the city was still closed.",
)
TEXTS = (*INDONESIAN, *ENGLISH) * 3
WIDTH = 16

CHAT = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""Qwen's format."""

NO_SYSTEM = (
    "{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}"
    "{% endif %}" + CHAT
)
"""A template that refuses a system message, as Gemma's does."""


def sentence_piece(size: int = 160) -> bytes:
    """A SentencePiece model of the sentences above."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(TEXTS),
        model_writer=written,
        vocab_size=size,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return written.getvalue()


def pieces(model: bytes) -> list[tuple[str, float]]:
    """Its pieces with their scores, without its control tokens."""
    read = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [(read.id_to_piece(i), read.get_score(i)) for i in range(3, len(read))]


def byte_level(*special: str, size: int = 400) -> Tokenizer:
    """A byte-level BPE, as GPT-2, BART and Qwen have it."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=list(special), initial_alphabet=alphabet
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer


def marian(folder: Path, target: str = "en", orders: tuple[str, ...] = ()) -> None:
    """``orders`` are codes of target languages, for a model of several."""
    model = sentence_piece()
    names = ["</s>", "<unk>", *(piece for piece, _ in pieces(model)), *orders, "<pad>"]
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model)
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}))
    files = (str(folder / name) for name in ("source.spm", "target.spm", "vocab.json"))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Recommended: pip install sacremoses")
        tokenizer = transformers.MarianTokenizer(*files, source_lang="id", target_lang=target)
    end = len(names) - 1
    config = transformers.MarianConfig(
        **stacks(len(names)), pad_token_id=end, decoder_start_token_id=end, eos_token_id=0
    )
    save(folder, transformers.MarianMTModel(config), tokenizer)


def m2m100(folder: Path) -> None:
    model = sentence_piece()
    names = ["<s>", "<pad>", "</s>", "<unk>", *(piece for piece, _ in pieces(model))]
    (folder / "sentencepiece.bpe.model").write_bytes(model)
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}))
    tokenizer = transformers.M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model")
    )
    size = len(names) + len(FAIRSEQ_LANGUAGE_CODES["m2m100"]) + 8
    config = transformers.M2M100Config(**stacks(size), decoder_start_token_id=2)
    save(folder, transformers.M2M100ForConditionalGeneration(config), tokenizer)


def nllb(folder: Path) -> None:
    spaced = Tokenizer(models.BPE(unk_token="<unk>"))
    spaced.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    spaced.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=200, special_tokens=special))
    learned = json.loads(spaced.to_str())["model"]
    merges = [tuple(pair) for pair in learned["merges"]]
    tokenizer = transformers.NllbTokenizer(vocab=learned["vocab"], merges=merges)
    config = transformers.M2M100Config(**stacks(len(tokenizer)), decoder_start_token_id=2)
    save(folder, transformers.M2M100ForConditionalGeneration(config), tokenizer)


def t5(folder: Path, *orders: str) -> None:
    """MADLAD where ``orders`` holds its languages (``<2en>``)."""
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocabulary += [(order, 0.0) for order in orders] + pieces(sentence_piece())
    tokenizer = transformers.T5Tokenizer(vocab=vocabulary, extra_ids=0)
    config = transformers.T5Config(
        vocab_size=len(tokenizer), d_model=WIDTH, d_kv=8, d_ff=WIDTH, num_layers=1, num_heads=2,
        decoder_start_token_id=0, tie_word_embeddings=not orders, feed_forward_proj="gated-gelu",
    )  # fmt: skip
    save(folder, transformers.T5ForConditionalGeneration(config), tokenizer)


def madlad(folder: Path) -> None:
    """As on the hub: no ``shared.weight``, an output matrix of its own (see ``backends.t5``)."""
    t5(folder, "<2en>", "<2id>")
    from safetensors.torch import load_file, save_file

    stored = load_file(folder / "model.safetensors")
    stored["decoder.embed_tokens.weight"] = stored.pop("shared.weight")
    torch.manual_seed(7)
    stored["lm_head.weight"] = torch.randn_like(stored["decoder.embed_tokens.weight"])
    save_file(stored, folder / "model.safetensors", {"format": "pt"})
    settings = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(settings | {"tie_word_embeddings": False}))


def pegasus(folder: Path) -> None:
    vocabulary = [("<pad>", 0.0), ("</s>", 0.0), ("<mask_1>", 0.0), ("<mask_2>", 0.0)]
    vocabulary += [(f"<unk_{n}>", 0.0) for n in range(2, 5)] + [("<unk>", 0.0), ("<n>", 0.0)]
    vocabulary += pieces(sentence_piece())
    tokenizer = transformers.PegasusTokenizer(vocab=vocabulary, offset=5)
    config = transformers.PegasusConfig(
        **stacks(len(tokenizer)), pad_token_id=0, eos_token_id=1, decoder_start_token_id=0
    )
    save(folder, transformers.PegasusForConditionalGeneration(config), tokenizer)


def bart(folder: Path) -> None:
    tokenizer = roberta(byte_level("<s>", "<pad>", "</s>", "<unk>", "<mask>"))
    config = transformers.BartConfig(**stacks(len(tokenizer)), forced_bos_token_id=0)
    model = transformers.BartForConditionalGeneration(config)
    # What bart-large-cnn decodes with: a summary of 56 tokens at least.
    model.generation_config.update(min_length=56, max_length=142, num_beams=4)
    save(folder, model, tokenizer)


def led(folder: Path) -> None:
    """PRIMERA: LED with a token between documents."""
    tokenizer = roberta(byte_level("<s>", "<pad>", "</s>", "<unk>", "<mask>"))
    tokenizer.add_tokens(["<doc-sep>"], special_tokens=True)
    sizes = stacks(len(tokenizer))
    positions = sizes.pop("max_position_embeddings")
    config = transformers.LEDConfig(
        **sizes, attention_window=[8], max_encoder_position_embeddings=256,
        max_decoder_position_embeddings=positions,
    )  # fmt: skip
    save(folder, transformers.LEDForConditionalGeneration(config), tokenizer)


def chat(folder: Path, template: str = CHAT) -> None:
    """An instruction model of Qwen's kind; without a template it is a base model."""
    learned = byte_level("<|endoftext|>", "<|im_start|>", "<|im_end|>")
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=learned, eos_token="<|im_end|>", pad_token="<|endoftext|>",
        additional_special_tokens=["<|im_start|>"],
    )  # fmt: skip
    tokenizer.chat_template = template or None
    config = transformers.Qwen2Config(
        vocab_size=len(tokenizer), hidden_size=WIDTH, intermediate_size=WIDTH,
        num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=1,
        eos_token_id=tokenizer.eos_token_id, bos_token_id=None, tie_word_embeddings=True,
    )  # fmt: skip
    save(folder, transformers.Qwen2ForCausalLM(config), tokenizer)


def encoder(folder: Path) -> None:
    words = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words.train_from_iterator(
        TEXTS, trainers.WordPieceTrainer(vocab_size=300, special_tokens=special)
    )
    tokenizer = transformers.BertTokenizer(vocab=words.get_vocab())
    config = transformers.BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=32,
        num_hidden_layers=1, num_attention_heads=2, max_position_embeddings=128,
    )  # fmt: skip
    # As most encoders are published: with a head for masked words and without a pooler.
    save(folder, transformers.BertForMaskedLM(config), tokenizer)


def roberta(learned: Tokenizer) -> Any:
    told = json.loads(learned.to_str())["model"]
    merges = [tuple(pair) for pair in told["merges"]]
    return transformers.RobertaTokenizer(vocab=told["vocab"], merges=merges)


def stacks(vocabulary: int) -> dict[str, int]:
    """Sizes that encoder and decoder of most families share."""
    both = {
        f"{side}_{what}": size
        for side in ("encoder", "decoder")
        for what, size in (("layers", 1), ("attention_heads", 2), ("ffn_dim", WIDTH))
    }
    return both | {"vocab_size": vocabulary, "d_model": WIDTH, "max_position_embeddings": 128}


def save(folder: Path, model: Any, tokenizer: Any) -> None:
    """Weights that are random, wide enough apart for a clear winner, and the same each time."""
    draw = torch.Generator().manual_seed(11)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn(weight.shape, generator=draw) * 0.5)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


MAKERS: dict[str, Callable[[Path], None]] = {
    "marian": marian,
    "m2m100": m2m100,
    "nllb": nllb,
    "madlad": madlad,
    "t5": t5,
    "pegasus": pegasus,
    "bart": bart,
    "led": led,
    "chat": chat,
    "encoder": encoder,
}


class Zoo:
    """The folders of the tiny models, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, name: str) -> Path:
        folder = self.folder / name
        if not folder.exists():
            folder.mkdir()
            MAKERS[name](folder)
        return folder

    def __iter__(self) -> Iterator[str]:
        return iter(MAKERS)
