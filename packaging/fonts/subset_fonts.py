"""Make the bundled fonts from their publishers' files: the letters Decile shows, each weight in its family.

Run by hand when a font is renewed; the results in resources/fonts are what is shipped:

    npm pack inter-ui@4.1.1 @expo-google-fonts/noto-sans-sc@0.4.3   # unpack both into one folder
    python -m pip install fonttools brotli
    python packaging/fonts/subset_fonts.py FOLDER resources/fonts
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

LATIN = {*range(0x20, 0x180), *range(0x1CD, 0x1DD), *range(0x300, 0x30D), *range(0x2000, 0x2070)}
SIGNS = {
    *range(0x20A0, 0x20C0),
    *range(0x2190, 0x21A0),
    *range(0x2200, 0x2270),
    0x2116,
    0x2122,
    0x2318,
    0x21E7,
}
CHINESE_SIGNS = {
    *range(0x3000, 0x3040),
    *range(0xFF00, 0xFFF0),
    *range(0x2460, 0x2474),
    *range(0x2500, 0x2600),
}


def gb2312() -> set[int]:
    """Return the code points of GB 2312: 6,763 Chinese characters and their signs."""
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", errors="ignore"))}


def subset_to(font: TTFont, letters: set[int], features: list[str]) -> None:
    """Drop everything else, hinting included: Qt's own rendering does not use it at these sizes."""
    options = subset.Options(layout_features=features, hinting=False, name_IDs=["*"], notdef_outline=True)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=letters)
    worker.subset(font)


def rename(font: TTFont, family: str, *, weight: int) -> None:
    """Put a weight into its family the way every system understands: 400 as Regular, others as its Bold.

    With the publishers' names ("Noto Sans SC SemiBold") fontconfig makes a family of its own of the
    weight, and Chinese headings stay regular.
    """
    style = "Regular" if weight == 400 else "Bold"  # noqa: PLR2004  # the weight of text
    names = font["name"]
    for name_id in (16, 17, 21, 22, 25):
        names.removeNames(nameID=name_id)
    written = family.replace(" ", "")
    for name_id, text in {1: family, 2: style, 4: f"{family} {style}", 6: f"{written}-{style}"}.items():
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    is_bold = style == "Bold"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if is_bold else 0x40)
    font["head"].macStyle = int(is_bold)


def make(source: Path, target: Path) -> None:
    """Write the four font files."""
    for weight in (400, 600):
        inter = TTFont(source / "inter-ui" / "package" / "variable" / "InterVariable.woff2")
        inter = instancer.instantiateVariableFont(inter, {"opsz": 14, "wght": weight})
        subset_to(inter, LATIN | SIGNS, ["kern", "calt", "ccmp", "locl", "tnum", "case", "zero"])
        rename(inter, "Inter", weight=weight)
        save(inter, target / f"Inter-{weight}.ttf")
    for weight, name in (
        (400, "400Regular/NotoSansSC_400Regular"),
        (600, "600SemiBold/NotoSansSC_600SemiBold"),
    ):
        [path] = source.glob(f"*noto-sans-sc*/package/{name}.ttf")
        noto = TTFont(path)
        subset_to(noto, LATIN | SIGNS | CHINESE_SIGNS | gb2312(), ["kern", "liga", "locl", "palt"])
        rename(noto, "Noto Sans SC", weight=weight)
        save(noto, target / f"NotoSansSC-{weight}.ttf")


def save(font: TTFont, path: Path) -> None:
    """Write a plain TrueType file: read by every platform's font engine without a decompressor."""
    font.flavor = None
    font.save(path)
    print(path, path.stat().st_size)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
