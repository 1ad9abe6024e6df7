"""Intake: how a list of leads gets from a file, a paste or a form into typed rows."""
