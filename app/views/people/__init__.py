"""The parts of the people page."""
