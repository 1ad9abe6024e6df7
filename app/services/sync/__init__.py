"""A desk and its shared database: commands go out in batches, rows and verdicts come in, what waits is given again."""
