"""What the embedded instruction model is asked: prompts as data, no model knowledge elsewhere."""

import hashlib

from summarizer.protocols import Task

TRANSLATE = (
    "Translate the Indonesian news sentence into English. Keep every name, number, date and "
    "negation. Reply with the translation only."
)

WRITE_SENTENCE = (
    "You are a careful news editor. The notes report one fact. Write ONE English sentence of at "
    "most 40 words that states it. Use only words and facts of the notes. Keep every name, number, "
    "day and date, and who said it. Keep words such as not, may, could, expected or reportedly. "
    "Add nothing, explain nothing. Reply with the sentence only."
)

MERGE_SENTENCE = (
    "You are a careful news editor. Merge the notes into ONE English sentence that tells all of "
    "them. Copy their words, names, numbers, days and dates; keep who said what, and words such as "
    "not, no, may, could, will, expected or reportedly. Join with and, while, but, as or which. "
    "Add nothing, explain nothing, leave no number out. Reply with the sentence only.\n"
    "Example notes:\n"
    "- The ministry said 14 boats were missing after the storm.\n"
    "- The storm hit the northern coast on Tuesday, 3 May 2016.\n"
    "Example sentence: The ministry said 14 boats were missing after the storm, which hit the "
    "northern coast on Tuesday, 3 May 2016.\n"
    "Example notes:\n"
    "- Flights will not resume before Friday, the airline said.\n"
    "- Some 300 passengers are still at the airport.\n"
    "Example sentence: Flights will not resume before Friday, the airline said, while some 300 "
    "passengers are still at the airport."
)
"""For two notes and more. With the examples 20 of 26 such groups pass the rules, without 17; given
a single note a model of 1.5B copies from the examples (scripts/LOG.md)."""

WRITE_TITLE = (
    "You are a careful news editor. Write ONE short headline of at most 10 words for the notes. "
    "Use only facts of the notes. Reply with the headline only."
)


PROMPTS = hashlib.sha256(
    "\0".join((TRANSLATE, WRITE_SENTENCE, MERGE_SENTENCE, WRITE_TITLE)).encode()
).hexdigest()[:8]
"""Names these prompts in signatures and journal keys: another wording is another model."""


def writing_prompt(task: Task) -> tuple[str, str]:
    """(instruction, notes) for one task; the notes are text of articles, never instructions."""
    sentence = MERGE_SENTENCE if len(task.passages) > 1 else WRITE_SENTENCE
    instruction = WRITE_TITLE if task.kind == "title" else sentence
    if task.focus:
        instruction += f" The reader asks: {task.focus}"
    if task.failed:
        instruction += " Your last answer was wrong: " + "; ".join(task.failed) + "."
    return instruction, "\n".join(f"- {passage}" for passage in task.passages)
