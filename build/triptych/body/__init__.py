"""From the tree to clean HTML, the same for every edition.

A rule that holds for all editions and needs HTML, not the tree, belongs here.
It imports markdown and what lies below it.
"""
