"""The title of a brief: what its first sentences tell, short, and with a source like any claim."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from summarizer.data import Claim, Draft, Group, Passage
from summarizer.verify.claims import attest, cite, plain
from summarizer.verify.support import Standard, examined, weakest
from summarizer.wording import BY_SOMEBODY, LEANING, WEEKDAYS

MOST_WORDS, LEAST_WORDS = 18, 5
"""Words of a headline."""

AT_MOST = 26
"""Words of a passage that heads a brief sooner than a written headline does."""

LEADING = 3
"""Groups that a headline may come from: it tells what the brief is about, and lower down any
short sentence would do ("The figure of 25 bps means 0.25 percentage points")."""

DANGLING = re.compile(
    rf"(?:{LEANING}"
    r"|the (?:trip|visit|meeting|figure|move|decision|problem|incident|operation))\b|[“‘\"]",
    re.IGNORECASE,
)
"""An opening that needs the sentence before it, or a quotation."""

VIEW = re.compile(
    r"(?:for|according to|in the (?:view|eyes|opinion) of)\b(?: \w+){0,2}? "
    r"(?:critics|opponents|analysts|observers|experts|activists|rivals|parties)\b"
    r"|(?:\w+ ){0,2}(?:critics|opponents|observers|analysts|activists)\b",
    re.IGNORECASE,
)
"""An opening of what some think: "For critics, the draft was made to benefit the family"."""

_ADDING = re.compile(
    rf"\b(?:also|as well|too)\b|\b{BY_SOMEBODY}\b",
    re.IGNORECASE,
)
"""It adds to a sentence that a headline does not have: "Putin also received an invitation", "The
committee, he continued, found"."""

_DATE = r"\([^)]*\d[^)]*\)|[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]+(?: \d{4})?"
_HOURS = "(?: (?:early )?morning| afternoon| evening| night)?"
_WHEN = re.compile(
    rf",? on {WEEKDAYS}{_HOURS}(?:,? (?:{_DATE}))?{_HOURS}"
    r"(?:,? (?:local|\w+) time)?(?=[,. ]|$)"
    r"|\s\([^)]*\d[^)]*\)"
)
_ASIDE = re.compile(r", (?:as(?! of\b)|while|which|where|who|following|adding) [^.]*\.?$")
"""What else went on. Without its comma a clause may limit the first ("would leave when ...")."""


def title_of(
    draft: Draft,
    groups: Sequence[Group],
    standard: Standard | None = None,
    unfit: Callable[[Passage], bool] = lambda passage: False,
) -> Claim:
    """The best passage that is short enough for a headline, else the written one.

    In that order, because what a headline gets wrong no word check sees: of "fired two missiles
    while its leader was in Russia" a writer of 1.5B made "fires two missiles in Russia". A
    passage is shortened only by when it was and by what else went on. It cites what it rests on.
    What some only think, or is ``unfit`` (denied by somebody, leaning), is none while there is
    another.
    """
    standard = standard or Standard()
    ranked = sorted(groups, key=lambda group: -group.score)[:LEADING]
    fit = [group for group in ranked if _states(group.passages[0], unfit)]
    ranked = fit or ranked
    first = [group.passages[0] for group in ranked]
    leading = [*first, *(p for group in ranked for p in group.passages[1:])]
    leading = [p for p in leading if _states(p, unfit)] or leading
    for most, passage in ((most, p) for p in leading for most in (MOST_WORDS, AT_MOST)):
        short = next(_shortened(passage, most), None)
        if short is None:
            continue
        (support,) = standard.scores([(short, [passage])])
        if passage.likely and standard.holds(support):
            score = weakest([support, passage.right])
            verdict = "unverified" if score is None else "verbatim"
            return Claim(plain(short).rstrip("."), cite([passage]), "", verdict, support=score)
    written = Draft(draft.group if draft.text else ranked[0], draft.text.strip().strip("\"'“”"))
    (found,) = examined([written], standard, whole=False)
    claim = attest(found, standard)
    if not isinstance(claim, Claim):
        claim = Claim(claim.text, claim.citations, reason=claim.reason)
    return replace(claim, text=claim.text.rstrip("."), section="")


def _states(passage: Passage, unfit: Callable[[Passage], bool]) -> bool:
    return not (unfit(passage) or VIEW.match(passage.english))


def _shortened(passage: Passage, most: int) -> Iterator[str]:
    """The passage as a headline, with as little left out as it takes."""
    text = passage.english
    if DANGLING.match(text) or _ADDING.search(text) or '"' in text or "“" in text:
        return
    for made in (
        text,
        _WHEN.sub("", text),
        _ASIDE.sub("", text),
        _ASIDE.sub("", _WHEN.sub("", text)),
    ):
        if LEAST_WORDS <= len(made.split()) <= most:
            yield " ".join(made.split())
