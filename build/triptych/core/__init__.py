"""Values, errors, finding codes, and the few tools that every room uses.

What belongs here knows nothing of articles, editions or commands. It may import no other room.
"""
