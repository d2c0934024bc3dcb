"""Accuracy and speed, measured: ``make bench``, or ``python -m benchmarks --help``."""
