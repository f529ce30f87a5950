"""The same tasks on other machines: the files of an article travel there, its editions come back."""
