"""Files that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def whole_or_not(path: Path) -> Iterator[Path]:
    """Yield a draft beside a file, and put it in the file's place once the block ends well.

    A crash leaves the old file or the new one, never half of either. The draft has a name of its own each time:
    two windows of one home may write the same file at once, and the later one stands.

    Raises:
        OSError: the draft could not be put in place; it is removed, and what was there stays.
    """
    draft = path.with_name(f".{path.name}.{uuid4().hex}.new")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file, whole or not at all.

    Raises:
        OSError: it could not be written.
    """
    with whole_or_not(path) as draft:
        draft.write_bytes(data)
