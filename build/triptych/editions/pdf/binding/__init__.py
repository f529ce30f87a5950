"""The PDF of an issue, bound of parts: one for each member, set by itself, and a frame with all else."""
