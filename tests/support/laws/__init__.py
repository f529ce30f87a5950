"""The laws that hold for every document: each gives complaints, and holds where it gives none."""
