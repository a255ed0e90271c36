"""Examples for a judge of support: Indonesian passages, an English sentence, does it hold?"""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure_guards import WEEKDAYS
from perturb import KINDS
from perturb_facts import JOINTS, starts_with_name, together
from perturb_words import SAME

from summarizer.backends.judge import PROMPT
from summarizer.guards import failures

SOURCES = ("panl-international", "panl-economy", "panl-sport", "panl-science", "news", "bbc", "pud")
"""News and what reads like it."""
LONGEST = 350
"""Characters of a passage; longer ones are lists and run-on paragraphs."""

SHARES = {
    "number": 2, "date": 2, "name": 2, "actor": 3, "negation": 1.5, "hedge": 4, "speaker": 2.5,
    "opposite": 1.2, "word": 2, "clause": 2, "merged": 2, "other": 0.5,
}  # fmt: skip
"""How readily each kind is drawn; those that few sentences have, more, and the easy one less."""

_TAIL = re.compile(r",? (?:which|who|where|adding that|saying that) [^,]+\.$")
_HEAD = re.compile(r"^(?:Meanwhile|However|In addition|Moreover|Earlier|Furthermore|But),? ")
_ASIDE = re.compile(r", (?:as|while|following|after|amid) [^,]+\.$")
_DAY = re.compile(
    rf",? on (?:{'|'.join(WEEKDAYS)})(?: (?:morning|afternoon|evening|night))?(?=[ .,])"
)
_SPEAKER_LAST = re.compile(r"([^\"“]+), ((?:[A-Z][\w.'-]+ ?){1,5}) said\.$")
_SPEECH = re.compile(
    r"\b(?:kata|ujar|ungkap|tutur|jelas|sebut|turut|tambah|lapor|nyata|tegas|papar|imbuh|sampai"
    r"|umum|tulis|kutip|aku|ucap|jawab|tanda|cerita|terang|klaim|bilang|tuduh|bantah|tuding|tukas"
    r"|peringat|kemuka|pendapat|nilai|harap|putus|janji|desak|minta|kecam|seru|komentar|ingat)"
)
_SAID = re.compile(r"\b(?:said|says|told|added|reported|according to|announced|warned)\b")
_HEDGED = re.compile(
    r"\b(?:mungkin|kemungkinan|diduga|terduga|dugaan|dikabarkan|kabarnya|konon|rencana\w*|akan|bisa"
    r"|direncanakan|merencanakan|dapat|boleh|\w*perkira\w*|\w*harap\w*|\w*curiga\w*|tersangka"
    r"|tampak\w*|kiranya|agaknya|dipercaya|diyakini|dilaporkan|disebut\w*|dituduh|hendak|bakal"
    r"|berniat|\w*jadwal\w*|sepertinya|rupanya|ingin|siap)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:tidak|tak|bukan\w*|belum|tanpa|jangan|enggan|gagal|mustahil|tiada|menolak|batal)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\b(?:not|no|never|without|cannot)\b|n['’]t\b")


@dataclass(frozen=True, slots=True)
class Example:
    """``passages`` are Indonesian; ``kind`` is "true", or what was changed.

    ``origin`` is the true sentence that a false one was made of, where the two are alike up to
    the change; else empty.
    """

    passages: tuple[str, ...]
    sentence: str
    kind: str
    origin: str = ""

    @property
    def supported(self) -> bool:
        return self.kind == "true"

    @property
    def evidence(self) -> str:
        return " ".join(self.passages)

    @property
    def prompt(self) -> str:
        return PROMPT.format(self.evidence, self.sentence)


Row = Mapping[str, str]


def half(row: Row) -> int:
    """0 or 1 by the hash of a row: what is chosen on one half is measured on the other."""
    return hashlib.sha256(row["id"].encode()).digest()[0] % 2


def read_rows(path: Path) -> list[dict[str, str]]:
    """The news rows of a gzipped JSON Lines file that are ``sound``."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row for row in rows if row["source"] in SOURCES and sound(row)]


def sound(row: Row) -> bool:
    """Whether the English says what the Indonesian says, as far as rules can tell.

    Free translations add who said it and when, and would teach the judge to let that pass.
    """
    told = not _SAID.search(row["en"]) or _SPEECH.search(_stems(row["id"]))
    fits = 30 <= len(row["id"]) <= LONGEST and not re.search(r"\?|<|[a-z][A-Z]", row["en"])
    here = "said here" in row["en"] or "here on" in row["en"]
    return bool(told) and fits and not here and not failures(row["id"], row["en"])


def _stems(indonesian: str) -> str:
    """The text with verbal prefixes parted from what follows: "dikatakannya" holds "kata"."""
    return re.sub(r"\b(?:di|men|meng|mem|me|ber|per|ter|pen|peng|ke)(?=[a-z]{3})", "", indonesian)


def examples(rows: Sequence[Row], seed: int) -> Iterator[list[Example]]:
    """For each row, in random order, up to two true sentences and as many false ones.

    A false sentence is a true one changed, so that it is like the true ones in length, in joints
    and in how much is left out.
    """
    for group, chance in groups(rows, seed):
        passages = group.passages(chance)
        true = group.true(chance)
        false = group.false(true, chance)
        size = min(len(true), len(false))
        made = [Example(passages, text, "true") for text in true[:size]]
        made += [Example(passages, *each) for each in false[:size]]
        if made:
            yield made


def groups(rows: Sequence[Row], seed: int) -> Iterator[tuple["Group", random.Random]]:
    """Each row once, in random order, with chance to draw sentences of it by.

    The evidence is the row's Indonesian alone or with that of rows that share its words, as a
    group of passages is in a brief.
    """
    near = _neighbours(rows)
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    for number in order:
        chance = random.Random(f"{seed} {number}")
        company = near[number][: chance.choice((0, 1, 1, 2))]
        outside = [rows[n] for n in near[number] if n not in company] or [rows[order[0]]]
        yield Group(rows[number], [rows[n] for n in company], outside), chance


@dataclass(frozen=True, slots=True)
class Group:
    """A row, the rows that lie with it in the evidence, and rows like it that do not."""

    row: Row
    company: Sequence[Row]
    outside: Sequence[Row]

    @property
    def inside(self) -> list[Row]:
        return [self.row, *self.company]

    def passages(self, chance: random.Random) -> tuple[str, ...]:
        """The Indonesian of the evidence in random order."""
        return tuple(chance.sample([row["id"] for row in self.inside], len(self.inside)))

    def true(self, chance: random.Random) -> list[str]:
        """One or two sentences that the evidence says, the row's first."""
        first = self.row["en"]
        if self.company and chance.random() < 0.4:
            joint = chance.choice(JOINTS)
            first = together(first, self.company[0]["en"], joint, chance.random() < 0.3) or first
        second = chance.choice([row["en"] for row in self.inside])
        second = second if chance.random() < 0.4 else shortened(second, chance)
        return list(dict.fromkeys([varied(first, chance), varied(second, chance)]))

    def false(self, true: Sequence[str], chance: random.Random) -> list[tuple[str, str, str]]:
        """(sentence, kind, origin) twice, of unlike kinds; fewer where nothing fits."""
        made: list[tuple[str, str, str]] = []
        drawn = {kind: chance.random() ** (1 / share) for kind, share in SHARES.items()}
        for kind in sorted(SHARES, key=lambda k: -drawn[k]):
            origin = true[len(made) % len(true)]
            text = self.changed(kind, origin, chance)
            if text is not None:
                made.append((text, kind, "" if kind in ("other", "clause", "merged") else origin))
            if len(made) == 2:
                break
        return made

    def changed(self, kind: str, origin: str, chance: random.Random) -> str | None:
        """``origin`` made false in one way; None where that way has nothing to change."""
        strange = [row["en"] for row in self.outside if self.new(row)]
        if kind == "other":
            return chance.choice(strange) if strange else None
        mates = [row["en"] for row in self.company if row["en"][:30] not in origin]
        if kind == "clause":
            another = chance.choice(strange) if strange else None
        elif kind == "merged":
            # Rows of one event may well be tied as the change ties them.
            apart = [text for text in mates if _share(text, self.row["en"]) < 0.2]
            another, origin = (chance.choice(apart) if apart else None), self.row["en"]
        elif kind == "word":
            another = " ".join(row["en"] for row in self.outside)
        else:
            near = mates if mates and chance.random() < 0.5 else strange
            another = chance.choice(near) if near else self.outside[0]["en"]
        if another is None:
            return None
        made = KINDS[kind](origin, another, chance)
        return made if made and made != origin and self.holds(kind, origin, made) else None

    def holds(self, kind: str, origin: str, made: str) -> bool:
        """Whether a change is one for the evidence, too: what is taken out must be in it."""
        evidence = " ".join(row["id"] for row in self.inside)
        if kind == "hedge":
            return bool(_HEDGED.search(evidence))
        if kind == "negation" and len(_NO.findall(made)) <= len(_NO.findall(origin)):
            return bool(_DENIED.search(evidence))
        if kind == "date" and "dawn" in made:
            return not re.search(r"dini|subuh|fajar", evidence)
        return " ".join(made.split()) == made

    def new(self, other: Row) -> bool:
        """Whether a row tells something else: less than 0.4 of its words are in the evidence."""
        held = " ".join(row["en"] for row in self.inside)
        return len(_words(other["en"])) > 3 and _share(other["en"], held) < 0.4


def shortened(english: str, chance: random.Random) -> str:
    """The sentence without a last clause, a first adverb or a time: it still holds."""
    cuts = [_TAIL.sub(".", english), _HEAD.sub("", english), _ASIDE.sub(".", english)]
    cuts += [_DAY.sub("", english, count=1)]
    fits = [cut for cut in cuts if cut != english and len(cut.split()) > 5]
    cut = chance.choice(fits) if fits else english
    return cut[:1].upper() + cut[1:]


def varied(english: str, chance: random.Random) -> str:
    """The sentence with some words put for others that say the same, and the speaker first."""
    english = english.replace("%", " %")
    for word, others in SAME.items():
        if word in english and chance.random() < 0.4:
            form = rf"(?<![\w-]){re.escape(word)}(?![\w-])"
            english = re.sub(form, chance.choice(others.split(",")), english, count=1)
    english = english.replace(" %", "%")
    told = _SPEAKER_LAST.match(english)
    if told and chance.random() < 0.3:
        said = told[1] if starts_with_name(told[1]) else told[1][0].lower() + told[1][1:]
        english = f"{told[2]} said {chance.choice(('', 'that '))}{said}."
    return english


def _share(english: str, other: str) -> float:
    """The share of a text's words that another holds."""
    told = _words(english)
    return len(told & _words(other)) / max(1, len(told))


def _words(english: str) -> set[str]:
    return {word.lower()[:6] for word in re.findall(r"[A-Za-z]{4,}|\d+", english)}


def _neighbours(rows: Sequence[Row], most: int = 6) -> list[list[int]]:
    """For each row up to ``most`` others that share its rarest words, the likest first."""
    words = [{w.lower() for w in re.findall(r"[^\W\d_]{4,}", row["id"])} for row in rows]
    where: dict[str, list[int]] = {}
    for number, held in enumerate(words):
        for word in held:
            where.setdefault(word, []).append(number)
    found = []
    for number, held in enumerate(words):
        rare = sorted(
            (word for word in held if 1 < len(where[word]) <= 200), key=lambda w: (len(where[w]), w)
        )
        scores: dict[int, float] = {}
        for word in rare[:8]:
            for other in where[word]:
                if other != number:
                    scores[other] = scores.get(other, 0.0) + 1 / len(where[word])
        found.append(sorted(scores, key=lambda n: (-scores[n], n))[:most])
    return found
