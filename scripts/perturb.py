"""True English sentences made false, one thing at a time: what a judge of support must see.

Every change takes (sentence, another text, chance) and gives the false sentence, or None where the
sentence has nothing of the kind. ``another`` is one or more sentences of the same news, from which
words, names and clauses are taken, so that a false sentence uses the words of true ones. A false
sentence must read as well as a true one: a judge would learn bad grammar instead of reading.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from measure_guards import NUMBERS, month_changed, weekday_changed, year_changed
from perturb_facts import clause, merged
from perturb_names import exchangeable, same
from perturb_words import BASES, DAYPARTS, FUNCTION, OPPOSITES, PASTS, SIBLINGS

from summarizer.names.find import units

Change = Callable[[str, str, random.Random], str | None]

_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\d])")
_SMALL, _SCALES = NUMBERS[:11], NUMBERS[-3:]
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join((*_SMALL, *_SCALES))})\b")
_WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
_ENDINGS = re.compile(r"(ing|ed|ly|tion|sion|ment|ness|ity|er|or|s|)$")
_BEFORE_NOUNS = frozenset(
    "a an the this that these those his her their its our of in on at by for with from into is are "
    "was were been".split()
)
_SUBJECT = r"(?:\b[A-Z][\w.'-]*|\b(?:he|she|they|it|who|which|[a-z]+s))"
_NEGATIVE = (
    (re.compile(r"\b(is|are|was|were|will|would|could|can|has|have|had|should|must|may|might) "
                r"(?:not|never) (?:yet )?(?!only\b|just\b)(?=\w)"), r"\1 "),
    (re.compile(r"\bcannot (?=\w)"), "can "),
    (re.compile(r"\b(is|are|was|were|would|could|has|have|had|should)n['’]t (?=\w)"), r"\1 "),
    (re.compile(r"\bthere (is|was) no (?=[a-z])"), r"there \1 a "),
    (re.compile(r"\b(has|have|had|found|gave) no (?=[a-z]+s\b)"), r"\1 "),
    (re.compile(r"\bwithout (?=[a-z]+ing\b)"), "after "),
    (re.compile(r"\b(?:do not|don['’]t) (?=[a-z]+\b)"), ""),
)  # fmt: skip
_DID_NOT = re.compile(rf"\b(?:did not|didn['’]t) ({'|'.join(PASTS)})\b")
_DID = re.compile(rf"(?<=\w )(?<!to )(?<!have )(?<!has )(?<!had )({'|'.join(BASES)})\b(?! by\b)")
_AUXILIARY = re.compile(
    r"(?<!could )(?<!would )(?<!should )(?<!might )(?<!may )(?<!will )(?<!to )(?<!must )"
    r"\b(?:is|are|was|were|will|would|could|can|has|have|had|should|must)\b"
    r"(?! (?:not|no|never|only|just|more|less|also|yet|to|a|an|the|been expected)\b|['’]|[^\w ])"
    r"(?= \w)"
)
_HEDGES = (
    (re.compile(r"\b(?:is|are) (?:expected|scheduled|likely|planning|set|due) to (?=[a-z])"),
     "will "),
    (re.compile(r"\bplans? to (?=[a-z])"), "will "),
    (re.compile(r"\b(is|are|was|were) (?:believed|thought|suspected|alleged|reported|said|likely)"
                r" to be "), r"\1 "),
    (re.compile(r"\b(?:is|are) (?:believed|thought|suspected|alleged|reported|said) to have "),
     "have "),
    (re.compile(r"\b(?:is|was) suspected of "), "admitted "),
    (re.compile(r"\b(?:reportedly|allegedly|apparently|probably|possibly|perhaps) (?=[a-z])"), ""),
    (re.compile(r"\b(?:suspected|alleged|possible|planned) (?=[a-z]+s?\b)"), ""),
    (re.compile(r"\b(?:may|might) have (?=\w)"), "had "),
    (re.compile(r"\b(?:may|might|could) (?!not\b|\d|of\b)(?=[a-z])"), "will "),
)  # fmt: skip
_WILL = re.compile(rf"\b(?:will|would) ({'|'.join(PASTS)})\b")


def number(sentence: str, another: str, chance: random.Random) -> str | None:
    """Another number in place of one: of the other text, or one that looks like it."""
    digits = [m for m in _DIGITS.finditer(sentence) if not re.fullmatch(r"(?:19|20)\d\d", m[0])]
    found = [*digits, *_NUMBER_WORD.finditer(sentence)]
    if not found:
        return None
    spot = chance.choice(found)
    return sentence[: spot.start()] + _other(spot[0], another, chance) + sentence[spot.end() :]


def _other(text: str, another: str, chance: random.Random) -> str:
    for scale in (_SMALL, _SCALES):
        if text in scale:
            return chance.choice([word for word in scale if word != text])
    shape = re.sub(r"\d", "0", text)
    seen = [m[0] for m in _DIGITS.finditer(another)]
    pool = [m for m in seen if m != text and re.sub(r"\d", "0", m) == shape]
    if pool and chance.random() < 0.5:
        return chance.choice(pool)
    if len(text) < 3 and int(text) < 32:
        return str(chance.choice([n for n in range(2, 31) if n != int(text)]))
    place = chance.choice([i for i, c in enumerate(text) if c.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != text[place]])
    return text[:place] + digit + text[place + 1 :]


def date(sentence: str, another: str, chance: random.Random) -> str | None:
    """Another weekday, month, year, part of the day or "last" for "next"."""
    changes = [weekday_changed, month_changed, year_changed, _daypart]
    chance.shuffle(changes)
    return next((made for change in changes if (made := change(sentence, chance))), None)


def _daypart(sentence: str, chance: random.Random) -> str | None:
    found = [part for part in DAYPARTS if re.search(rf"{part}\b", sentence)]
    if not found:
        return None
    part = chance.choice(found)
    return sentence.replace(part, chance.choice(DAYPARTS[part]), 1)


def name(sentence: str, another: str, chance: random.Random) -> str | None:
    """A name of the other text in place of one of its kind, everywhere in the sentence."""
    own, others = units(sentence, "en"), units(another, "en")
    fits = [
        (one.name.text, other.name.text)
        for one in own
        for other in others
        if exchangeable(one, other) and not same(other, own)
    ]
    if not fits:
        return None
    one, other = chance.choice(fits)
    return re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", lambda _: other, sentence)


def actor(sentence: str, another: str, chance: random.Random) -> str | None:
    """Two names of the sentence in each other's place: who does it to whom."""
    found = units(sentence, "en")
    fits = [
        (one.name, other.name)
        for i, one in enumerate(found)
        for other in found[i + 1 :]
        if exchangeable(one, other) and _apart(sentence[one.name.end : other.name.start])
    ]
    if not fits:
        return None
    one, other = chance.choice(fits)
    between = sentence[one.end : other.start]
    return sentence[: one.start] + other.text + between + one.text + sentence[other.end :]


def _apart(between: str) -> bool:
    """Whether names with this between them do unlike things: no list, no meeting of two."""
    alike = r"\b(?:and|or|with|met|meets?|meeting|between|against|from|than|in|near|versus)\b|[-/(]"
    return len(between.split()) > 0 and not re.search(alike, between) and between.strip() != ","


def negation(sentence: str, another: str, chance: random.Random) -> str | None:
    """A negation taken out or, where there is none, put in."""
    return _denied_no_more(sentence, chance) or _denied(sentence, chance)


def _denied_no_more(sentence: str, chance: random.Random) -> str | None:
    made = [pattern.sub(plain, sentence, count=1) for pattern, plain in _NEGATIVE]
    made.append(_DID_NOT.sub(lambda m: PASTS[m[1]], sentence, count=1))
    made = [text for text in made if text != sentence]
    return chance.choice(made) if made else None


def _denied(sentence: str, chance: random.Random) -> str | None:
    spots = list(_AUXILIARY.finditer(sentence))
    pasts = [
        m for m in _DID.finditer(sentence) if re.search(_SUBJECT + r" $", sentence[: m.start()])
    ]
    if not spots and not pasts:
        return None
    spot = chance.choice([*spots, *pasts])
    made = f"did not {BASES[spot[0]]}" if spot[0] in BASES else f"{spot[0]} not"
    return sentence[: spot.start()] + made + sentence[spot.end() :]


def hedge(sentence: str, another: str, chance: random.Random) -> str | None:
    """A word of doubt or of plan taken out: what may happen, happens; what will, has happened."""
    made = [pattern.sub(plain, sentence, count=1) for pattern, plain in _HEDGES]
    made.append(_WILL.sub(lambda m: PASTS[m[1]], sentence, count=1))
    made = [_articles(text) for text in made if text != sentence]
    return chance.choice(made) if made else None


def _articles(text: str) -> str:
    """ "an plot" made "a plot", and "a attack" made "an attack"."""
    text = re.sub(r"\b([Aa])n (?=[bcdfgj-np-tv-z])", r"\1 ", text)
    return re.sub(r"\b([Aa]) (?=[aei])", r"\1n ", text)


def speaker(sentence: str, another: str, chance: random.Random) -> str | None:
    """A statement given to another speaker, one that the other text names."""
    own = units(sentence, "en")
    pool = [u for u in units(another, "en") if u.name.kind != "place" and not same(u, own)]
    said = [
        unit.name
        for unit in own
        if re.match(r"(?: on \w+day)? (?:said|says|told|added|warned)\b", sentence[unit.name.end :])
        and any(exchangeable(unit, other) for other in pool)
    ]
    if not said or not pool:
        tail = re.search(r", (?:he|she) (?:said|added)(?=[ .]|$)", sentence)
        people = [u.name.text for u in pool if u.name.kind == "person" or " " in u.name.text]
        if tail is None or not people:
            return None
        return sentence[: tail.start()] + f", {chance.choice(people)} said" + sentence[tail.end() :]
    spot = chance.choice(said)
    return sentence[: spot.start] + chance.choice(pool).name.text + sentence[spot.end :]


def opposite(sentence: str, another: str, chance: random.Random) -> str | None:
    """A word by the one that says the opposite."""
    both = {**{b: a for a, b in OPPOSITES.items()}, **OPPOSITES}
    found = [m for m in re.finditer(r"[a-z]+", sentence) if m[0] in both]
    if not found:
        return None
    word = chance.choice(found)
    return sentence[: word.start()] + both[word[0]] + sentence[word.end() :]


def word(sentence: str, another: str, chance: random.Random) -> str | None:
    """A noun or verb by one of its kind, from a list or from the same place in the other text."""
    found = list(_content(sentence))
    chance.shuffle(found)
    held = {m[0].lower() for m in _WORD.finditer(sentence)}
    pool = [(m[0], place) for m, place in _content(another) if m[0] not in held]
    for match, place in found:
        fits = [w for row in SIBLINGS if match[0] in row.split() for w in row.split()]
        if not fits and (place[0] in _BEFORE_NOUNS or match[0] in PASTS):
            fits = [w for w, at in pool if at == place and w[:3] != match[0][:3]]
            fits = fits if place[0] in _BEFORE_NOUNS else [w for w in fits if w in PASTS]
        fits = [w for w in fits if w not in held]
        if fits:
            made = sentence[: match.start()] + chance.choice(fits) + sentence[match.end() :]
            return _articles(made)
    return None


def _content(text: str) -> Iterator[tuple[re.Match[str], tuple[str, str, bool]]]:
    """Small content words, each with its place: word before, own ending, whether a group ends."""
    for before, match in pairwise(_WORD.finditer(text)):
        if match[0].islower() and len(match[0]) > 3 and match[0] not in FUNCTION:
            ending = _ENDINGS.search(match[0])
            following = _WORD.match(text, match.end() + 1)
            last = following is None or following[0].lower() in FUNCTION
            lead = before[0].lower() if match.start() - before.end() == 1 else ""
            yield match, (lead, ending[0] if ending else "", last)


KINDS: Mapping[str, Change] = {
    "number": number,
    "date": date,
    "name": name,
    "actor": actor,
    "negation": negation,
    "hedge": hedge,
    "speaker": speaker,
    "opposite": opposite,
    "word": word,
    "clause": clause,
    "merged": merged,
}
