"""Keeping a profile safe: backups, restoring, damaged files set aside, encryption, the doctor."""
