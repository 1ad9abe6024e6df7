"""The playbook: the team's script, stages, reasons, limits and calendars as data (spec section 16)."""
