"""Which articles are about one event."""

import random

import pytest
from fakes import EVENTS, article

from summarizer.data import Article
from summarizer.events import events
from summarizer.pipeline import read_articles

QUAKE = [
    "Gempa mengguncang Palu dan Donggala. Sutopo dari BNPB menyebut 384 orang tewas di Palu.",
    "Presiden Jokowi tiba di Palu. Menurut BNPB, korban di Donggala belum terdata, kata Sutopo.",
    "Kota Palu gelap. BNPB mengirim bantuan ke Donggala.",
]
RATE = [
    "Bank Indonesia menaikkan suku bunga. Gubernur BI Perry Warjiyo menyebut The Fed.",
    "Perry Warjiyo menjelaskan keputusan Bank Indonesia. Rupiah menguat setelah The Fed bicara.",
]


def told(texts: list[str]) -> list[Article]:
    return [article(text, f"{n}.txt") for n, text in enumerate(texts)]


def test_events_are_told_apart_the_largest_first() -> None:
    found = events(told([*RATE, *QUAKE]))
    assert [[a.path for a in e.articles] for e in found] == [
        ["2.txt", "3.txt", "4.txt"],
        ["0.txt", "1.txt"],
    ]
    assert "Palu" in found[0].names


def test_one_event_stays_whole() -> None:
    assert [len(e.articles) for e in events(told(QUAKE))] == [3]
    assert [len(e.articles) for e in events(told(QUAKE[:1]))] == [1]
    assert events([]) == []


def test_an_article_without_names_goes_with_the_largest() -> None:
    found = events(told([*QUAKE, "air surut dan listrik padam sejak kemarin.", *RATE]))
    assert [len(e.articles) for e in found] == [4, 2]
    assert [len(e.articles) for e in events(told(["air surut.", "api padam."]))] == [2]


def test_copies_do_not_make_an_event_larger() -> None:
    first = article(RATE[0], "a.txt")
    copies = [Article(f"{n}.txt", RATE[0], copy_of=first) for n in range(5)]
    assert events([first, *copies, *told(QUAKE)])[0].voices == 3


@pytest.mark.parametrize("seed", range(3))
def test_all_samples_in_one_call_are_their_events_again_in_any_order(seed: int) -> None:
    by_event = {folder.parent.name: list(read_articles([folder])) for folder in EVENTS}
    mixed = [a for given in by_event.values() for a in given]
    random.Random(seed).shuffle(mixed)
    found = {frozenset(a.path for a in e.articles) for e in events(mixed)}
    assert found == {frozenset(a.path for a in given) for given in by_event.values()}
