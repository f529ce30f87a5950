"""Our own fast checks of an edition, ours or anybody's; they run in a process of their own, with bounds."""
