"""Settings and front matter: typed values made of what a user typed, with the line of each key.

A key, its type and its message belong here; what a key does belongs where it is used. It may import
core.
"""
