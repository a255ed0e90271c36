"""Expressions that may name one day: where they stand and what they hold, not yet which day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from summarizer.days.atoms import Atom, atoms
from summarizer.days.words import Words, words

Date = tuple[int | None, int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One expression, ``text[start:end]``.

    ``weekday``: 0 for Monday. ``date``: year or None, month, day. ``shift``: days from the
    article's own. ``relation``: see ``lang/days.toml``. ``part``: of the day, as written.
    ``named``: the month is a word. ``ranged``: an end of a span of days. ``bracket``: the date
    stands in brackets. ``night``: a night that began on that day.
    """

    start: int
    end: int
    weekday: int | None = None
    date: Date | None = None
    shift: int | None = None
    relation: str = ""
    part: str = ""
    named: bool = False
    ranged: bool = False
    bracket: bool = False
    night: bool = False


def scan(text: str, language: str) -> tuple[Mention, ...]:
    """Every expression of the text in order; none overlaps another."""
    lexicon = words(language)
    dates = {atom.start: atom for atom in atoms(text, lexicon)}
    days = {m.start: m for m in _weekdays(text, dates, lexicon)}
    alone = (
        _dated(text, Mention(atom.start, atom.end), atom)
        for atom in dates.values()
        if _stands_alone(text, atom, lexicon)
    )
    candidates = [*_deictics(text, days, dates, lexicon), *days.values(), *alone]
    found = list[Mention]()
    for mention in sorted(candidates, key=lambda m: (m.start, -m.end)):
        last = found[-1].end if found else 0
        behind = not text[last : mention.start].strip() and found
        if mention.start < last or (behind and mention.shift is not None):
            continue  # "Rabu (24/4) kemarin": the last word only leans on the day
        found.append(mention)
    return tuple(found)


def _weekdays(text: str, dates: dict[int, Atom], lexicon: Words) -> Iterator[Mention]:
    for match in lexicon.weekday.finditer(text):
        if not _is_weekday(match, text, dates, lexicon):
            continue
        relation = lexicon.relations.get(_low(match["after"] or match["before"]), "")
        start = match.start() if match["before"] else match.start("name")
        mention = Mention(
            start,
            match.end(),
            weekday=lexicon.weekdays[_low(match["name"])],
            relation=relation,
            part=_low(match["part"]),
        )
        atom = _joined(text, match.end(), dates, lexicon)
        if atom is None:
            yield mention
        elif not atom.ranged:  # "Rabu–Kamis (13–14/9)": its two days speak for themselves
            yield _with_part(text, _dated(text, replace(mention, relation=""), atom), lexicon)


def _low(text: str | None) -> str:
    return " ".join((text or "").lower().split())


def _joined(text: str, end: int, dates: dict[int, Atom], lexicon: Words) -> Atom | None:
    """The date right behind: after a comma, "tanggal", an opening bracket, or nothing."""
    match = lexicon.dated.match(text, end)
    return dates.get(match.end()) if match and match.end() > end else None


def _dated(text: str, mention: Mention, atom: Atom) -> Mention:
    """The mention with the date, and with the bracket behind it if it opened within."""
    end = max(atom.end, mention.end)
    opened = text[mention.start : atom.start].count("(")
    if opened and text[end : end + 1] == ")":
        end += 1
    bracket = bool(opened) or _before(text, mention.start).endswith("(")
    named, ranged = atom.named, atom.ranged
    return replace(mention, end=end, date=atom.date, named=named, ranged=ranged, bracket=bracket)


def _with_part(text: str, mention: Mention, lexicon: Words) -> Mention:
    """With the part of the day that follows a date: "Selasa (12/9) malam"."""
    match = lexicon.part.match(text, mention.end)
    if mention.part or match is None:
        return mention
    return replace(mention, end=match.end(), part=_low(match["part"]))


def _is_weekday(match: re.Match[str], text: str, dates: dict[int, Atom], lexicon: Words) -> bool:
    name, before, after = match["name"], _word_before(text, match.start()), match.end()
    dated = _joined(text, after, dates, lexicon) is not None
    if name.islower() and not match["day"]:
        return False
    if name.isupper() and not dated:
        return False
    if before in lexicon.lists["before_weekday"] and not dated:
        return False
    if _word_after(text, match.end("name")) in lexicon.lists["after_weekday"]:
        return False
    if _spans(text, match, lexicon):
        return False
    return _low(name) != "minggu" or match["day"] is not None or dated or _is_sunday(match, text)


def _is_sunday(match: re.Match[str], text: str) -> bool:
    """Whether "Minggu" without "hari" or date is the day: at the start of a sentence, or with a
    relation behind it, it may be the week.
    """
    if match["after"] or text.startswith(" ke-", match.end()):
        return False
    opens = not re.search(r"[^\W\d_][\s,(]*\Z", _before(text, match.start()))
    return not opens or match["part"] is not None or text[match.end() : match.end() + 1] == ","


def _spans(text: str, match: re.Match[str], lexicon: Words) -> bool:
    """Whether a dash joins the weekday to another: "Senin–Jumat" is a schedule."""
    before = re.search(r"([^\W\d_]+)\s?[–—]\s?\Z", text[max(0, match.start() - 20) : match.start()])
    after = re.match(r"\s?[-–—/]\s?([^\W\d_]+)", text[match.end("name") :])
    return any(m is not None and m[1].lower() in lexicon.weekdays for m in (before, after))


def _deictics(
    text: str, days: dict[int, Mention], dates: dict[int, Atom], lexicon: Words
) -> Iterator[Mention]:
    for match in lexicon.deictic.finditer(text):
        before, after = _word_before(text, match.start()), _word_after(text, match.end())
        name, part = _low(match["name"]), _low(match["part"])
        shift, night = lexicon.deictics[name], name in lexicon.lists["nights"]
        if before in lexicon.lists["before_deictic"] or after in lexicon.lists["after_deictic"]:
            continue
        if name in lexicon.lists["today"] and before in lexicon.lists["before_today"]:
            continue
        if before[-1:].isdigit() or _is_name(match, text):
            continue
        mention = Mention(match.start(), match.end(), shift=shift, part=part, night=night)
        yield _merged(text, mention, days, dates, lexicon)


def _is_name(match: re.Match[str], text: str) -> bool:
    """A capital inside a sentence: "Russia Today", "Harga Emas Hari Ini"."""
    inside = re.search(r"[\w,)]\Z", _before(text, match.start())) is not None
    return inside and match.group()[0].isupper()


def _merged(
    text: str, mention: Mention, days: dict[int, Mention], dates: dict[int, Atom], lexicon: Words
) -> Mention:
    """With the weekday or date that follows: "kemarin, Selasa (12/9)", "hari ini (13/9)"."""
    gap = re.compile(r"\s*,?\s*\(?\s*").match(text, mention.end)
    day = days.get(gap.end()) if gap and gap.end() > mention.end else None
    if day is not None:
        opened = "(" in text[mention.end : day.start] and text[day.end : day.end + 1] == ")"
        part = mention.part or day.part
        return replace(
            day, start=mention.start, end=day.end + opened, shift=mention.shift, part=part
        )
    atom = _joined(text, mention.end, dates, lexicon)
    return mention if atom is None or atom.ranged else _dated(text, mention, atom)


def _stands_alone(text: str, atom: Atom, lexicon: Words) -> bool:
    """Whether a date needs nothing beside it; "12/09" does, as "3/4" may be a fraction."""
    if atom.named or atom.date[0] is not None:
        return True
    before, written = _before(text, atom.start), text[atom.start : atom.end]
    if re.search(r"\((?:\d{1,2}\s?[-–—])?\Z", before):
        return atom.ranged or text[atom.end : atom.end + 1] in (")", ",", " ")
    cue = _word_before(text, atom.start)
    padded = written.startswith("0") or "/0" in written
    return cue in lexicon.lists["alone"] or (padded and cue in lexicon.lists["short_date"])


def _before(text: str, start: int) -> str:
    """What stands in front, as far as it matters, without the space between."""
    return text[max(0, start - 40) : start].rstrip()


def _word_before(text: str, start: int) -> str:
    found = re.search(r"([\w./-]+)[\s]*\Z", text[max(0, start - 40) : start])
    return found[1].lower() if found else ""


def _word_after(text: str, end: int) -> str:
    found = re.match(r"\s+([^\W\d_]+)", text[end : end + 40])
    return found[1].lower() if found else ""
