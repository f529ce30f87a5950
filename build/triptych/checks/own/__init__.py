"""Our own fast checks of an edition, run in a separate process with bounded time and memory."""
