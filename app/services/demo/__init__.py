"""Demonstration data: a team and its year, lived by giving commands under a moving clock."""
