"""The results of earlier builds, so that only what changed is pressed again."""
