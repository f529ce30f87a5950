"""The HTML edition: one file that needs nothing else."""
