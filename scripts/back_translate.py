"""Make Indonesian for English news sentences by a reverse translator, to train on real English.

    python scripts/back_translate.py --base BASE --adapter REVERSE --corpus CORPUS --out OUT

BASE is the dequantized base model, REVERSE the ``best/`` folder of ``train_translator.py
--reverse``, CORPUS holds ``train.jsonl.gz`` and ``mono-en.jsonl.gz``. OUT (.jsonl) gets a row a
sentence as it is made, and a stopped run goes on; ``--finish`` writes OUT.gz with the rows that no
guard flags and, with ``--judge``, that the judge of support holds for true, for
``train_translator.py --synthetic``.

Back-translation: Sennrich et al. 2016. Greedy, because with few pairs its plain Indonesian teaches
more than samples do (Edunov et al. 2018).
"""

import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from translator_recipe import NEWS

from summarizer.backends.reverse import PROMPT
from summarizer.guards import failures

BATCH = 128
WORDS = range(6, 46)


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def nearest(sentences: Sequence[str], news: Sequence[str], count: int) -> list[str]:
    """The sentences most like the news of the corpus, in random order.

    By the difference of the cross-entropies of two unigram models, of the news and of the
    sentences themselves (Moore and Lewis 2010); of whole sentences of a usual length only.
    """
    whole = [s for s in dict.fromkeys(sentences) if len(s.split()) in WORDS and _is_whole(s)]
    inside, outside = _unigrams(news), _unigrams(whole)
    ranked = sorted(whole, key=lambda s: (_entropy(s, inside) - _entropy(s, outside), s))[:count]
    random.Random(1).shuffle(ranked)
    return ranked


def _is_whole(text: str) -> bool:
    return text[0] in '"“' or text[0].isupper() if text.endswith((".", '."', ".”", "?")) else False


def _unigrams(texts: Sequence[str]) -> dict[str, float]:
    counts = Counter(word for text in texts for word in text.lower().split())
    total = sum(counts.values()) + len(counts) + 1
    return {"": -math.log(1 / total)} | {w: -math.log((n + 1) / total) for w, n in counts.items()}


def _entropy(text: str, model: dict[str, float]) -> float:
    words = text.lower().split()
    return sum(model.get(word, model[""]) for word in words) / len(words)


def good(indonesian: str, english: str) -> bool:
    """Whether a made pair may be learnt from: no guard of a translation flags it."""
    return bool(indonesian) and not failures(indonesian, english)


def supported(
    rows: Sequence[dict[str, str]], base: Path, adapter: Path, least: float
) -> list[dict[str, str]]:
    """The rows whose Indonesian says their English, by the judge of support.

    Of greedy back-translations by a reverse model of an hour many do not: "shot in the head" became
    "arrested there", and a translator that learns such pairs learns to make things up.
    """
    from summarizer.backends.device import choose_device
    from summarizer.backends.judge import SupportJudge

    judge = SupportJudge(base, adapter, choose_device("auto"), "judge")
    kept = []
    for first in range(0, len(rows), BATCH):
        part = rows[first : first + BATCH]
        scores = judge.support([(row["id"], row["en"]) for row in part])
        kept += [row for row, score in zip(part, scores, strict=True) if score >= least]
        print(f"{first + len(part)} of {len(rows)} judged, {len(kept)} kept", flush=True)
    return kept


def surest(rows: Sequence[dict[str, Any]], share: float) -> list[dict[str, Any]]:
    """The share of the rows, in their order, that the reverse translator was surest of.

    By its mean log probability, which tells wrong translations from right ones with an area of 0.66
    under the ROC curve (scripts/LOG.md) and costs nothing.
    """
    order = sorted(range(len(rows)), key=lambda i: -rows[i].get("sure", 0.0))
    return [rows[i] for i in sorted(order[: round(share * len(rows))])]


def translate(base: Path, adapter: Path, texts: Sequence[str]) -> Iterator[list[tuple[str, float]]]:
    """The Indonesian of the texts and its mean log probability, batch by batch, in order."""
    from summarizer.backends.adapted import AdaptedTranslator
    from summarizer.backends.beam import search
    from summarizer.backends.device import choose_device

    class Reverse(AdaptedTranslator):
        def prompt(self, text: str) -> list[int]:
            ids = self.tokenizer.encode(PROMPT.format(text), add_special_tokens=False)
            return [self.tokenizer.bos_token_id, *ids]

    made: Any = Reverse(base, adapter, choose_device("auto"), "reverse")
    for first in range(0, len(texts), BATCH):
        prompts = [made.prompt(text) for text in texts[first : first + BATCH]]
        found = search(made.decoder, prompts, 1, made.end)
        yield [
            (" ".join(made.tokenizer.decode(h[0].tokens).split()), h[0].mean) if h else ("", 0.0)
            for h in found
        ]


def main(
    corpus: Annotated[Path, typer.Option(help="Folder of train and mono-en .jsonl.gz.")],
    out: Annotated[Path, typer.Option(help="JSON Lines of id and en.")],
    base: Annotated[Path | None, typer.Option(help="The dequantized base.")] = None,
    adapter: Annotated[Path | None, typer.Option(help="The reverse adapter.")] = None,
    count: Annotated[int, typer.Option(help="Sentences to translate.")] = 30_000,
    finish: Annotated[bool, typer.Option("--finish", help="Write OUT.gz and stop.")] = False,
    judge: Annotated[Path | None, typer.Option(help="The judge's adapter, to finish with.")] = None,
    least: Annotated[float, typer.Option(help="Support from which a row is kept.")] = 0.5,
    share: Annotated[float, typer.Option(help="Of the rows no guard flags, the surest.")] = 1.0,
) -> None:
    """Translate the English news sentences nearest to the corpus's news into Indonesian."""
    done = (
        [json.loads(line) for line in out.read_text("utf-8").splitlines()] if out.exists() else []
    )
    if finish:
        kept = surest([row for row in done if good(row["id"], row["en"])], share)
        if judge is not None and base is not None:
            kept = supported(kept, base, judge, least)
        with gzip.open(f"{out}.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in kept)
        print(f"{len(kept)} of {len(done)} rows kept")
        return
    if base is None or adapter is None:
        raise typer.BadParameter("give --base and --adapter, or --finish")
    news = [row["en"] for row in read(corpus / "train.jsonl.gz") if row["source"] in NEWS]
    mono = [row["en"] for row in read(corpus / "mono-en.jsonl.gz")]
    known = {row["en"] for row in done}
    # By length, so that a batch wastes little; in chunks, so that every part is a fair sample.
    left = [text for text in nearest(mono, news, count) if text not in known]
    chunk = 16 * BATCH
    texts = [t for i in range(0, len(left), chunk) for t in sorted(left[i : i + chunk], key=len)]
    with out.open("a", encoding="utf-8") as file:
        for number, lines in enumerate(translate(base, adapter, texts)):
            for english, (line, sure) in zip(texts[number * BATCH :], lines, strict=False):
                row = {"id": line, "en": english, "sure": round(sure, 4)}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            print(f"{len(known) + (number + 1) * BATCH} of {count}", flush=True)


if __name__ == "__main__":
    typer.run(main)
