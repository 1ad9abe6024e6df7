"""The parts of the reports' page."""
