"""Font families, their subsets, and the faces that one document needs.

Code that opens a font belongs here. It may import theme and any room below it.
"""
