"""The parts of the planner's page."""
