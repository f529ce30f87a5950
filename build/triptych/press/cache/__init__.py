"""What earlier builds came to, kept so that only what changed is pressed again."""
