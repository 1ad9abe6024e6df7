"""How entries of the do-not-contact list are called, wherever one stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import BarKind, BarReason


def kind_text(kind: BarKind) -> str:
    """Return what an entry is about."""
    match kind:
        case BarKind.PHONE:
            return QCoreApplication.translate("Privacy", "Phone")
        case BarKind.EMAIL:
            return QCoreApplication.translate("Privacy", "E-mail")
        case BarKind.CONTACT:
            return QCoreApplication.translate("Privacy", "Person")
        case BarKind.COMPANY:
            return QCoreApplication.translate("Privacy", "Company")
        case BarKind.DOMAIN:
            return QCoreApplication.translate("Privacy", "Domain")


def reason_text(reason: BarReason) -> str:
    """Return why somebody is on the list."""
    match reason:
        case BarReason.ASKED:
            return QCoreApplication.translate("Privacy", "They asked for it")
        case BarReason.LEGAL:
            return QCoreApplication.translate("Privacy", "Law or contract")
        case BarReason.RELATION:
            return QCoreApplication.translate("Privacy", "Customer, partner or rival")
        case BarReason.OTHER:
            return QCoreApplication.translate("Privacy", "Another reason")
