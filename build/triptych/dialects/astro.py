"""astro: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="astro", label="astro")
