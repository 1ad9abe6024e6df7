"""Two columns of cards, one below the other where the room is narrow."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QLayout


class TwoColumns(QBoxLayout):
    """Stands side by side from a width on that its page names."""

    def __init__(self, left: QLayout, right: QLayout, *, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom)
        self.setSpacing(12)
        self.setContentsMargins(0, 0, 4, 0)
        for side, share in zip((left, right), shares, strict=True):
            self.addLayout(side, share)

    def stand(self, *, is_wide: bool) -> None:
        """Stand side by side where there is room, else one below the other."""
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self.direction() != wanted:
            self.setDirection(wanted)
