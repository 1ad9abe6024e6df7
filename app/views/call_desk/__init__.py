"""The parts of the call desk."""
