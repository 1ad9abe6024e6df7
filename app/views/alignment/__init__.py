"""Parts of the alignment report's page."""
