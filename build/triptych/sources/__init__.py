"""Articles of a publication: finding them, reading them, and knowing the place of each part.

Code that reads an article but does not parse Markdown belongs here. It may import settings, pictures
and any room below them.
"""
