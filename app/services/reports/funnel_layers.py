"""The layers of the funnel, in their order."""

from __future__ import annotations

from enum import StrEnum

from app.models.vocabulary import Milestone


class Layer(StrEnum):
    """What a lead can have reached (spec section 15); the value names the column in the report."""

    LEAD = "lead"
    MQL = Milestone.MQL.value
    SAL = Milestone.SAL.value
    SALES_QUALIFIED = Milestone.SALES_QUALIFIED.value
    OPPORTUNITY = Milestone.OPPORTUNITY.value
    POC = Milestone.POC.value
    WON = Milestone.WON.value


LAYERS = tuple(Layer)
REACHED = LAYERS[1:]
"""The layers that milestones record; every lead is in the first."""


def after(layer: Layer) -> tuple[Layer, ...]:
    """Return the later layers, nearest first."""
    return LAYERS[LAYERS.index(layer) + 1 :]
