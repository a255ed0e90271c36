"""The lexicon of news words: what it finds in a sentence, and what its English says nothing of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.lexicon import NONE, entries, known, untold


@pytest.mark.parametrize(
    ("indonesian", "english", "left"),
    [
        # as it is, without what is appended, reduplicated, derived
        ("Korban tertimbun longsor.", "The victims are stranded by the landslide.", ["tertimbun"]),
        ("Korban tertimbun longsor.", "Victims were buried by landslides.", []),
        ("Ia membawa senapannya.", "He carried his guns.", []),
        ("Ia membawa senapannya.", "He carried his glasses.", ["senapannya"]),
        ("Keduanya bertemu empat mata.", "The two met for four hours.", ["empat mata"]),
        ("Keduanya bertemu empat mata.", "The two met one-on-one.", []),
        # the word at the beginning counts, a name inside does not
        ("Menduga ada korban, polisi datang.", "Police came.", ["Menduga", "korban"]),
        ("Ia tiba di Pasar Minggu.", "He arrived at Pasar Minggu.", []),
        ("", "", []),
    ],
)
def test_what_the_english_says_nothing_of(indonesian: str, english: str, left: list[str]) -> None:
    assert [word.text for word in untold(indonesian, english)] == left


def test_every_entry_has_forms_that_can_be_asked_for_or_none_at_all() -> None:
    assert len(entries()) > 5000
    for key, forms in entries().items():
        assert key == key.lower().strip()
        assert 1 <= len(key.split()) <= 4
        assert NONE not in forms
        assert all(form.strip("* ") == form.removesuffix("*") for form in forms), key


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_word_is_where_it_is_said_to_be(indonesian: str, english: str) -> None:
    for word in known(indonesian):
        assert indonesian[word.start :].startswith(word.text)
    assert set(untold(indonesian, english)) <= set(known(indonesian))
