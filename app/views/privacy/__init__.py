"""The do-not-contact list and erasing on request, on their page and over the lists of leads."""
