"""The speaker before a verb of speech: "Peskov mengatakan", "Kim, who was there, said"."""

from summarizer.voices.scene import LONGEST, QUOTES, REACH, Event, Scene, Span
from summarizer.voices.words import SOURCE_LANG


def before(scene: Scene, i: int, found: list[Event]) -> Span | None:
    """The speaker of the verb at token ``i``; ``found`` are the events before it, in order."""
    floor = found[-1].last if found else 0
    edge = _edge(scene, i, floor)
    if edge > 0 and scene.small("relative", edge - 1):
        known = _across(scene, edge - 1, found)
        if known and scene.listed("naming", edge) and (named := _subject(scene, edge, i)):
            return known[0], named[1]  # "deputi yang juga calon perdana menteri Hatoyama"
        return known
    span = _subject(scene, edge, i)
    if span is None:
        pointing = any(scene.listed("not_speakers", k) for k in range(edge, i))
        return None if pointing or edge == 0 else _across(scene, edge - 1, found)
    return _with_office(scene, span, edge - 1, floor) if scene.comma(edge - 1) else span


def _edge(scene: Scene, i: int, floor: int) -> int:
    """Where the clause of the verb at ``i`` begins."""
    floor = max(floor, i - REACH)
    k = i - (i > floor and scene.key(i - 1) in QUOTES)
    while k > floor:
        if scene.key(k - 1) in (")", "]"):
            k = max(floor, scene.opening(k - 1))
            continue
        inside = scene.abbreviates(k - 1) or scene.lists(k - 1)
        if (scene.pause(k - 1) and not inside) or scene.small("relative", k - 1):
            break
        if scene.small("left", k - 1) and not scene.listed("times", k - 2):  # not "pekan lalu"
            break
        if scene.small("and", k - 1) and not scene.links(k - 1):
            break
        k -= 1
    return k


def _subject(scene: Scene, first: int, last: int) -> Span | None:
    """The name in a clause before its verb, adverbs, times and places left out."""
    best: tuple[int, int] | None = None
    k, placed = first, False
    while k < last:
        if scene.parts(k):
            placed = scene.small("prepositions", k) or (placed and not scene.small("skip", k))
            placed = placed and not scene.listed("times", k)
            k = min(last, scene.closing(k))
            continue
        start = k
        while k < last and not scene.parts(k):
            k += 1
        if not placed and scene.speaks(start, k):
            best = start, k
        placed = False
    if best is None and first == 0:
        best = _led(scene, last)
    if best is None or best[1] - best[0] > LONGEST:
        return None
    return scene.span(best[0], scene.with_acronym(best[1]))


def _led(scene: Scene, last: int) -> tuple[int, int] | None:
    """The name behind a place without a comma: "Kepada para wartawan Chidambaram"."""
    end = last
    while end > 0 and scene.parts(end - 1):
        end -= 1
    start = end
    while start > 0 and scene.capital(start - 1):
        start -= 1
    lower = start > 1 and not scene.parts(start - 1)
    return (start, end) if lower and start < end else None


def _across(scene: Scene, k: int, found: list[Event]) -> Span | None:
    """The speaker of a verb that has none in its clause, past the token at ``k``."""
    floor = found[-1].last if found else 0
    if scene.small("relative", k):
        return _antecedent(scene, k - scene.comma(k - 1), floor)
    if scene.small("and", k):
        return _elided(scene, k, found)
    if scene.comma(k):
        return _elided(scene, k, found) if _trails(scene, found) else _around(scene, k, found)
    return None


def _trails(scene: Scene, found: list[Event]) -> bool:
    """Whether an Indonesian verb goes on after "kata X, ...": its speaker is X."""
    if scene.language != SOURCE_LANG or not found or found[-1].speaker.act == "quotes":
        return False
    return found[-1].speaker.start > scene.every[found[-1].first].start


def _antecedent(scene: Scene, k: int, floor: int) -> Span | None:
    """The name right before a relative clause or an apposition that begins at ``k``."""
    edge = _edge(scene, k, floor)
    for n in range(k - 1, edge, -1):
        origin = scene.small("from", n) and not scene.capital(n - 1)
        if scene.small("prepositions", n) or origin:
            return _subject(scene, n + 1, k)
    return _subject(scene, edge, k)


def _around(scene: Scene, comma: int, found: list[Event]) -> Span | None:
    """The speaker before a comma: "X, the spokesman, said", "X, who is 40, said"."""
    floor = max(found[-1].last if found else 0, comma - REACH)
    for k in range(comma - 1, floor, -1):
        if scene.key(k) in QUOTES:
            break
        if scene.small("relative", k) and scene.comma(k - 1):
            return _antecedent(scene, k - 1, floor)
    edge = _edge(scene, comma, floor)
    inner = _subject(scene, edge, comma)
    if inner and found and found[-1].speaker.start == inner[0]:
        return _cited(scene, found) if found[-1].speaker.act == "quotes" else inner
    outer = None
    while outer is None and edge > floor and scene.comma(edge - 1):
        comma, edge = edge - 1, _edge(scene, edge - 1, floor)
        outer = _subject(scene, edge, comma)
    if inner is None or outer is None:
        return outer or inner
    proper = all(word[0].isupper() for word in scene.text[inner[0] : inner[1]].split())
    return (outer[0], inner[1]) if proper else outer


def _cited(scene: Scene, found: list[Event]) -> Span | None:
    """The speaker before one that it names: "KCNA, citing officials, reported"."""
    comma = found[-1].first - 1
    floor = found[-2].last if len(found) > 1 else 0
    return _antecedent(scene, comma, floor) if scene.comma(comma) else None


def _with_office(scene: Scene, span: Span, comma: int, floor: int) -> Span:
    """The name with the office before it: "juru bicara Kremlin, Dmitry Peskov"."""
    edge = _edge(scene, comma, floor)
    if not (scene.pause(edge - 1) and scene.listed("people", edge)):
        return span
    office = _subject(scene, edge, comma) if scene.text[span[0]].isupper() else None
    whole = office is not None and office[1] == scene.every[comma - 1].end
    return (office[0], span[1]) if office is not None and whole else span


def _elided(scene: Scene, k: int, found: list[Event]) -> Span | None:
    """The speaker that "and said" shares with the verb before it."""
    if found:
        return found[-1].speaker.start, found[-1].speaker.end
    for n in range(k, max(-1, k - REACH), -1):
        if not scene.pause(n - 1) or not scene.capital(n):
            continue
        end = n
        while end < k and scene.capital(end):
            end += 1
        span = None if scene.comma(end) else _subject(scene, n, end)
        if span is not None:
            return span
    return None
