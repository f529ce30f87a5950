"""The table of formats, and one folder for each edition with its rules and its writer.

What one edition does differently from another belongs here. It may import transforms, body and any
room below them.
"""
