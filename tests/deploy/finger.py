"""Inside a guest: a touch panel of the kernel's own making, whose finger taps where each line of a pipe says.

`python3 finger.py PIPE`: lines are `X Y` in thousandths of the glass. The kernel, udev, libinput and all above them see
a panel that was plugged in (uinput, Documentation/input/uinput.rst).
"""

import fcntl
import struct
import sys
import time

SYN, KEY, ABS = 0, 1, 3
BTN_TOUCH = 0x14A
SLOT, MT_X, MT_Y, TRACKING = 0x2F, 0x35, 0x36, 0x39
DIRECT = 1
SET_EVENT, SET_KEY, SET_ABS, SET_PROPERTY = 0x40045564, 0x40045565, 0x40045567, 0x4004556E
SETUP, ABS_SETUP, CREATE = 0x405C5503, 0x401C5504, 0x5501
USB = 3
MOST = 999
RESTS_S = 0.1
"""A finger's tap."""
AXES = {0: MOST, 1: MOST, SLOT: 4, MT_X: MOST, MT_Y: MOST, TRACKING: 65535}


def main() -> None:
    with open("/dev/uinput", "wb", buffering=0) as panel:
        for event in (SYN, KEY, ABS):
            fcntl.ioctl(panel, SET_EVENT, event)
        fcntl.ioctl(panel, SET_KEY, BTN_TOUCH)
        fcntl.ioctl(panel, SET_PROPERTY, DIRECT)
        for axis, most in AXES.items():
            fcntl.ioctl(panel, SET_ABS, axis)
            fcntl.ioctl(panel, ABS_SETUP, struct.pack("Hxxiiiiii", axis, 0, 0, most, 0, 0, 0))
        fcntl.ioctl(panel, SETUP, struct.pack("HHHH80sI", USB, 1, 1, 1, b"Panel", 0))
        fcntl.ioctl(panel, CREATE)

        def tell(*events: tuple[int, int, int]) -> None:
            panel.write(b"".join(struct.pack("qqHHi", 0, 0, *event) for event in (*events, (SYN, 0, 0))))

        number = 0
        while True:
            with open(sys.argv[1], encoding="ascii") as pipe:
                for line in pipe:
                    x, y = map(int, line.split())
                    number += 1
                    places = ((ABS, MT_X, x), (ABS, MT_Y, y), (ABS, 0, x), (ABS, 1, y))
                    tell((ABS, SLOT, 0), (ABS, TRACKING, number), *places, (KEY, BTN_TOUCH, 1))
                    time.sleep(RESTS_S)
                    tell((ABS, TRACKING, -1), (KEY, BTN_TOUCH, 0))


if __name__ == "__main__":
    main()
