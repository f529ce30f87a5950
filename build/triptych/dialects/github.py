"""github: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="github", label="github")
