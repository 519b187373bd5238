"""The steward: it alone acts as the system's owner, and only what stands in its table (docs/device.md).

Standard library only, so that it works whatever becomes of the program that asks it.
"""
