"""What is asked of a second translation."""

import pytest

from summarizer.names import Glossary, Term
from summarizer.protocols import Wish
from summarizer.wishes import NEGATORS, wish

NONE = Glossary()


@pytest.mark.parametrize(
    ("indonesian", "english", "must", "never"),
    [
        ("Gempa mengguncang Palu.", "An earthquake shook Poso.", [("Palu",)], ["Poso"]),
        ("Kereta melewati Komsomolsk.", "The train passed.", [("Komsomolsk",)], []),
        ("Ia tiba hari Selasa.", "He arrived on Monday.", [("Tuesday",)], ["Monday"]),
        ("Panjangnya 1.600 km.", "It is 1,000 km long.", [("1,600",)], ["1,000 km"]),
        ("Korsel menolak.", "They refused.", [("South Korea", "Republic of Korea", "ROK")], []),
        ("Ia tiba Kamis sore.", "He arrived Thursday morning.", [], ["morning"]),
        ("Rusia tidak hadir.", "Russia attended.", [], []),  # "not" anywhere is worse than none
        ("Rusia hadir.", "Russia did not attend.", [], list(NEGATORS)),
        ("Gempa mengguncang Palu.", "An earthquake shook Palu.", [], []),
        ("Puluhan ribu orang mengungsi.", "People fled.", [], []),  # no short form to ask for
    ],
)
def test_what_was_lost_must_be_there_and_what_was_made_up_must_not(
    indonesian: str, english: str, must: list[tuple[str, ...]], never: list[str]
) -> None:
    found = wish(indonesian, english, NONE)
    assert [ways[0] for ways in found.must] == [ways[0] for ways in must]
    assert list(found.never) == never


def test_a_term_in_all_its_forms() -> None:
    terms = Glossary((Term("gempa", ("tremor", "quake")), Term("posko")))
    found = wish("Posko gempa dibuka.", "A post was opened.", terms)
    assert found == Wish((("tremor", "quake"), ("posko",)))


def test_no_more_than_a_search_has_room_for() -> None:
    found = wish("Andi, Budi Santoso, Citra, Dewi, Eko dan Fajar hadir di Palu.", "All came.", NONE)
    assert len(found.must) == 4
