"""From pandoc's tree to clean HTML, the same for every edition.

A rule belongs here when it needs HTML, not the tree, and has the same effect in every edition. It may
import markdown and any room below it.
"""
