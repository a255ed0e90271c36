"""Whether a sentence ends at a full stop, question mark, exclamation mark or ellipsis."""

import re
from dataclasses import dataclass
from enum import IntEnum

from summarizer.segment.layout import QUOTES, STOPS, Line
from summarizer.segment.lexicon import lexicon, listed

_ALNUM = re.compile(r"[^\W_]")
_RUN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_]{1,4})+")
_DOTTED_NEXT = re.compile(r"\s*([A-Za-z]{1,4}(?:\.[A-Za-z]{1,5}){0,3})")
_BRAND = re.compile(r"[a-z]-?[A-Z]")  # e-KTP, iPhone: capital enough
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_PIECES = re.compile(r"[.\-'’/&]")
_DASHES = frozenset("-–—")
_BEFORE_INITIAL = frozenset("([,;" + "".join(QUOTES))
_WORD_BACK = 40
"""How far back a word may begin, in code points: no abbreviation is longer."""
_ADDRESS = 300
"""How far a web address may reach either way: longer than those that articles print."""
_LIST_BACK = 300
"""How far back in a sentence the number of the item before may stand."""
_GAP = 16
"""How many signs may stand between a stop and the next word."""


class _Ends(IntEnum):
    """Before what a stop ends its sentence; each value includes the ones above it.

    ``AT_OPENER``: a word that opens sentences, or a quotation. ``AT_CAPITAL``: a capital, a digit,
    a letter without case. ``AT_WORD``: a small letter too.
    """

    NEVER = 0
    AT_OPENER = 1
    AT_CAPITAL = 2
    AT_WORD = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """A run of stops ``[start, stop)`` in a sentence whose first letter or digit is at ``first``;
    with the quotes and brackets that it closes, the sentence would reach to ``end``."""

    first: int
    start: int
    stop: int
    end: int


def with_closers(line: Line, at: int) -> int:
    """Past the closing signs, footnotes and further stops behind the stop that ends at ``at``."""
    text = line.text
    while at < len(text):
        if at in line.closers or text[at] in STOPS:
            at += 1
        elif text[at] == " " and at + 1 in line.closers and text[at + 1] in QUOTES:
            at += 2
        elif note := _FOOTNOTE.match(text, at):
            at = note.end()
        else:
            break
    return at


def ends_sentence(line: Line, stop: Stop) -> bool:
    """Whether the sentence ends with this stop; a letter or digit must follow in the line."""
    text = line.text
    following = _ALNUM.search(text, stop.end, stop.end + _GAP)
    if following is None or text[stop.start - 1] in "([":
        return False
    ends = _judge(text, stop)
    held = line.around(stop.start)
    if held and stop.end <= held[1]:
        return False
    if held and not _is_closed_by_full_stop(text, stop, held[1]):
        ends = min(ends, _Ends.AT_OPENER)
    if ends is _Ends.NEVER:
        return False
    if text[stop.end].isspace():
        return _follows(text, stop, following.start(), ends)
    return ends >= _Ends.AT_CAPITAL and _is_glued(text, stop)


def _is_closed_by_full_stop(text: str, stop: Stop, close: int) -> bool:
    """Whether the stop of a held span is the sentence's too: ``“... zaman.”`` or ``"... ?".``"""
    quoted = text[close] in QUOTES and text[stop.start : stop.stop] == "."
    return quoted or text[stop.end - 1] in STOPS


def _judge(text: str, stop: Stop) -> _Ends:
    """What the text before the stop says; what follows has the last word."""
    if text[stop.end - 1] in STOPS and stop.end > stop.stop:
        return _Ends.AT_CAPITAL
    mark = text[stop.start : stop.stop]
    begin, word = _word_before(text, stop)
    if "?" in mark or "!" in mark:
        return _Ends.AT_OPENER if listed(word, lexicon().marked_names) else _Ends.AT_CAPITAL
    if mark != ".":
        return _Ends.AT_CAPITAL
    if word[:1].isdigit():
        is_item = word.isdecimal() and len(word) <= 2 and _numbers_item(text, stop, begin)
        return _Ends.NEVER if is_item else _Ends.AT_CAPITAL
    if len(word) == 1:
        return _after_letter(text, stop, begin)
    return _after_word(text, stop, begin)


def _word_before(text: str, stop: Stop) -> tuple[int, str]:
    """The word before the stop, dots inside included, and where it begins."""
    end = stop.start
    while end > stop.first and end > stop.start - 3 and text[end - 1].isspace():
        end -= 1
    begin = end
    while begin > max(stop.first, end - _WORD_BACK) and (
        text[begin - 1].isalnum() or text[begin - 1] in ".-'’/&$\u00ad"
    ):
        begin -= 1
    while begin < end and not text[begin].isalnum():
        begin += 1
    return begin, text[begin:end]


def _numbers_item(text: str, stop: Stop, begin: int) -> bool:
    """Whether the number at ``begin`` counts an item: "1. Daftar", "syarat: 1. KTP 2. KK"."""
    if begin == stop.first:
        return True
    before = text[max(stop.first, begin - 3) : begin]
    if not before[-1:].isspace():
        return False
    previous = f" {int(text[begin : stop.start]) - 1}. "
    near = max(stop.first, begin - _LIST_BACK)
    return before.rstrip()[-1:] in (":", ";") or previous in text[near:begin]


def _after_letter(text: str, stop: Stop, begin: int) -> _Ends:
    """An item's letter, an initial, a unit ("37°C"), or the letter of a noun ("vitamin C")."""
    if begin == stop.first:
        return _Ends.NEVER
    if not text[begin - 1].isspace() and text[begin - 1] not in _BEFORE_INITIAL:
        return _Ends.AT_CAPITAL
    nouns = _WORD.findall(text[max(stop.first, begin - _WORD_BACK) : begin])
    if nouns and nouns[-1].lower().removesuffix("nya") in lexicon().lettered:
        return _Ends.AT_CAPITAL
    return _Ends.AT_OPENER if text[begin].isupper() else _Ends.NEVER


def _after_word(text: str, stop: Stop, begin: int) -> _Ends:
    """An abbreviation by the list it is on; any other word ends its sentence."""
    words, word = lexicon(), text[begin : stop.start].rstrip()
    tail = word.rpartition(".")[2]
    if listed(word, words.binds) or (len(tail) > 1 and listed(tail, words.binds)):
        return _Ends.NEVER
    if listed(word, words.before_number):
        following = _ALNUM.search(text, stop.end, stop.end + _GAP)
        if following and following.group().isdigit():
            return _Ends.NEVER
    if listed(word, words.ends):
        return _Ends.AT_CAPITAL
    if word in words.degrees:
        return _after_degree(text, stop, begin)
    if listed(word, words.may_end) or _DOTTED.fullmatch(word):
        return _Ends.AT_OPENER
    # A small letter after a full stop is either a slip of the pen or an abbreviation we do not
    # know; those are short or have no vowel.
    is_plain = word.isalpha() and word.islower() and len(word) >= 4
    return _Ends.AT_WORD if is_plain and set(word) & set("aeiou") else _Ends.AT_CAPITAL


def _after_degree(text: str, stop: Stop, begin: int) -> _Ends:
    """A degree may end a sentence, but not before another degree; "S.T" alone may be initials."""
    degrees = lexicon().degrees
    following = _DOTTED_NEXT.match(text, stop.end)
    if following and following.group(1) in degrees:
        return _Ends.NEVER
    before = text[max(stop.first, begin - _WORD_BACK) : begin].split()
    is_behind_name = bool(before) and (before[-1][-1] == "," or before[-1].rstrip(".") in degrees)
    may_be_initials = text[begin : stop.start].isupper() and not is_behind_name
    return _Ends.AT_OPENER if may_be_initials else _Ends.AT_CAPITAL


def _follows(text: str, stop: Stop, following: int, ends: _Ends) -> bool:
    """Whether what stands behind the white space can open a sentence."""
    gap = text[stop.end : following].lstrip()
    is_closed = stop.end > stop.stop
    if gap[:1] in {",", ";", ":", *STOPS} or (is_closed and gap[:1] in _DASHES):
        return False
    if text[following].islower() and not _BRAND.match(text, following):
        return ends is _Ends.AT_WORD and not is_closed and gap[:1] not in _DASHES
    found = _WORD.match(text, following)
    word = found.group().lower() if found else ""
    if ends is _Ends.AT_OPENER:
        return word in lexicon().openers or (bool(word) and not QUOTES.isdisjoint(gap))
    return word not in lexicon().never_open


def _is_glued(text: str, stop: Stop) -> bool:
    """Whether the next sentence stands at once behind this one: "selesai.Dia pergi"."""
    is_opened = text[stop.end] in QUOTES or text[stop.end] == "("
    following = _RUN.match(text, stop.end + is_opened)
    if following is None or not following.group()[0].isupper():
        return False
    if text[stop.start : stop.stop] not in {".", "?", "!"}:
        return False  # "Saya...Saya tidak tahu": a stammer as often as an end
    after = following.group()
    _, word = _word_before(text, stop)
    tail = _PIECES.split(word)[-1]
    if word and stop.end == stop.stop:
        is_word = tail.isdecimal() or (tail.isalpha() and len(tail) >= (2 if tail.isupper() else 3))
        if not is_word or after.lower() in lexicon().suffixes or _is_address(text, stop.start):
            return False
    if is_opened or after[1:2].islower():
        return True
    return after[1:].isupper() and not tail.isupper() and "." not in word


def _is_address(text: str, at: int) -> bool:
    """Whether the stop at ``at``, between letters, is in a web or mail address, a handle or tag."""
    before = text[max(0, at - _ADDRESS) : at].split()[-1:]
    behind = text[at : at + _ADDRESS].split()[:1]
    return any(sign in "".join(before + behind) for sign in ("://", "www.", "@", "#"))
