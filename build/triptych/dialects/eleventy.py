"""eleventy: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="eleventy", label="eleventy")
