"""Parts of the follow-ups page."""
