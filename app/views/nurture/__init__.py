"""The parts of the nurture page."""
