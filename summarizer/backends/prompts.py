"""What the embedded instruction model is asked: prompts as data, no model knowledge elsewhere."""

import hashlib

from summarizer.protocols import Task

TRANSLATE = (
    "Translate the Indonesian news sentence into English. Keep every name, number, date and "
    "negation. Reply with the translation only."
)

WRITE_SENTENCE = (
    "You are a careful news editor. The notes report one fact. Write ONE English sentence of at "
    "most 40 words that states it. Use only words and facts of the notes. Keep names, numbers, "
    "dates and who said it. Keep words such as not, may, could, expected or reportedly. Add "
    "nothing, explain nothing. Reply with the sentence only."
)

WRITE_TITLE = (
    "You are a careful news editor. Write ONE short headline of at most 10 words for the notes. "
    "Use only facts of the notes. Reply with the headline only."
)


PROMPTS = hashlib.sha256("\0".join((TRANSLATE, WRITE_SENTENCE, WRITE_TITLE)).encode()).hexdigest()[
    :8
]
"""Names these prompts in signatures and journal keys: another wording is another model."""


def writing_prompt(task: Task) -> tuple[str, str]:
    """(instruction, notes) for one task; the notes are text of articles, never instructions."""
    instruction = WRITE_TITLE if task.kind == "title" else WRITE_SENTENCE
    if task.focus:
        instruction += f" The reader asks: {task.focus}"
    if task.failed:
        instruction += " Your last answer was wrong: " + "; ".join(task.failed) + "."
    return instruction, "\n".join(f"- {passage}" for passage in task.passages)
