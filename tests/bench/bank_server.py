"""The Cyclos stand-in as a program of its own, so that it does not share the interpreter of what is measured.

`python -m tests.bench.bank_server MEMBERS` prints its address and a token; for each line that it reads it prints how
many requests came since the last one: those that book, and all others. It ends with its standard input.
"""

import sys

from tests.peers.cyclos_bank import Bank

FIRST = 1000
"""The number of the first member."""


def main() -> None:
    """Serve until standard input ends."""
    with Bank() as bank:
        for at in range(int(sys.argv[1])):
            bank.join(str(FIRST + at))
        print(bank.url, bank.token, flush=True)
        for _ in sys.stdin:
            with bank.lock:
                booked = sum(asked.method == "POST" for asked in bank.asked)
                print(booked, len(bank.asked) - booked, len(bank.payments), flush=True)
                bank.asked.clear()


if __name__ == "__main__":
    main()
