"""The parts of the duplicates page."""
