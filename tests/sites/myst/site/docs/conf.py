# Read as text, never run.
import os

project = "The Lamp Works"
author = "The keepers"
language = "en"
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["dollarmath", "colon_fence", "substitution", "deflist"]
myst_substitutions = {"maker": "Otto & Co."}
bibtex_bibfiles = ["works.bib"]
exclude_patterns = ["parts/*"]
raise SystemExit(os.environ["NEVER"])
