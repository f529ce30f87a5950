"""What is read of WeasyPrint that has no public name; nothing is changed by it."""

from triptych.editions.pdf.patches.guard import Patch

PATCH = Patch(
    name="private_names",
    upstream="Has no public name for the boxes of a page, marks and resources of a stream, "
    "the tree of a drawing, the folder of fonts",
    reason="Tagging, notes, areas of links and colours of formulas read them",
    test="editions/test_pdf_rules.py::test_without_a_rule_the_tree_lacks_what_it_gives",
    targets=(
        "weasyprint.document:Page.__init__",
        "weasyprint.pdf.stream:Stream.__init__",
        "weasyprint.images:SVGImage.__init__",
        "weasyprint.svg:SVG.__init__",
        "weasyprint.text.fonts:FontConfiguration.__init__",
        "weasyprint.text.fonts:FontConfiguration.__del__",
        "weasyprint.layout.absolute:AbsolutePlaceholder.__init__",
    ),
    apply=None,
)
