"""The structure tree of a PDF: gathered from boxes, corrected rule by rule, written as objects."""
