"""Names, acronyms and glossaries of Indonesian and English.

``names`` finds the names of a text, ``lost`` and ``invented`` compare an Indonesian text with its
English by a table of usual forms, tolerant spelling and lists of everyday words. All of it is pure
functions over strings; the data lie in ``lang/names.toml`` and load at the first use.
"""

from summarizer.names.find import Name, names
from summarizer.names.glossary import Glossary, Term, builtin_glossary, read_glossary
from summarizer.names.match import accepted, invented, lost, meaning, usual

__all__ = [
    "Glossary",
    "Name",
    "Term",
    "accepted",
    "builtin_glossary",
    "invented",
    "lost",
    "meaning",
    "names",
    "read_glossary",
    "usual",
]
