"""What the queue and the list of leads share: their words, their columns, and the small forms over them."""
