"""Articles beside their English: one row a sentence, in every format."""

import json
from dataclasses import replace

from fakes import passages

from summarizer.data import Passage
from summarizer.render import bilingual

ONE = passages("Kim bertemu Putin.\nDua rudal.", "Kim met Putin.\nTwo\tmissiles.")
TWO = [replace(passages("Gempa.", "Quake.", "b.txt")[0], failures=("copied", "too long"))]
EVERY: list[Passage] = [*ONE, *TWO]


def test_text_has_each_article_by_name_and_each_sentence_over_its_english() -> None:
    assert bilingual.to_text(EVERY).splitlines() == [
        "== a.txt", "",
        "Kim bertemu Putin.", "    Kim met Putin.", "",
        "Dua rudal.", "    Two missiles.", "",
        "== b.txt", "",
        "Gempa.", "    Quake.  [untrusted: copied, too long]",
    ]  # fmt: skip


def test_tsv_has_a_head_line_and_as_many_cells_in_every_row() -> None:
    head, *rows = (line.split("\t") for line in bilingual.to_tsv(EVERY).splitlines())
    assert tuple(head) == bilingual.TSV_COLUMNS
    assert {len(row) for row in rows} == {len(head)}
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["english"] for row in told] == ["Kim met Putin.", "Two missiles.", "Quake."]
    assert told[2]["failures"] == "copied, too long"


def test_jsonl_slices_back() -> None:
    rows = [json.loads(line) for line in bilingual.to_jsonl(EVERY).splitlines()]
    texts = {"a.txt": "Kim bertemu Putin.\nDua rudal.", "b.txt": "Gempa."}
    assert [texts[r["path"]][r["start"] : r["end"]] for r in rows] == [
        r["indonesian"] for r in rows
    ]
    assert [r["failures"] for r in rows] == [[], [], ["copied", "too long"]]


def test_html_has_a_table_an_article() -> None:
    page = bilingual.to_html(EVERY)
    assert page.count("<table>") == 2
    assert page.count("<tr>") == 3
    assert "untrusted: copied, too long" in page


def test_no_passage_is_an_empty_file_with_its_head() -> None:
    assert bilingual.to_text([]) == bilingual.to_jsonl([]) == ""
    assert bilingual.to_tsv([]).splitlines() == ["\t".join(bilingual.TSV_COLUMNS)]
    assert "<table>" not in bilingual.to_html([])
