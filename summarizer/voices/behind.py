"""The speaker behind a word of speech: "kata Peskov", "menurut TASS", "said Kim"."""

from summarizer.voices.scene import LONGEST, QUOTES, Scene, Span
from summarizer.voices.words import SOURCE_LANG, words


def behind(scene: Scene, i: int, closers: str = "") -> Span | None:
    """The speaker that begins at token ``i``, if one does.

    An office may have its name behind a comma; a word of the list ``closers`` may end that name.
    """
    i += scene.small("from", i)
    end = name_end(scene, i)
    if not scene.speaks(i, end):
        return None
    return scene.span(i, scene.with_acronym(_with_apposition(scene, i, end, closers)))


def inverted(scene: Scene, i: int, after: int) -> Span | None:
    """The speaker at ``after`` of a verb at ``i`` that comes before it: "kata X", "said X"."""
    end = name_end(scene, after)
    if scene.language == SOURCE_LANG:
        if scene.small("points", after):  # "kata itu": that word
            return None
        enclosed = scene.capital(after) and scene.pause(end)
        return behind(scene, after, "prepositions") if enclosed or scene.pause(i - 1) else None
    if not scene.pause(i - 1) or end == after or scene.listed("auxiliaries", end):
        return None
    quoted = {scene.key(i - 1), scene.key(i - 2)} & QUOTES
    if quoted or _is_name(scene, after, end):
        return behind(scene, after, "prepositions")
    return None


def holds_name(scene: Scene, i: int, span: Span) -> bool:
    """Whether a span that begins at token ``i`` holds a name, a pronoun or people."""
    inside = [k for k in range(i, i + LONGEST) if k < len(scene.every)]
    return any(
        scene.capital(k) or scene.listed("people", k) or scene.listed("pronouns", k)
        for k in inside
        if scene.every[k].end <= span[1]
    )


def name_end(scene: Scene, i: int) -> int:
    """Where the name that begins at token ``i`` ends; ``i`` itself if there is none."""
    k, seen = i, False
    while k < len(scene.every) and k - i < LONGEST:
        after = scene.with_acronym(k)
        if seen and after > k and scene.capital(after):
            k = after
        elif k > i and scene.links(k):
            k, seen = k + 1, False
        elif _ends(scene, i, k, seen):
            break
        else:
            seen = scene.capital(k) or (seen and not scene.small("from", k))
            k += 1
    while k > i and (scene.small("skip", k - 1) or scene.small("and", k - 1)):
        k -= 1
    return k


def _ends(scene: Scene, i: int, k: int, seen: bool) -> bool:
    """Whether a name from ``i`` ends before ``k``; ``seen``: it has a capital word already."""
    if scene.pause(k) and not scene.abbreviates(k):
        return True
    if scene.small("right", k) or scene.listed("times", k):
        return True
    if k > i and scene.listed("pronouns", k - 1):
        return True
    # Indonesian puts offices before names: a small word behind a capital one is of the clause.
    if scene.language != SOURCE_LANG or not seen or scene.capital(k) or not scene.word(k):
        return False
    goes_on = scene.small("from", k) and (scene.capital(k + 1) or scene.capital(k + 2))
    return not goes_on


def _with_apposition(scene: Scene, i: int, end: int, closers: str) -> int:
    """The end with the name behind a comma: "juru bicara Kremlin, Dmitry Peskov"."""
    if not scene.comma(end) or not scene.capital(end + 1):
        return end
    if scene.capital(i) and scene.capital(end - 1) and not scene.listed("people", i):
        return end
    more = name_end(scene, end + 1)
    closed = more >= len(scene.every) or scene.key(more) in (",", ".", '"', "”")
    if closers:
        closed = closed or scene.small(closers, more) or scene.listed("times", more)
    inside = scene.every[end + 1 : more]
    return more if inside and closed and all(t.capital for t in inside if t.word) else end


def _is_name(scene: Scene, first: int, last: int) -> bool:
    """Whether English words are a name with its office and no clause: one word may be new."""
    office = words(scene.language, "people") | words(scene.language, "small")
    new = capital = False
    for token in scene.every[first:last]:
        if token.key in office or not token.word:
            continue
        if token.capital or token.text[0].isdigit():
            capital = True
        elif capital or new:
            return False
        else:
            new = True
    return scene.capital(last - 1) or scene.listed("people", last - 1)
