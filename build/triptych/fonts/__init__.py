"""Font families, their subsets, and the faces that one document needs.

Whatever opens a font belongs here. It imports what lies below: theme, settings, core.
"""
