"""Records, databases, connectors and the sync engine; it knows neither Textual nor paper."""
