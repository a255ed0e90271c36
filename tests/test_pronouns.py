"""A pronoun that nothing before it explains gets the name of who spoke, or its claim goes."""

import pytest
from fakes import claim, passages
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.data import Claim, Passage
from summarizer.evidence import leans
from summarizer.pronouns import named

SAID = (
    "Menteri Keuangan Sri Mulyani mengatakan subsidi energi membengkak.",
    "Finance Minister Sri Mulyani said energy subsidies would swell.",
)
SHARE = (
    "Menurutnya, lebih dari 70 persen subsidi dinikmati kelompok mampu.",
    "According to him, more than 70 percent of the subsidy is enjoyed by the well-off.",
)
ADDED = ("Ia menambahkan harga akan naik.", "She added that prices would rise.")
TEAM = (
    "Tim khusus, lanjut dia, menemukan bahwa Yosua meninggal.",
    "The special team, he continued, found that Yosua had died.",
)
TAIL = (
    '"Mereka merawat diri dengan baik," katanya.',
    '"They took good care of themselves," he said.',
)
QUOTED = (
    '"Pintu terkunci seperti yang dilaporkan awal," kata Jokowi.',
    '"The door was locked as reported by the beginning," Jokowi said.',
)
TWO = (
    "Sri Mulyani mengatakan subsidi naik, dan Luhut mengatakan subsidi turun.",
    "Sri Mulyani said subsidies rose, and Luhut said subsidies fell.",
)
OFFICE = (
    "Inspektur Kementerian Kesehatan, Thongchai Lert, mengatakan mereka sehat.",
    "The Health Ministry's inspector, Thongchai Lert, said they were healthy.",
)
NOBODY = ("Gedung itu runtuh pada malam hari.", "The building collapsed at night.")
SOMEBODY = ("Sri Mulyani bertemu Luhut di Jakarta.", "Sri Mulyani met Luhut in Jakarta.")
PLACE = ("Lokasi mereka berada 4 kilometer dari gua.", "Their location is 4 kilometres away.")
UNSURE = (
    "Namun, belum dapat dipastikan apakah minyak itu berasal dari kapal.",
    "It cannot yet be confirmed whether the oil came from the ship.",
)


def told(*lines: tuple[str, str]) -> list[Passage]:
    return passages("\n".join(one for one, _ in lines), "\n".join(two for _, two in lines))


def last(*lines: tuple[str, str]) -> tuple[list[Claim], list[Passage]]:
    """The claims that are left of one of the last line alone, and the passages of all."""
    every = told(*lines)
    return named([claim(every[-1].english, every[-1])], every, leans)[0], every


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([SAID, SHARE], SHARE[1].replace("him", "Finance Minister Sri Mulyani")),
        ([SAID, ADDED], ADDED[1].replace("She", "Finance Minister Sri Mulyani")),
        ([SAID, SHARE, ADDED], ADDED[1].replace("She", "Finance Minister Sri Mulyani")),
        ([SAID, TEAM], TEAM[1].replace(" he ", " Finance Minister Sri Mulyani ")),
        ([SAID, TAIL], TAIL[1].replace("he ", "Finance Minister Sri Mulyani ")),
        (
            [OFFICE, TAIL],
            TAIL[1].replace("he ", f"{OFFICE[1].split(' said')[0].replace('T', 't', 1)} "),
        ),
        ([QUOTED, ADDED], ADDED[1].replace("She", "Jokowi")),
        ([SAID, NOBODY, ADDED], ADDED[1].replace("She", "Finance Minister Sri Mulyani")),
    ],
)
def test_who_spoke_before_is_named_and_cited(lines: list[tuple[str, str]], text: str) -> None:
    (found,), every = last(*lines)
    assert found.text == text
    assert found.passages == every
    assert "who speaks before it" in found.reason


@pytest.mark.parametrize(
    "lines",
    [
        [SHARE],
        [NOBODY, SHARE],
        [TWO, SHARE],
        [SOMEBODY, ADDED],
        [SAID, SOMEBODY, ADDED],
        [SAID, *[NOBODY] * 3, ADDED],
        [NOBODY, PLACE],
    ],
)
def test_a_claim_goes_where_nobody_or_several_are_named(lines: list[tuple[str, str]]) -> None:
    every = told(*lines)
    given = claim(every[-1].english, every[-1])
    kept, removed = named([given], every, leans)
    assert not kept
    assert [(r.text, r.citations) for r in removed] == [(given.text, given.citations)]
    assert "nothing before it says who or what" in removed[0].reason


@pytest.mark.parametrize("lines", [[SAID], [NOBODY], [SAID, UNSURE], [TWO]])
def test_what_explains_itself_stays(lines: list[tuple[str, str]]) -> None:
    every = told(*lines)
    given = claim(every[-1].english, every[-1])
    assert named([given], every, leans) == ([given], [])


def test_a_pronoun_stays_behind_the_sentence_that_explains_it() -> None:
    every = told(SAID, SHARE, ADDED)
    given = [claim(p.english, p) for p in every]
    assert named(given, every, leans) == (given, [])
    apart = [given[0], claim(given[1].text, every[1], section="what was said")]
    (_, then), _ = named(apart, every, leans)
    assert then.text.startswith("According to Finance Minister Sri Mulyani, ")


def test_a_doubted_translation_names_nobody() -> None:
    said, share = told(SAID, SHARE)
    doubted = Passage(said.sentence, said.english, "test", ("number: 3 missing",))
    assert named([claim(share.english, share)], [doubted, share], leans)[0] == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([SAID, SHARE, ADDED, TEAM, QUOTED, TWO, NOBODY, PLACE]), min_size=1)
)
def test_every_claim_is_kept_in_order_or_listed(lines: list[tuple[str, str]]) -> None:
    every = told(*lines)
    given = [claim(p.english, p) for p in every[::2]]
    kept, removed = named(given, every, leans)
    assert len(kept) + len(removed) == len(given)
    ends = [c.passages[-1].sentence.start for c in kept]
    assert ends == sorted(ends)
    assert all(p in every for c in kept for p in c.passages)
    assert named(kept, every, leans) == (kept, [])
