"""Themes: finding and loading the folders that give all three editions their look.

Code that reads a theme's files but opens no font belongs here. It may import sources and any room
below it.
"""
