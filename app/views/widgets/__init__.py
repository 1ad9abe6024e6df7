"""Generic widgets: driven by values alone, they know no page and no rule."""
