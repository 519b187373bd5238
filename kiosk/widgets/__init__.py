"""Drawing: a page as plain data, and the one widget that paints it."""
