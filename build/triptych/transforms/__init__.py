"""Rules that each turn an article into a better one; ``table.py`` holds their order."""
