"""The parts of the playbook page."""
