"""Who says what in Indonesian and English, how sure of it, and whether a sentence kept both.

``speakers`` and ``modality`` read one sentence. ``misattributed``, ``hardened`` and
``subject_swapped`` compare an English sentence with the passages it rests on, Indonesian and in
translation, and give reasons in words. All of it is pure functions over strings, in time linear in
the text; the lists of words are ``lang/voices.toml``.
"""

from summarizer.voices.attribution import misattributed
from summarizer.voices.certainty import hardened
from summarizer.voices.marks import modality
from summarizer.voices.scene import Speaker
from summarizer.voices.speech import speakers
from summarizer.voices.subjects import subject_swapped

__all__ = [
    "Speaker",
    "hardened",
    "misattributed",
    "modality",
    "speakers",
    "subject_swapped",
]
