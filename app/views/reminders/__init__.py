"""Reminders in sight: cards in the corner, the digest, the tray, the centre's list."""
