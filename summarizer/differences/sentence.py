"""A sentence as the patterns read it: amounts and times masked, and cut into clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from summarizer.data import Article, Passage
from summarizer.differences.rules import rules
from summarizer.names import Name, names
from summarizer.quantities import Value, values

LONGEST = 1000
"""Characters of a sentence; what is longer is a table or a list, and its clauses are none."""

AMOUNTS = ("number", "money", "percent")
_RANGE = frozenset({"-", "–", "—", "sampai", "sampai dengan", "hingga", "s.d.", "s/d"})
_PAIR = frozenset({"plus minus", "±", "dan", "atau", "/"})


@dataclass(frozen=True, slots=True)
class Amount:
    """One value or the two of a range, and the span of the text that states it."""

    values: tuple[Value, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A span of the sentence. ``joint`` is what joins it to the one before: a word or mark that
    ends a clause, ``dari`` where an earlier value follows, nothing for a comma or "and".
    ``aside``: what the sentence compares with.
    """

    start: int
    end: int
    joint: str
    aside: bool


@dataclass(frozen=True, eq=False)
class Text:
    """A passage, the sentence right before it, and what its own sentence states.

    ``root`` is the article that this one repeats, or its own. In ``plain``, of the same length as
    the text, usable amounts are ``#``, other numbers ``~``, times ``@``, and names have ``_``
    for spaces and commas.
    """

    passage: Passage
    before: str
    root: Article

    @property
    def text(self) -> str:
        """The Indonesian sentence."""
        return self.passage.sentence.text

    @property
    def published(self) -> str:
        """When the article appeared, ISO 8601, or empty."""
        return self.root.date.value if self.root.date else ""

    @property
    def continued(self) -> str:
        """The sentence before, if this one goes on with its subject; else empty."""
        return self.before if rules()["clause.anaphor"].search(self.text) else ""

    @cached_property
    def stated(self) -> list[Value]:
        """Every typed value of the sentence."""
        return values(self.text, "id")

    @cached_property
    def names(self) -> list[Name]:
        """Every name of the sentence."""
        return names(self.text, "id")

    @cached_property
    def amounts(self) -> dict[int, Amount]:
        """The usable amounts by where they start."""
        return {amount.start: amount for amount in _amounts(self.text, self.stated)}

    @cached_property
    def plain(self) -> str:
        """The sentence for patterns to read."""
        plain = list(self.text)
        for name in self.names:
            plain[name.start : name.end] = re.sub(r"[\s,]", "_", name.text)
        for value in self.stated:
            if value.kind not in ("ordinal", "identifier") and not value.weak:
                mark = "~" if value.kind in (*AMOUNTS, "magnitude", "score") else "@"
                plain[value.start : value.end] = mark * (value.end - value.start)
        for amount in self.amounts.values():
            plain[amount.start : amount.end] = "#" * (amount.end - amount.start)
        return "".join(plain)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses, which together are the sentence."""
        return _clauses(self.plain)

    def part(self, i: int) -> str:
        """The clause for patterns to read."""
        return self.plain[self.clauses[i].start : self.clauses[i].end]


def texts(passages: Sequence[Passage]) -> list[Text]:
    """The passages in an order of their own, originals before copies, each once; no long ones."""

    def rank(passage: Passage) -> tuple[bool, str, str, int, str, int, bool, str, str]:
        article, start = passage.sentence.article, passage.sentence.start
        first = _root(article)
        when = first.date.value if first.date else ""
        place = (when, article.path, article.row or 0, article.text, start)
        own = (not passage.trusted, passage.english, passage.translator)
        return (article.copy_of is not None, *place, *own)

    made: list[Text] = []
    once = {p for p in passages if p.sentence.end - p.sentence.start <= LONGEST}
    for passage in sorted(once, key=rank):
        here, there = passage.sentence, made[-1].passage.sentence if made else None
        before = ""
        if there is not None and there.article == here.article:
            gap = here.article.text[there.end : here.start]
            before = there.text if there.end <= here.start and not gap.strip() else ""
        made.append(Text(passage, before, _root(here.article)))
    return made


def _root(article: Article) -> Article:
    while article.copy_of is not None:
        article = article.copy_of
    return article


def _amounts(text: str, stated: Sequence[Value]) -> Iterator[Amount]:
    """Amounts, the two of a range as one; "10 dan 12 orang" and "2,5 plus minus 1" are none."""
    found = [v for v in stated if v.kind in AMOUNTS and not v.weak]
    done = 0
    for value, after in zip_longest(found, found[1:]):
        if value.start < done:
            continue
        gap = text[value.end : after.start].strip().lower() if after else ""
        between = gap == "dan" and text[: value.start].endswith("antara ")
        if after and after.kind == value.kind and (gap in _RANGE or between):
            yield Amount((value, after), value.start, after.end)
            done = after.end
        elif after and gap in _PAIR:
            done = after.end
        else:
            yield Amount((value,), value.start, value.end)


def _clauses(plain: str) -> list[Clause]:
    """Cut at marks and words that end a clause; at commas and "and" only between amounts."""
    table = rules()
    hard = {
        m.start(): m.group().strip(" ,").lower() for m in table["clause.strong"].finditer(plain)
    }
    hard |= {m.start(): "dari" for m in table["clause.earlier"].finditer(plain)}
    soft = {m.start(): "" for m in table["clause.weak"].finditer(plain)}
    made, start, joint, aside = list[Clause](), 0, ".", False
    for at, word in sorted((soft | hard).items()):
        end = min((h for h in hard if h > at), default=len(plain))
        if at > start and (word or ("#" in plain[start:at] and "#" in plain[at:end])):
            made.append(Clause(start, at, joint, aside))
            start, joint = at, word
            aside = bool(table["clause.comparison"].match(word)) if word else aside
    return [*made, Clause(start, len(plain), joint, aside)]
