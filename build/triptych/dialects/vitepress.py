"""vitepress: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="vitepress", label="vitepress")
