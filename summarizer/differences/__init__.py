"""Where sources differ: the same thing told with different values, and no verdict.

A clause of the Indonesian sentence tells a value of a slot (``lang/differences.toml``): what is
counted or measured, where, on which day, and by whom. Only equal slots are compared, and what is
not sure is left out: a wrong conflict costs more than a missing one. The English of a passage is
read for one thing only, how it writes the value.
"""

from summarizer.differences.compare import differences
from summarizer.differences.course import courses, outdated
from summarizer.differences.denials import contested

__all__ = ["contested", "courses", "differences", "outdated"]
