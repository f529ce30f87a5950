"""jekyll: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="jekyll", label="jekyll")
