"""docusaurus: to be read."""

from triptych.dialects.page import Dialect

DIALECT = Dialect(name="docusaurus", label="docusaurus")
