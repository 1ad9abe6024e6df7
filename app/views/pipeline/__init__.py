"""Parts of the pipeline page: its columns of deals, its list, its words, and its forms."""
