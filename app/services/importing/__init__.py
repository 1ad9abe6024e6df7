"""Imports as commands: open a batch, carry rows in chunks, close it, undo it (design 1a, 15)."""
