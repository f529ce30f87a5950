"""What is read of WeasyPrint that has no public name; nothing is changed by it."""

from triptych.editions.pdf.patches.guard import Patch

PATCH = Patch(
    name="private_names",
    upstream="Has no public name for the boxes of a page, its kind, strings and counters, the objects "
    "of a file, marks and resources of a stream, the tree of a drawing, the folder of fonts",
    reason="Tagging, notes, areas of links, colours of formulas and binding read them",
    test="editions/test_pdf_rules.py::test_without_a_rule_the_tree_lacks_what_it_gives",
    targets=(
        "weasyprint.document:Page.__init__",
        "weasyprint.pdf.stream:Stream.__init__",
        "weasyprint.images:SVGImage.__init__",
        "weasyprint.svg:SVG.__init__",
        "weasyprint.text.fonts:FontConfiguration.__init__",
        "weasyprint.text.fonts:FontConfiguration.__del__",
        "weasyprint.layout.absolute:AbsolutePlaceholder.__init__",
        "weasyprint.anchors:gather_anchors",
        "weasyprint.css.targets:TargetCollector.collect_missing_counters",
        "weasyprint.formatting_structure.boxes:MarginBox.__init__",
        "weasyprint.formatting_structure.boxes:PageBox.__init__",
        "weasyprint.formatting_structure.build:compute_string_set",
        "weasyprint.layout:layout_document",
        "weasyprint.pdf:generate_pdf",
        "weasyprint.pdf.anchors:add_links",
        "weasyprint.pdf.anchors:resolve_links",
        "pydyf:PDF.__init__",
        "pydyf:PDF.add_object",
        "pydyf:PDF.write",
        "pydyf:Stream.__init__",
    ),
    apply=None,
)
