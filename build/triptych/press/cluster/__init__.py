"""The same tasks on other machines: what an article is made of travels there, its editions come back."""
