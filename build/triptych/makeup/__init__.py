"""Rules that set one thing of the body as an edition wants it; the pipeline tells which has which."""
