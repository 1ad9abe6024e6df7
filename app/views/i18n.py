"""The language of the screens: chosen at run time, changed without a restart."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from app.resources import resource


class Language(StrEnum):
    """The languages Decile speaks."""

    ZH = "zh"
    EN = "en"


_LOCALES = {
    Language.ZH: QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    Language.EN: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
_FILES = {
    Language.ZH: ("decile_zh_CN", "qtbase_zh_CN"),
    Language.EN: ("decile_en", "qtbase_en"),
}
"""English has a file too: its plurals are translations of ``%n lead(s)``."""


def system_language() -> Language:
    """Return the language the system is set to, English where it is neither."""
    return Language.ZH if QLocale.system().language() == QLocale.Language.Chinese else Language.EN


def is_chinese() -> bool:
    """Whether the screens speak Chinese now."""
    return QLocale().language() == QLocale.Language.Chinese


class Languages(QObject):
    """Switches the application's language.

    Qt then sends ``LanguageChange`` to every widget; pages and lists answer with ``retranslate``.
    """

    changed = Signal(str)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._installed: list[QTranslator] = []
        self.current: Language | None = None

    def speak(self, language: Language) -> None:
        """Speak this language from now on; texts without a translation stay in their English source."""
        if language is self.current:
            return
        self.current = language
        QLocale.setDefault(_LOCALES[language])
        old, self._installed = self._installed, []
        for translator in old:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        ours, qts = _FILES[language]
        folders = (
            (ours, str(resource("translations"))),
            (qts, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        )
        for name, folder in folders:
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)
            else:
                translator.deleteLater()
        self.changed.emit(language.value)

    def toggle(self) -> None:
        """Speak the other language."""
        self.speak(Language.EN if self.current is Language.ZH else Language.ZH)
