"""From Markdown to pandoc's tree: pandoc itself, our dialect, and the HTML allowed inside it.

Code that talks to pandoc or walks its tree belongs here. It may import fonts and any room below it.
"""
