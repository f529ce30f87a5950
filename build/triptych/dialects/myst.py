"""myst: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="myst", label="myst")
