"""Bytes to text, and text to characters a reader can see."""

import codecs
import re
import unicodedata
from collections import Counter

SAMPLE = 65_536
"""Bytes looked at where a part must stand for the whole."""

BINARY_SHARE = 0.05
"""Control characters beyond this share mean that a file is no text. Random bytes hold 11 %, a
compressed PDF some 9 %, a terminal log full of escape codes under 3 %."""

MIN_SAMPLE = 200
"""Bytes below which a share says little: ten stray controls are forgiven in any file."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\v\f\r"))
# Windows-1252 with its five holes read as browsers read them, so that no byte is lost.
_CP1252 = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))
_CHARSETS = re.compile(r"iso8859-\d+|cp125\d|koi8-\w+|gb\w+|big5\w*|shift_jis\w*|cp9\d\d|euc_\w+")
# One character or ASCII run a match: Python 3.11.2, which Debian 12 has, matches a possessive group
# ("(...)++") beyond what the group matches.
_VALID_UTF8 = re.compile(
    rb"[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xe1-\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_SPLIT = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")

_KINDS = {
    "control": "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff",
    "surrogate": "\ud800-\udfff",
    "private": "\ue000-\uf8ff\U000f0000-\U0010ffff",
    "bidirectional": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "tag": "\U000e0000-\U000e0fff",
    "invisible": "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065"
    "\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001d173-\U0001d17a",
}
"""Characters that nobody sees, as ranges of a regular expression, by what they are called."""

_KIND_PATTERNS = {kind: re.compile(f"[{ranges}]") for kind, ranges in _KINDS.items()}
_UNSEEN = re.compile("[" + "".join(_KINDS.values()) + "]+")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


class NotTextError(ValueError):
    """The bytes are no text in any encoding."""


def decode(data: bytes, declared: str = "", whole: bool = True) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes, and a note where the encoding was not plain UTF-8.

    Tries, in this order: byte order mark, strict UTF-8, UTF-16 by its NUL pattern, the declared
    charset, Windows-1252. A text that is UTF-8 but for stray bytes keeps its UTF-8, and the stray
    bytes are read as Windows-1252. ``whole=False`` says that the bytes were cut off at the end, so
    that a character may lack its tail. Raises ``NotTextError`` for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding != "utf-8":
                return _wide(data[len(mark) :], encoding), ()
            data = data[len(mark) :]
            break
    # ASCII in UTF-16 is valid UTF-8 with a NUL at every other place: so the pattern comes first.
    wide = _nul_pattern(data)
    if wide:
        return _wide(data, wide), (f"read as {wide.upper()}: every other byte is NUL",)
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > BINARY_SHARE * max(len(sample), MIN_SAMPLE):
        raise NotTextError("not text: too many control characters")
    try:
        # Encoded surrogates pass here: tidy() removes and counts them.
        split = None if whole else _SPLIT.search(data, len(data) - 3)
        return (data[: split.start()] if split else data).decode("utf-8", "surrogatepass"), ()
    except UnicodeDecodeError:
        return _legacy(data, declared)


def tidy(text: str) -> tuple[str, Counter[str]]:
    """The text without characters nobody sees, and how many of each kind went.

    Kinds are the keys of the table above: control and private-use characters, lone surrogates,
    bidirectional marks, tag characters, zero-width and other invisible ones. Line ends become
    ``\\n``, spaces of any width a plain one (silently), and the text is in normal form C.
    """
    gone: Counter[str] = Counter()
    text = _LINE_END.sub("\n", text)
    if _UNSEEN.search(text):
        unseen = "".join(_UNSEEN.findall(text))
        for kind, pattern in _KIND_PATTERNS.items():
            gone[kind] = len(pattern.findall(unseen))
        text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text)), +gone


def notes_on(gone: Counter[str], text: str) -> tuple[str, ...]:
    """What a reader should hear: characters removed, and characters lost before we came."""
    notes = []
    if gone:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(gone.items()))
        notes.append(f"characters removed: {kinds}")
    lost = text.count("\ufffd")
    if lost:
        notes.append(f"{lost} unreadable characters (U+FFFD) in the text")
    return tuple(notes)


def cut(text: str, limit: int) -> str:
    """The text up to the limit, ended at a line or sentence end if one is near, else at a space."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    near = max(head.rfind("\n", limit - limit // 20), head.rfind(". ", limit - limit // 20) + 1)
    end = near if near > 0 else head.rfind(" ", limit // 2)
    return head[:end] if end > 0 else head


def _nul_pattern(data: bytes) -> str:
    """UTF-16 of Latin text has a NUL at nearly every other byte, and none between."""
    sample = data[:SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 4 or max(even, odd) < 0.3 * len(sample) / 2:
        return ""
    if min(even, odd) > 0.05 * len(sample) / 2:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _wide(data: bytes, encoding: str) -> str:
    width = 4 if "32" in encoding else 2
    whole = data[: len(data) // width * width]
    try:
        return whole.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:  # code points beyond Unicode: U+FFFD, which notes_on() counts
        return whole.decode(encoding, "replace")


def _legacy(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    charset = _charset(declared)
    if charset:
        try:
            return data.decode(charset), (f"read as {charset}, which the page declares",)
        except UnicodeDecodeError:
            pass
    pieces, position, in_utf8, stray = [], 0, 0, 0
    for match in _VALID_UTF8.finditer(data):
        gap, good = data[position : match.start()], match.group().decode("utf-8", "surrogatepass")
        pieces += [_cp1252(gap), good]
        stray += len(gap)
        in_utf8 += len(good) - len(good.encode("ascii", "ignore"))
        position = match.end()
    pieces.append(_cp1252(data[position:]))
    stray += len(data) - position
    if in_utf8 >= stray:
        return "".join(pieces), (f"{stray} bytes were not UTF-8, read as Windows-1252",)
    return _cp1252(data), ("read as Windows-1252: not UTF-8",)


def _cp1252(data: bytes) -> str:
    return codecs.charmap_decode(data, "strict", _CP1252)[0]


def _charset(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name if declared.isascii() else ""
    except (LookupError, ValueError):
        return ""
    # Latin-1 on the web means Windows-1252, which comes last anyway (WHATWG Encoding).
    return name if _CHARSETS.fullmatch(name) and name not in ("iso8859-1", "cp1252") else ""
