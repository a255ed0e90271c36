"""Forms of English words: what a verb's forms have in common, and which are of the past."""

from functools import cache

from summarizer.voices.words import TARGET_LANG, data, tokens, words

_ENDINGS = (("ing", ""), ("ied", "y"), ("ies", "y"), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_SHORTEST = 3


def stem(key: str) -> str:
    """What is alike in the forms of an English word: "visited", "visits", "visiting"."""
    key = _irregular().get(key, key)
    for end, put in _ENDINGS:
        if key.endswith(end) and len(key) - len(end) >= _SHORTEST and not key.endswith("ss"):
            key = key[: -len(end)] + put
            break
    if len(key) > _SHORTEST + 1 and key[-1] == key[-2] and key[-1] not in "aeiousl":
        key = key[:-1]  # "planned"
    return key.removesuffix("e")


def is_past(key: str) -> bool:
    """Whether an English word has the form of the past, as far as its ending and a table tell."""
    return key in _irregular() or (key.endswith("ed") and len(key) > _SHORTEST + 1)


def content(text: str) -> set[str]:
    """The stems of an English text's words that tell something: no names, no help words."""
    return {
        stem(token.key)
        for token in tokens(text)
        if token.word
        and not token.capital
        and len(token.key) > _SHORTEST
        and token.key not in words("verbs", "stop")
        and token.key not in words(TARGET_LANG, "times")
    }


@cache
def _irregular() -> dict[str, str]:
    """Past forms of irregular verbs and their plain forms."""
    rows: str = data()["verbs"]["past"]
    return {form: row.split()[0] for row in rows.split("|") for form in row.split()[1:]}
