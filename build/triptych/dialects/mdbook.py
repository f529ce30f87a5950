"""mdbook: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="mdbook", label="mdbook")
