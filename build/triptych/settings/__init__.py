"""Settings and front matter: from what a user typed to typed values."""
