"""The structure tree of a PDF: gathered from laid-out boxes, put right rule by rule, written as objects."""
