"""Many Indonesian news articles in, one English brief out, every sentence with its sources."""

__version__ = "0.1.0"
