"""Why the key ring says no, sorted by who can help.

KeyRingError
├── NewStaffRefused   choose another name or PIN
│   ├── NameUnusable, NameTaken
│   └── PinNotDigits, PinTooShort, PinTooEasy, PinTaken
├── StaffRefused      the ring stays as it is
│   └── NotEmpty, NameUnknown, LastOne, Stranger
├── RingUnusable      nobody can sign in: a backup is needed
│   └── RingDamaged, RingMissing, DeviceKeyMissing
└── SignInRefused     `wait_s` until the next try
    └── WrongPin, LockedOut
"""


class KeyRingError(Exception):
    """The key ring says no."""


class NewStaffRefused(KeyRingError):
    """Name or PIN will not do; nothing was changed."""


class NameUnusable(NewStaffRefused):
    """Empty, without a letter, or longer than `NAME_MAX`."""


class NameTaken(NewStaffRefused):
    """Someone on the ring is called so; capital letters make no difference."""


class PinNotDigits(NewStaffRefused):
    """The keypad has digits only."""


class PinTooShort(NewStaffRefused):
    """Less than `PIN_MIN` digits."""


class PinTooEasy(NewStaffRefused):
    """One digit repeated, or digits in a row (`too_easy`): for whoever asks for a new PIN; the ring takes it."""


class PinTaken(NewStaffRefused):
    """Someone else's: the PIN alone says who signs in."""


class StaffRefused(KeyRingError):
    """The ring stays as it is."""


class NotEmpty(StaffRefused):
    """There is a first staff member already."""


class NameUnknown(StaffRefused):
    """Nobody on the ring is called so."""


class LastOne(StaffRefused):
    """Without the last staff member nobody could ever open the ledger again."""


class Stranger(StaffRefused):
    """Who opened it is no longer on the ring, or opened another one."""


class RingUnusable(KeyRingError):
    """Nobody can sign in."""


class RingDamaged(RingUnusable):
    """`staff.json` is there, and is no key ring."""


class RingMissing(RingUnusable):
    """There is a ledger and no `staff.json`: its data key is lost unless a backup has it."""


class DeviceKeyMissing(RingUnusable):
    """`device.key` is not there, or is not the one that this ring was made with."""


class SignInRefused(KeyRingError):
    """No sign-in. `wait_s`: seconds until the next try; 0: at once."""

    def __init__(self, wait_s: float) -> None:
        self.wait_s = wait_s
        super().__init__(f"next try in {wait_s:.0f} s")


class WrongPin(SignInRefused):
    """No such PIN, or not this person's."""


class LockedOut(SignInRefused):
    """Too many failures; this try was not looked at and does not count."""
