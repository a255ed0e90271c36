"""The version, read by the build and written into every brief."""

__version__ = "0.1.0"
