"""What is stored: tables and closed vocabularies; nothing that decides."""
