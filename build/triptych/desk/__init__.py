"""At the desk: what happens while somebody writes.

Watching a publication's files, knowing which articles a changed file concerns, pressing them again and
showing their editions in a browser belong here. It may import press, checks and any room below them.
"""
