"""The exchange with the shared database as people see it: the light, what was not taken, what others did meanwhile."""
