"""What every feature stands on: commands, their two compilers, the database and the change feed."""
