"""Imports from end to end: what a list would bring, bringing it in by chunks, taking it back."""
