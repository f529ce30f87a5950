"""Find the articles of a publication, read them, and know where in them a thing stands.

Nothing here parses Markdown. It imports core, settings and pictures.
"""
