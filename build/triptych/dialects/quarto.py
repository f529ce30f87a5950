"""quarto: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="quarto", label="quarto")
