"""Records that may be one: how alike they are, where to look for them, and which of them wait for a person."""
