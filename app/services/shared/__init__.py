"""The shared database of a team: made, brought up to date, opened to people, and closed to all else."""
