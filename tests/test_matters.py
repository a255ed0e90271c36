"""Deaths, arrests and bombs that an English sentence makes up."""

import pytest

from summarizer.guards import failures
from summarizer.matters import lost_of, made_up, matters
from summarizer.names import builtin_glossary
from summarizer.wishes import wish

MADE_UP = [
    ("Polisi Tembakkan Gas Air Mata ke Massa", "Police Kills People in Protest", ["Kills"]),
    ("Ia berada di samping neneknya.", "He was near his mother.", ["mother"]),
    ("Mereka menempuh jalan pengkhianatan.", "They took the road of communism.", ["communism"]),
    ("Tanah di sana ambles 3 meter.", "The landslides there were 3 metres.", ["landslides"]),
    ("Polisi memanggil menteri itu.", "Police arrested the minister.", ["arrested"]),
    ("Mereka saling memberi pistol.", "They exchanged fire.", ["exchanged fire"]),
    ("BI cenderung menahan bunga.", "BI tended to hold rates too low.", ["too low"]),
    ("Wakil Ketua MK Saldi Isra hadir.", "MK Deputy Speaker Saldi Isra came.", ["Speaker"]),
    ("Rapat itu ditunda.", "The war over the election was postponed.", ["war", "election"]),
]

TOLD = [
    ("Bentrokan itu menewaskan enam orang.", "Clashes killed six people."),
    ("Kejaksaan menahan dua direktur.", "Prosecutors detained two directors."),
    ("Ia menang telak.", "He won by a landslide."),
    ("Gedung yang dibom itu kosong.", "The bombed building was empty."),
    ("Ia dirawat di RSUD Sayang.", "He is being treated at Sayang hospital."),
    ("Korban henti jantung.", "The victim was in cardiac arrest."),
    ("Bantuan itu terlambat.", "The aid came too late."),
    ("Ketua DPR Puan Maharani hadir.", "House Speaker Puan Maharani came."),
    ("Tenggatnya Jumat.", "The deadline is Friday."),
]


@pytest.mark.parametrize(("indonesian", "english", "words"), MADE_UP)
def test_a_grave_matter_out_of_nowhere_is_found_and_never_asked_for_again(
    indonesian: str, english: str, words: list[str]
) -> None:
    assert sorted(made_up(indonesian, english)) == sorted(words)
    assert {f"matter: {word} not in the source" for word in words} <= set(
        failures(indonesian, english)
    )
    assert set(words) <= set(wish(indonesian, english, builtin_glossary()).never)


@pytest.mark.parametrize(("indonesian", "english"), TOLD)
def test_what_the_indonesian_tells_in_any_form_is_not_made_up(
    indonesian: str, english: str
) -> None:
    assert made_up(indonesian, english) == []


def test_every_row_finds_its_own_english_and_no_empty_indonesian() -> None:
    for matter in matters():
        assert not matter.indonesian.search("Ia bernyanyi di sawah.")
        assert not matter.english.search("He sang in the rice field.")


@pytest.mark.parametrize(
    ("english", "lost"),
    [
        ("Revenue was Rp620 trillion and Rp611.9 trillion.", ["belanja"]),
        ("Revenue was Rp620 trillion and spending Rp611.9 trillion.", []),
        ("The sums were Rp620 trillion and Rp611.9 trillion.", ["belanja", "pendapatan"]),
    ],
)
def test_what_an_amount_is_of_is_told(english: str, lost: list[str]) -> None:
    indonesian = "Pendapatan negara mencapai Rp620 triliun dan belanja Rp611,9 triliun."
    assert lost_of(indonesian, english) == lost
    assert {f"matter: {word} missing" for word in lost} <= set(failures(indonesian, english))
    assert lost_of("Ia berbelanja dan membayar Rp20.000.", "He paid Rp20,000.") == []
