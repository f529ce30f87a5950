"""The Markdown of other tools, one dialect a file: how its sites are recognised, and how it is read.

A rule belongs here when it turns what another tool reads (marks, front matter, folders) into Triptych's
own Markdown, keys and paths. It may import settings, pictures and any room below them.
"""
