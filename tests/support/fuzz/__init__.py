"""Random publications from a seed: everything that a source, its settings and its files can hold.

A seed gives the same files on every machine. ``documents`` makes them, ``editions`` presses one and
reports what must never be; the sweeps are in ``tests/laws/test_fuzz.py``.
"""
