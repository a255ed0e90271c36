"""How encoder-decoder models want their input laid out: languages, prefixes, separators."""

import re
from dataclasses import dataclass
from typing import Any

from summarizer.backends.kinds import Located, read_config, wrong

LANGUAGES = (
    ("ind_Latn", "eng_Latn", "cc-by-nc-4.0"),
    ("__id__", "__en__", ""),
)
"""Codes of Indonesian and English in NLLB and M2M100, and the licence of every NLLB release."""

MADLAD = "<2en>"
"""MADLAD's order to translate into English."""

MARIAN = ">>eng<<"
"""The same for Marian models of several target languages."""

DOCUMENTS = "<doc-sep>"
"""What PRIMERA sets after each document."""

SUMMARIZE = "summarize: "
"""How T5 was asked for summaries in training (Raffel et al. 2020, appendix D)."""

ORDER = re.compile(r"<2\w+>|>>[^<>]+<<|__\w+__|[a-z]{3}_[A-Z][a-z]{3}|<doc-sep>")
"""Vocabulary that steers a model: in the text of an article it must not."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Token ids around a text, and the one that the answer must begin with, if any.

    ``between`` follows each passage. ``wide``: the first token and those see the whole input, all
    others a window of it. ``licence`` is known where the kind alone tells it.
    """

    head: tuple[int, ...]
    tail: tuple[int, ...]
    first: int | None = None
    between: tuple[int, ...] = ()
    wide: bool = False
    licence: str = ""


def translation_frame(found: Located, tokenizer: Any) -> Frame:
    """Raises WrongModelError where the model cannot translate Indonesian into English."""
    kind, end = read_config(found)["model_type"], (tokenizer.eos_token_id,)
    if kind == "marian":
        into, order = str(getattr(tokenizer, "target_lang", None) or ""), _id(tokenizer, MARIAN)
        if order is None and into and not into.startswith("en"):
            raise wrong(found, "translator", f"is a MarianMT that translates into {into}")
        return Frame(() if order is None else (order,), end)
    if kind == "t5":
        order = _id(tokenizer, MADLAD)
        if order is None:
            raise wrong(found, "translator", f"is a T5 that knows no {MADLAD}: not MADLAD")
        return Frame((order,), end)
    for source, target, licence in LANGUAGES:
        here, there = _id(tokenizer, source), _id(tokenizer, target)
        if here is not None and there is not None:
            return Frame((here,), end, there, licence=licence)
    raise wrong(found, "translator", "knows no code for Indonesian or none for English")


def summary_frame(found: Located, tokenizer: Any) -> Frame:
    """Raises WrongModelError where the model cannot summarize English."""
    kind, end = read_config(found)["model_type"], (tokenizer.eos_token_id,)
    if kind == "pegasus":
        return Frame((), end)
    if kind == "t5":
        if _id(tokenizer, MADLAD) is not None:
            raise wrong(found, "writer", "is MADLAD, a translator")
        return Frame(tuple(tokenizer.encode(SUMMARIZE, add_special_tokens=False)), end)
    start = (tokenizer.bos_token_id,)
    if kind == "led":
        part = _id(tokenizer, DOCUMENTS)
        return Frame(start, end, between=() if part is None else (part,), wide=True)
    return Frame(start, end)


def controls(tokenizer: Any) -> frozenset[int]:
    """Ids that steer a model and never come from the text of an article."""
    orders = {i for token, i in tokenizer.get_vocab().items() if ORDER.fullmatch(token)}
    # M2M100 holds its language codes beside the vocabulary.
    orders |= set(getattr(tokenizer, "lang_token_to_id", {}).values())
    special = {*tokenizer.all_special_ids, *tokenizer.get_added_vocab().values(), *orders}
    return frozenset(special - {tokenizer.unk_token_id})


def _id(tokenizer: Any, token: str) -> int | None:
    found = tokenizer.convert_tokens_to_ids(token)
    return None if found is None or found == tokenizer.unk_token_id else int(found)
