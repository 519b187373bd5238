"""One writing request to pretix, and the keys by which it recognises that request for a day."""

from sync.connectors.http import Answer, Http
from sync.couriers.base import Uncertain
from sync.errors import Unanswered

ATTEMPTS_MAX = 20
"""Refusals stored under one booking's keys; a day does not see more."""
_ANY = range(200, 600)


class Once:
    """Writes under `X-Idempotency-Key`. pretix repeats the answer that it stored under a key, a refusal as well."""

    def __init__(self, http: Http, host: str) -> None:
        self._http = http
        self._url = f"{host}/api/v1/idempotency_query"

    def post(self, url: str, body: object, key: str, *, again: bool) -> Answer | Uncertain:
        """The answer to this request, or to an earlier one under `key` that was carried out (only asked if `again`).

        After a stored refusal the key goes on with a number: the refusal may be outdated. Raises what
        `Http.get` raises, and what `Http.post` raises when nothing can have arrived.
        """
        for name in (key, *(f"{key}-{number}" for number in range(1, ATTEMPTS_MAX))):
            earlier = self._earlier(name) if again else None
            if earlier is None:
                return self._write(url, body, name)
            if earlier.status in (409, *range(200, 300)):
                return earlier
        return Uncertain("idempotency")

    def _earlier(self, key: str) -> Answer | None:
        """What was answered under a key; None when pretix does not know it, or not how it ended."""
        answer = self._http.get(self._url, params=[("key", key)], statuses=_ANY)
        return answer if answer.status < 500 and answer.status not in (404, *range(300, 400)) else None

    def _write(self, url: str, body: object, key: str) -> Answer | Uncertain:
        try:
            return self._http.post(url, body, headers={"X-Idempotency-Key": key})
        except Unanswered as error:
            return Uncertain(str(error.reason))
