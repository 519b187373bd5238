"""A PIN on its way from the keypad to the key ring: it shows itself to nobody."""


class Pin:
    """Digits that no log, message or error can print."""

    __slots__ = ("digits",)

    def __init__(self, digits: str) -> None:
        self.digits = digits

    def __repr__(self) -> str:
        return "Pin(…)"
