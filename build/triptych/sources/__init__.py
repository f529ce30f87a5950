"""Articles of a publication: finding them, reading them, and knowing the place of each part.

Code that reads an article but does not parse Markdown belongs here. It may import dialects and any
room below it.
"""
