"""Parts of the page of requests for help: its list and its words."""
