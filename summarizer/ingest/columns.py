"""Which column, key or front-matter line holds what."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from summarizer.errors import InputError, UsageError

NAMES = {
    "text": (
        "text", "body", "content", "isi", "artikel", "article", "isi_berita", "isi_artikel",
        "berita", "teks", "konten", "naskah", "article_text", "article_body", "articlebody",
        "full_text", "fulltext", "maintext", "main_text", "clean_text", "clean_article",
    ),
    "title": ("title", "judul", "headline", "judul_berita", "judul_artikel", "tajuk"),
    "outlet": (
        "outlet", "source", "media", "publisher", "sumber", "penerbit", "nama_media", "sitename",
        "site_name", "site", "domain", "newspaper", "koran", "portal",
    ),
    "date": (
        "date", "published", "tanggal", "published_at", "publishedat", "date_published",
        "datepublished", "publish_date", "publication_date", "pub_date", "pubdate", "tgl",
        "tanggal_terbit", "waktu", "datetime", "timestamp", "created_at",
    ),
    "author": ("author", "authors", "penulis", "byline", "wartawan", "reporter", "creator"),
    "address": ("url", "link", "address", "alamat", "permalink", "source_url", "uri", "href"),
}  # fmt: skip
"""For each field the usual names of its column, best first."""

MAX_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that hold each field; an empty name means: guess by usual names."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    date: str = ""
    author: str = ""
    address: str = ""


def guess(field: str, present: Iterable[str]) -> str:
    """The name among those present that usually holds the field, or an empty string."""
    by_plain = {_plain(name): name for name in reversed(list(present))}
    return next((by_plain[name] for name in NAMES[field] if name in by_plain), "")


def resolve(columns: Columns, present: Iterable[str], path: str) -> Mapping[str, str]:
    """For each field found the name of its column.

    Raises ``UsageError`` where a column was named that is not there, ``InputError`` where no
    column for the text can be guessed.
    """
    names = list(present)
    found = {}
    for field in (entry.name for entry in fields(Columns)):
        wanted = getattr(columns, field)
        if wanted and wanted not in names:
            raise UsageError(
                f"no column {wanted!r} in {path}",
                f"it has: {_listing(names)}",
                _todo(wanted, names),
            )
        name = wanted or guess(field, names)
        if name:
            found[field] = name
    if "text" not in found:
        raise InputError(
            f"no column of {path} is known to hold the text",
            f"it has: {_listing(names)}; usual names are: {', '.join(NAMES['text'][:6])}",
            "name it with --text-column",
        )
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\s.-]+", "_", name.strip().casefold())


def _listing(names: list[str]) -> str:
    shown = [name if len(name) <= 40 else name[:40] + "..." for name in names[:MAX_SHOWN]]
    more = len(names) - len(shown)
    return (", ".join(shown) or "none") + (f" and {more} more" if more else "")


def _todo(wanted: str, names: list[str]) -> str:
    near = difflib.get_close_matches(wanted, names, n=1) or difflib.get_close_matches(
        _plain(wanted), [_plain(name) for name in names], n=1
    )
    return f"did you mean {near[0]!r}?" if near else "name one of these"
