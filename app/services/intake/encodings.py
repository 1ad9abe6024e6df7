"""Decide in which encoding a file of text is written, without ever guessing its letters wrong silently."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, TextIO

from rapidfuzz import process

from app.services.intake.refusals import BadFile

DAMAGE_MARK: Final = "\ufdd0"
"""Stands for bytes that no letter belongs to: a Unicode noncharacter, so no real text holds it."""

_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 18

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MAGIC: Final = (
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"{\\rtf", "document"),
    (b"\xd0\xcf\x11\xe0", "document"),
    (b"SQLite format 3", "program"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
)
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_KNOWN: Final = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "big5", "cp950",
    "cp1252", "cp1250", "cp1251", "latin-1", "shift_jis", "cp932", "euc-kr",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """How a file is to be decoded."""

    name: str
    """A codec of Python; `utf-8-sig`, `utf-16` and `utf-32` take the byte order mark away."""

    is_cut: bool = False
    """The file ends in the middle of a character."""


def decide_encoding(path: Path, forced: str | None = None) -> TextEncoding:
    """Read a file once and decide its encoding.

    Byte order marks first, then UTF-16 by its pattern of NULs, then strict UTF-8, then the Chinese
    encodings by how common the characters would be (GB18030 preferred), then single bytes.

    Args:
        path: An existing file.
        forced: A codec the user asked for; believed, after a look whether it can be.

    Raises:
        BadFile: `empty`, `not_text`, `unknown_encoding`.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe"):
                raise BadFile("empty", path=path.name)
            raise BadFile("not_text", path=path.name, kind="binary")
        if forced:
            return TextEncoding(_known_encoding(forced), is_cut=False)
        marked = next((name for bom, name in _BOMS if head.startswith(bom)), None)
        if marked:
            return TextEncoding(marked, is_cut=_is_cut(file, head, marked))
        wide = _utf16_without_mark(head)
        if wide:
            return TextEncoding(wide, is_cut=_is_cut(file, head, wide))
        _refuse_binary(path, head)
        return _decide_bytewise(file, head)


def open_text(path: Path, encoding: str) -> TextIO:
    """Open for reading with newlines as written; damaged bytes become `DAMAGE_MARK`."""
    return path.open("r", encoding=encoding, errors="decile_damage", newline="")


def kind_by_magic(head: bytes) -> str | None:
    """Name what a file is by its first bytes, or None when they could be text."""
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if kind is None and head[:4] == b"RIFF":
        return "picture" if head[8:12] == b"WEBP" else "sound"
    if kind is None and head[:2] == b"BM" and b"\x00" in head[:32]:
        return "picture"
    return "sound" if kind is None and head[4:8] == b"ftyp" else kind


def _known_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        nearest = process.extractOne(name.lower(), _KNOWN)
        raise BadFile("unknown_encoding", encoding=name, nearest=nearest[0]) from None


def _refuse_binary(path: Path, head: bytes) -> None:
    kind = kind_by_magic(head)
    if kind is None and len(_CONTROLS.findall(head[:_SAMPLE])) * 50 > len(head[:_SAMPLE]):
        kind = "binary"
    if kind:
        raise BadFile("not_text", path=path.name, kind=kind)


def _utf16_without_mark(head: bytes) -> str | None:
    """Find UTF-16 by its NULs: Latin letters, separators and line ends leave one byte of two empty."""
    sample = head[:8192]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for name, empty, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if empty >= 2 and empty > other and _reads_as_text(sample, name):
            return name
    return None


def _reads_as_text(sample: bytes, name: str) -> bool:
    if not _decodes(sample, name):
        return False
    text = codecs.getincrementaldecoder(name)().decode(sample)
    if not any(letter in text for letter in "\r\n\t,;"):
        return False
    strange = sum(
        unicodedata.category(letter) in {"Cn", "Co", "Cs", "Cc"} and letter not in "\r\n\t" for letter in text
    )
    return strange * 100 <= len(text)


def _decodes(sample: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)("strict").decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _is_cut(file: IO[bytes], head: bytes, name: str) -> bool:
    """Tell whether the very end of the file is half a character."""
    decoder = codecs.getincrementaldecoder(name)("decile_damage")
    chunk = head
    while chunk:
        decoder.decode(chunk)
        chunk = file.read(_CHUNK)
    return DAMAGE_MARK in decoder.decode(b"", final=True)


def _decide_bytewise(file: IO[bytes], head: bytes) -> TextEncoding:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    chunk, sample = head, b""
    try:
        while chunk:
            if not sample and not chunk.isascii():
                sample = _from_first_high_byte(chunk)
            decoder.decode(chunk)
            chunk = file.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        name = _decide_not_utf8(sample, reached_end=not chunk)
        file.seek(0)
        return TextEncoding(name, _is_cut(file, file.read(_CHUNK), name))
    return TextEncoding("utf-8")


def _from_first_high_byte(chunk: bytes) -> bytes:
    """Take a sample of whole lines that begins where the text stops being plain ASCII."""
    match = _HIGH_RUN.search(chunk)
    first = match.start() if match else 0
    start = max(chunk.rfind(b"\n", 0, first), chunk.rfind(b"\r", 0, first)) + 1
    return chunk[start : start + _SAMPLE]


def _decide_not_utf8(sample: bytes, *, reached_end: bool) -> str:
    """Choose an encoding for bytes that are not UTF-8 throughout.

    Args:
        sample: From the first byte beyond ASCII on.
        reached_end: Only the last character of the file is not UTF-8.
    """
    valid, damaged = _quality(sample, "utf-8")
    if valid and (reached_end or valid >= 4 * damaged):
        return "utf-8"
    simplified, traditional = _chinese_share(sample, "gb18030"), _chinese_share(sample, "big5")
    if max(simplified, traditional) >= 0.6:
        return "gb18030" if simplified >= traditional else "big5"
    if _kana_share(sample) >= 0.3:
        return "cp932"
    return _single_bytes(sample)


def _quality(sample: bytes, name: str) -> tuple[int, int]:
    text = codecs.getincrementaldecoder(name)("decile_damage").decode(sample)
    damaged = text.count(DAMAGE_MARK)
    return sum(1 for letter in text if letter > "\x7f") - damaged, damaged


_LEVEL_ONE: Final = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}
"""Codec and lead bytes of the everyday characters, by GB 2312-80 and Big5's own order."""


def _chinese_share(sample: bytes, name: str) -> float:
    """Say how much of the text beyond ASCII would be everyday Chinese, were it this encoding."""
    text = codecs.getincrementaldecoder(name)("decile_damage").decode(sample)
    letters = Counter(letter for letter in text if letter > "\x7f")
    codec, lowest, highest = _LEVEL_ONE[name]
    common = 0.0
    for letter, count in letters.items():
        code = letter.encode(codec, "ignore")
        if len(code) == 2 and (lowest <= code[0] <= highest or 0xA1 <= code[0] <= 0xA3):
            common += count
        elif name == "gb18030" and len(letter.encode("gbk", "ignore")) == 2 and _is_everyday_big5(letter):
            common += count / 2
    total = letters.total() + 2 * letters[DAMAGE_MARK]
    return common / total if total else 0.0


def _is_everyday_big5(letter: str) -> bool:
    code = letter.encode("big5", "ignore")
    return len(code) == 2 and 0xA4 <= code[0] <= 0xC6


def _kana_share(sample: bytes) -> float:
    text = codecs.getincrementaldecoder("cp932")("decile_damage").decode(sample)
    letters = [letter for letter in text if letter > "\x7f"]
    return sum("\u3040" <= letter <= "\u30ff" for letter in letters) / max(len(letters), 1)


def _single_bytes(sample: bytes) -> str:
    """Choose among the encodings of one byte a letter.

    In western European text a byte beyond ASCII stands alone between plain letters; where they stand
    in rows (Cyrillic, Greek) charset-normalizer weighs the languages.
    """
    runs = _HIGH_RUN.findall(sample)
    if sum(len(run) <= 2 for run in runs) * 10 < len(runs) * 7:
        # Imported here: it costs 60 ms and one file in hundreds comes this far.
        from charset_normalizer import from_bytes  # noqa: PLC0415 - see above

        best = from_bytes(
            sample, cp_isolation=["cp1251", "cp1250", "cp1253", "koi8_r", "cp1252", "euc_kr"]
        ).best()
        if best:
            return best.encoding
    return "cp1252" if _decodes(sample, "cp1252") else "latin-1"


def _mark_damage(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return DAMAGE_MARK, error.end


codecs.register_error("decile_damage", _mark_damage)
