"""Reports: one subject a file, each with its figures, its rows and the leads behind every number."""
