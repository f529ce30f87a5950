"""Markdown to pandoc's tree: pandoc itself, our dialect, its tree, and the HTML that may stand in it.

Whatever talks to pandoc or walks its tree belongs here. It imports settings, sources and core.
"""
