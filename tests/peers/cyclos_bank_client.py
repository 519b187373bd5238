"""A client that asks the Cyclos stand-in as the kiosk does."""

import httpx

from tests.peers.cyclos_bank import Bank

REFERENCE = "QK1-7F3K9Q"
BODY = {
    "subject": "'17",
    "amount": "2.50",
    "type": "member.stunden",
    "description": f"Garten [{REFERENCE}]",
    "customValues": {"kioskRef": REFERENCE},
}


class Client:
    """Asks as the kiosk."""

    def __init__(self, bank: Bank, token: str) -> None:
        self._http = httpx.Client(
            base_url=f"{bank.url}/api/", headers={"Access-Client-Token": token}, trust_env=False, timeout=5
        )

    def pay(self, payer: str = "'1042", **more: object) -> httpx.Response:
        return self._http.post(f"{payer.replace(chr(39), '%27')}/payments", json=BODY | more)

    def get(self, path: str, **params: str | list[str]) -> httpx.Response:
        return self._http.get(path, params=params)

    def charge_back(self, key: str) -> httpx.Response:
        return self._http.post(f"transfers/{key}/chargeback")

    def preview(self) -> httpx.Response:
        return self._http.post("%271042/payments/preview", json=BODY)

    def close(self) -> None:
        self._http.close()
