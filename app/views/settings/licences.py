"""What Decile is made of, and under which licence each part comes."""

from __future__ import annotations

PARTS: tuple[tuple[str, str], ...] = (
    ("Python", "PSF-2.0"),
    ("Qt for Python (PySide6)", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("SQLite", "public domain"),
    ("SQLCipher", "BSD-3-Clause"),
    ("sqlcipher3", "Zlib"),
    ("psycopg", "LGPL-3.0"),
    ("msgspec", "BSD-3-Clause"),
    ("tomlkit", "MIT"),
    ("keyring", "MIT"),
    ("platformdirs", "MIT"),
    ("APScheduler", "MIT"),
    ("pyqtgraph", "MIT"),
    ("NumPy", "BSD-3-Clause"),
    ("python-calamine", "MIT"),
    ("openpyxl", "MIT"),
    ("charset-normalizer", "MIT"),
    ("miniaudio", "MIT"),
    ("phonenumbers", "Apache-2.0"),
    ("email-validator", "Unlicense"),
    ("RapidFuzz", "MIT"),
    ("pypinyin", "MIT"),
    ("chinesecalendar", "MIT"),
    ("holidays", "MIT"),
    ("tzdata", "Apache-2.0"),
    ("Tabler Icons", "MIT"),
    ("Inter", "OFL-1.1"),
    ("Noto Sans SC", "OFL-1.1"),
)
"""Names and SPDX identifiers; the shipped fonts and icons carry their whole texts beside them."""
