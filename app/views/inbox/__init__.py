"""The parts of the hand-over inbox."""
