"""The table of formats, and a folder for each edition with its own make-up rules and writer.

What one edition does otherwise than another belongs here. It imports body and what lies below it.
"""
