"""The parts of the funnel's page."""
