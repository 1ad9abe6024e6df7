"""Encodings are decided, never guessed wrong; what is no text is refused by what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.intake.encodings import DAMAGE_MARK, decide_encoding, open_text
from app.services.intake.refusals import BadFile
from tests.services.intake.reading import read_list, write_list

SIMPLIFIED = "公司名称,联系人\n北京数据科技有限公司,王小明\n上海电子有限公司,李雷\n"
TRADITIONAL = "公司名稱,聯絡人\n臺灣積體電路製造股份有限公司,張忠謀\n鴻海精密工業,郭台銘\n"
WESTERN = "Société,Téléphone\nMüller & Söhne,Zürich\nCafé de l’Été – Paris,€ 5\n"
RUSSIAN = "Компания,Телефон\nООО Ромашка,Москва и область\n"
JAPANESE = "会社名,担当者\n株式会社トヨタ自動車,やまだたろう\nソニーグループ,さとう\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gbk", "gb18030"),
        (WESTERN, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (JAPANESE, "cp932", "cp932"),
    ],
)
def test_each_encoding_is_found_and_reads_letter_for_letter(
    tmp_path: Path, text: str, written: str, found: str
) -> None:
    """Chinese, western, Cyrillic and Japanese lists as programs write them."""
    path = write_list(tmp_path, text, encoding=written)
    encoding = decide_encoding(path)
    with open_text(path, encoding.name) as file:
        assert file.read() == text
    assert (encoding.name, encoding.is_cut) == (found, False)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_file_cut_inside_a_character_is_read_up_to_it(tmp_path: Path, name: str) -> None:
    """The encoding is still found, the half character is marked, nothing before it is touched."""
    whole = SIMPLIFIED.rstrip("\n").encode(name)
    path = tmp_path / "cut.csv"
    path.write_bytes(whole[:-1])
    encoding = decide_encoding(path)
    with open_text(path, encoding.name) as file:
        text = file.read()

    assert encoding.is_cut
    assert text == SIMPLIFIED.rstrip("\n")[:-1] + DAMAGE_MARK


def test_utf8_with_a_damaged_line_stays_utf8_and_names_the_line(tmp_path: Path) -> None:
    """One bad byte among much good text is damage, not another encoding."""
    path = tmp_path / "list.csv"
    path.write_bytes(
        SIMPLIFIED.encode().replace("上海".encode(), b"\xe4\xb8\x8a\xff") + "广州网络,赵六\n".encode()
    )
    reading = read_list(path)

    assert reading.source.encoding == "utf-8"
    assert [(row.line, row.code) for row in reading.refused] == [(3, "damaged_text")]
    assert [row.company for row in reading.taken] == ["北京数据科技有限公司", "广州网络"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"GIF89a\x01\x00", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"SQLite format 3\x00", "program"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x00" * 4000, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(tmp_path: Path, head: bytes, kind: str) -> None:
    """A picture renamed .csv is called a picture."""
    path = tmp_path / "list.csv"
    path.write_bytes(head + b"\x00\x01\x02\x03" * 50)
    with pytest.raises(BadFile) as refused:
        read_list(path)

    assert (refused.value.code, refused.value.place["kind"]) == ("not_text", kind)


def test_an_unknown_encoding_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """`gb1830` means gb18030."""
    with pytest.raises(BadFile) as refused:
        read_list(write_list(tmp_path, SIMPLIFIED), encoding="gb1830")

    assert refused.value.place["nearest"] == "gb18030"


def test_a_chosen_encoding_is_believed(tmp_path: Path) -> None:
    """Who knows better may say so."""
    assert (
        read_list(write_list(tmp_path, SIMPLIFIED, encoding="gbk"), encoding="gbk").taken[1].contact_name
        == "李雷"
    )
