"""What can go wrong.

    SummarizerError            the base class; the command line catches this one only
    ├── UsageError             an option, suffix or name that is not accepted (exit 2)
    ├── InputError             what was given cannot be read
    │   └── TooLittleError     readable, but too little to make a brief of
    ├── ModelError             a model cannot be used
    │   ├── ModelMissingError  not in the cache
    │   ├── ModelDamagedError  a file's size or hash is not the expected one
    │   ├── FetchError         a download failed
    │   └── WrongModelError    the wrong kind of model for its role
    └── StorageError           a file or folder cannot be written, locked or read back

Every error is one line: what was given, what is accepted, what to type next.
"""


class SummarizerError(Exception):
    """Base of all errors a user can mend.

    ``problem`` says what was given and found, ``accepted`` what would be right, ``todo`` the next
    command or step; the last two may be empty. ``str()`` joins them into one line.
    """

    exit_code = 1

    def __init__(self, problem: str, accepted: str = "", todo: str = "") -> None:
        self.problem = problem
        self.accepted = accepted
        self.todo = todo
        super().__init__("; ".join(one_line(part) for part in (problem, accepted, todo) if part))


class UsageError(SummarizerError):
    """An option, suffix, column or name that is not accepted."""

    exit_code = 2


class InputError(SummarizerError):
    """What was given cannot be read."""


class TooLittleError(InputError):
    """Readable, but too little to make a brief of."""


class ModelError(SummarizerError):
    """A model cannot be used."""


class ModelMissingError(ModelError):
    """A model is not in the cache."""


class ModelDamagedError(ModelError):
    """A file's size or hash is not the expected one."""


class FetchError(ModelError):
    """A download failed."""


class WrongModelError(ModelError):
    """The wrong kind of model for its role."""


class StorageError(SummarizerError):
    """A file or folder cannot be written, locked or read back."""


def one_line(text: str) -> str:
    """The text without line breaks or control characters, so that a message stays one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
