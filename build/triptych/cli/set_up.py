"""What ``make`` does once after it has installed the program: compute what every process would.

That is fonts cut to a weight, compiled templates, the typesetter's declarations, and the patterns and
methods of dataclasses of all that a build loads.
"""

from triptych.core import precompiled


def main() -> None:
    """Load and try what a build needs, and record what is compiled; raises ``ToolError`` without Pango."""
    with precompiled.record():
        from triptych.cli import build, program  # noqa: F401, PLC0415  recorded so
        from triptych.press import dispatch, orders, pdf_helper, pipeline  # noqa: F401, PLC0415  the same

        dispatch.load_editions(orders.FORMATS)
        pdf_helper.prepare()


if __name__ == "__main__":
    main()
