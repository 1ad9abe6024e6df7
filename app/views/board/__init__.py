"""The parts of the team board."""
