"""What the product does: rules, commands and queries, without a window."""
