"""An exchange ring of two members, and a network to it that comes and goes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from tests.peers.cyclos_bank import Bank


class Town:
    """A ring that has an address, and a network that is there or not."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}/ring"

    @contextmanager
    def online(self) -> Iterator[Bank]:
        """The network is back."""
        with Bank(port=self._port) as bank:
            bank.join("1042", "Erika Mustermann", floor=-1000, ceiling=5000)
            bank.join("17", "Kemal Öztürk", floor=-1000, ceiling=5000)
            yield bank


def balances(bank: Bank) -> list[int]:
    """What Erika and Kemal have, hundredths."""
    return [holder.balance for number in ("1042", "17") if (holder := bank.books.find(f"'{number}"))]
