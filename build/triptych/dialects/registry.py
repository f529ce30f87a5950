"""Every dialect by name; loaded only where a site, a suffix or a setting asks for one."""

from triptych.dialects import (
    astro,
    docusaurus,
    eleventy,
    gitbook,
    github,
    hugo,
    jekyll,
    mdbook,
    mkdocs,
    myst,
    obsidian,
    pandoc,
    quarto,
    vitepress,
)
from triptych.dialects.page import Dialect

DIALECTS: dict[str, Dialect] = {
    each.DIALECT.name: each.DIALECT
    for each in (
        astro,
        docusaurus,
        eleventy,
        gitbook,
        github,
        hugo,
        jekyll,
        mdbook,
        mkdocs,
        myst,
        obsidian,
        pandoc,
        quarto,
        vitepress,
    )
}
"""Each dialect of another tool; Triptych's own is none of them."""
