"""Find and load themes: the folders that dress all three editions.

Nothing here knows a font. It imports core, settings, pictures and sources.
"""
