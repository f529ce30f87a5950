"""Documents generated from all that Markdown can say here, each with what must be found in its editions."""
