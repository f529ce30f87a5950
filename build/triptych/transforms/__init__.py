"""Rules that each take an article and return a new one; ``sequence.py`` orders them.

A rule belongs here when it works on pandoc's tree and has the same effect in every edition. It may
import markdown and any room below it, and no rule imports another.
"""
