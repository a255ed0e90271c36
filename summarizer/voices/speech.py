"""Who says what in a sentence: words and phrases of speech, each with the name beside it."""

from bisect import bisect
from dataclasses import replace

from summarizer.voices.before import before
from summarizer.voices.behind import behind, holds_name, inverted, name_end
from summarizer.voices.scene import Event, Scene, Span, Speaker
from summarizer.voices.words import SOURCE_LANG, phrases


def speakers(text: str, language: str) -> list[Speaker]:
    """Who says what in an Indonesian ("id") or English ("en") sentence, in order.

    A verb whose speaker the sentence leaves out has that of the verb before it, or is left out.
    """
    return [event.speaker for event in events(text, language)]


def events(text: str, language: str) -> list[Event]:
    """The speakers of a text with the place of their word of speech, in order."""
    scene = Scene.of(text, language)
    found: list[Event] = []
    asked: list[tuple[int, int]] = []
    i = 0
    while i < len(scene.every):
        length, span, act = _speech(scene, i, found)
        if span is not None:
            found.append(_event(scene, span, act, i, i + length))
            if act == "quotes":
                found += _as_saying(scene, i + length)
        elif act == "asked":
            asked.append((i, i + length))
        i += max(length, 1)
    return _with_asked(scene, found, asked)


def _event(scene: Scene, span: Span, act: str, first: int, last: int) -> Event:
    start, end = span
    return Event(Speaker(scene.text[start:end], act, start, end), first, last)


def _speech(scene: Scene, i: int, found: list[Event]) -> tuple[int, Span | None, str]:
    """The length of the phrase of speech at ``i``, its speaker and its act."""
    every, language = scene.every, scene.language
    if hit := phrases(language, "by").at(every, i):
        span = behind(scene, i + hit[0])
        if span is not None and (hit[1] == "quotes" or holds_name(scene, i + hit[0], span)):
            return hit[0], span, hit[1]
    if hit := phrases(language, "before").at(every, i):
        span = inverted(scene, i, i + hit[0])
        if span is not None:
            return hit[0], span, hit[1]
    if act := _suffixed(scene, i):
        return 1, (every[i].end - len(_SUFFIX), every[i].end), act
    if (hit := phrases(language, "object").at(every, i)) and _felt(scene, i, i + hit[0]):
        return hit[0], behind(scene, i + hit[0]), hit[1]
    if (hit := phrases(language, "verb").at(every, i)) and _finite(scene, i):
        act = _act(scene, i, hit[1])
        opened = act == "asked" and (scene.pause(i - 1) or scene.listed("openers", i - 1))
        return hit[0], None if opened else before(scene, i, found), act
    return 0, None, ""


_SUFFIX = "nya"


def _suffixed(scene: Scene, i: int) -> str:
    """The act of "katanya", whose speaker is the ending."""
    token = scene.every[i]
    if scene.language != SOURCE_LANG or not token.key.endswith(_SUFFIX):
        return ""
    stem = replace(token, key=token.key.removesuffix(_SUFFIX))
    if hit := phrases(scene.language, "by").at([stem], 0):
        return hit[1]
    hit = phrases(scene.language, "before").at([stem], 0)
    return hit[1] if hit and (scene.pause(i - 1) or scene.pause(i + 1)) else ""


def _felt(scene: Scene, i: int, after: int) -> bool:
    """Whether the object of a verb of feeling is a name, and its subject a thing."""
    things = scene.pause(i - 1) or scene.small("relative", i - 1) or scene.listed("that", i - 1)
    return things and scene.capital(after)


def _finite(scene: Scene, i: int) -> bool:
    """Whether the word at ``i`` is a verb with a subject, not a noun, adjective or passive."""
    opening = scene.pause(i - 1)
    if scene.capital(i) and not opening:
        return False
    after = scene.key(i + 1)
    english = scene.language != SOURCE_LANG
    reduced = english and after in ("of", "to") and scene.listed("reduced", i)
    if not english or opening:
        return not (reduced or after == "by")
    if reduced or after == "by" or scene.listed("determiners", i - 1):
        return False
    person = (scene.listed(name, i - 1) for name in ("pronouns", "people"))
    if scene.listed("nouns", i) and not scene.capital(i - 1) and not any(person):
        return False
    k = i - 1
    while k > 0 and i - k < _GAP and _dropped(scene, k) and not scene.listed("be", k):
        k -= 1
    return scene.key(k) != "to" and (not scene.listed("be", k) or scene.key(i) == "asked")


_GAP = 4
"""Adverbs and help words between a speaker and its verb."""


def _dropped(scene: Scene, k: int) -> bool:
    return scene.small("skip", k) or scene.adverb(k)


def _act(scene: Scene, i: int, act: str) -> str:
    """The act of the verb at ``i``, turned by a negation before it."""
    k = i - 1
    while k >= 0 and i - k < _GAP and scene.small("skip", k) and not scene.listed("negators", k):
        k -= 1
    if scene.listed("negators", k):
        turned = {"says": "withholds", "announces": "withholds", "denies": "says"}
        return turned.get(act, act)
    return _asking(scene, i) if scene.key(i) == "asked" else act


def _asking(scene: Scene, i: int) -> str:
    """What English "asked" is: a question, a wish, or being asked."""
    if scene.pause(i - 1) or scene.listed("openers", i - 1) or scene.listed("be", i - 1):
        return "asked"
    after = [scene.key(k) for k in range(i + 1, i + 9)]
    stop = next((n for n, key in enumerate(after) if key in _ASKS), len(after))
    wishes = "to" in after[:stop] or after[0] in ("for", "that")
    return "urges" if wishes else "asks"


_ASKS = frozenset('whether if why what how when who where , . " “'.split())


def _as_saying(scene: Scene, i: int) -> list[Event]:
    """Who says it where one is quoted: "The agency quoted officials as saying"."""
    end = name_end(scene, i)
    if end == i or scene.key(end) != "as" or scene.key(end + 1) != "saying":
        return []
    return [_event(scene, scene.span(i, end), "says", end + 1, end + 2)]


def _with_asked(scene: Scene, found: list[Event], asked: list[tuple[int, int]]) -> list[Event]:
    """The events, and who was asked where the question opens a clause: who then answers."""
    places = [event.first for event in found]
    more = []
    for first, last in asked:
        at = bisect(places, first)
        following = found[at : at + 1]
        preceding = found[max(0, at - 1) : at]
        leads = first == 0 or scene.pause(first - 2)
        pick = (following or preceding) if leads else (preceding or following)
        more += [Event(replace(e.speaker, act="asked"), first, last) for e in pick]
    return sorted(found + more, key=lambda event: event.first)
