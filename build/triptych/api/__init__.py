"""What a Python program may call: the functions and values that the package exports, and nothing else.

A public name, its types and its documentation belong here; the work is done in the rooms below. It
may import desk and any room below it.
"""
