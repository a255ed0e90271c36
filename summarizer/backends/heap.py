"""Memory that a step of decoding frees is kept for the next step."""

import ctypes
from functools import lru_cache

M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_THRESHOLD = -1, -2, -3
"""Names and numbers of glibc's ``malloc.h``."""


@lru_cache(maxsize=1)
def keep_freed() -> bool:
    """Tell glibc to keep freed blocks of any size; whether there is a glibc to tell.

    By default blocks of more than 32 MB, and the end of the heap, go back to the system at once.
    A step of decoding then asks for the same pages again and has them filled with zeros, which was
    4 of 42 processor seconds of the first batches (scripts/LOG.md). Peak memory stays as it was.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    settings = {M_MMAP_THRESHOLD: 1 << 30, M_TRIM_THRESHOLD: 1 << 30, M_TOP_PAD: 1 << 26}
    taken = [mallopt(name, size) for name, size in settings.items()]
    return all(taken)
