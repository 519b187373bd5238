"""Slips as data, their layout, printer bytes and devices; it knows neither screens nor HTTP."""
