"""Parts of the pool page: its list, its words, and its forms."""
