"""What ``make`` does once after it has installed the program: compute what every process would.

That is fonts cut to a weight, the letters of all fonts, patterns of hyphenation, compiled templates, the
typesetter's declarations, the state of the program, and the patterns and methods of dataclasses of all that
a build and the preview load. An article is pressed for that, so that what is loaded late is loaded too.
"""

from triptych.core import precompiled


def main() -> None:
    """Load and try what is needed, and record what is compiled; raises ``ToolError`` without Pango."""
    with precompiled.record():
        from triptych.cli import build, program, tables  # noqa: F401, PLC0415  recorded so
        from triptych.desk import paper, screen, server  # noqa: F401, PLC0415  the same
        from triptych.press import (  # noqa: PLC0415  the same
            dispatch,
            fingerprint,
            orders,
            pdf_helper,
            pipeline,  # noqa: F401  the same
            rehearsal,
        )
        from triptych.sources import sites  # noqa: PLC0415  the same

        tables.prepare()
        dispatch.load_editions(orders.FORMATS)
        pdf_helper.prepare()
        rehearsal.read_fonts()
        rehearsal.press()
        server.prepare()
        sites.label_of("obsidian")  # which loads all dialects, as a site or a vault does
    fingerprint.state()


if __name__ == "__main__":
    main()
