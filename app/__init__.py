"""Decile (十问): a desk for sales development teams."""
