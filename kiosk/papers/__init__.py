"""Which record becomes which slip or page."""
