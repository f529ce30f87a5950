"""obsidian: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="obsidian", label="obsidian")
