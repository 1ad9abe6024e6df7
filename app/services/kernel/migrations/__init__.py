"""Migrations of the embedded file: one numbered revision after another, each an ``upgrade()`` for alembic.

The number in the file's header (``PRAGMA user_version``) says how many were carried out, so that a file
which is up to date opens without alembic being imported. Alone, the shared tables are no cache: every table
is migrated.

While nothing is released, revision 1 is generated anew from ``app/models``::

    python -m app.services.kernel.migrations.regenerate

Afterwards a change of the models is a new module in ``versions``, added to its list, and the next number
in ``schema.VERSION``. There is no way back: a file newer than the program is refused.
"""
