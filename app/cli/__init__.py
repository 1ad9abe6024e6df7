"""The scripting door: subcommands for other programs and for people at a terminal (design section 7)."""
