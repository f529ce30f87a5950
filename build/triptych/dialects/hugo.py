"""hugo: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="hugo", label="hugo")
