"""The Cyclos stand-in: it books, refuses, pages and lists as the platform does."""

from datetime import timedelta

import pytest

from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_client import REFERENCE, Client


def balances(bank: Bank) -> list[int]:
    return [one.balance for one in bank.books.holders.values()]


def test_the_same_request_twice_books_twice_and_sums_stay_zero(ring: Bank, client: Client) -> None:
    assert [client.pay().status_code, client.pay().status_code] == [201, 201]
    assert len(ring.by_reference(REFERENCE)) == 2
    assert (balances(ring), ring.total()) == ([500, -400], 0)
    assert ring.counts == {"POST */payments": 2}


@pytest.mark.parametrize(
    ("payer", "more", "status", "says"),
    [
        ("1042", {}, 404, "User"),  # all digits: an internal id
        ("'1042", {"subject": "17"}, 404, "User"),
        ("'1042", {"type": "member.euro"}, 404, "PaymentTransferType"),
        ("'1042", {"amount": "0"}, 422, "validation"),
        ("'1042", {"amount": "7"}, 500, "insufficientBalance"),
        ("'17", {"subject": "'1042", "amount": "0.01"}, 201, "payment"),
    ],
)
def test_a_payment_is_refused_as_the_platform_does(
    ring: Bank, client: Client, payer: str, more: dict[str, object], status: int, says: str
) -> None:
    said = client.pay(payer, **more)
    assert (said.status_code, says in said.text) == (status, True)
    assert len(ring.payments) == (status == 201)


@pytest.mark.parametrize("amount", [2.5, 2, "2,50", "-1", "1e1", None])
def test_an_amount_is_a_string_with_a_dot(ring: Bank, client: Client, amount: object) -> None:
    said = client.pay(amount=amount)
    assert (said.status_code, said.json()["code"], ring.payments) == (422, "dataConversion", [])
    ring.take_misfits()


def test_the_payee_s_upper_limit_and_the_rules_of_the_type_hold(ring: Bank, client: Client) -> None:
    ring.join("9", balance=5000)
    ring.books.rules.most = 2000
    codes = [client.pay("'9", amount=amount).json().get("code") for amount in ("11", "21", "10")]
    assert codes == ["destinationUpperLimitReached", "paymentAmountExceeded", None]
    ring.books.rules.pause = timedelta(seconds=30)
    assert client.pay("'9", amount="0.01").json()["code"] == "timeBetweenPaymentsNotMet"


def test_what_has_to_be_released_is_booked_without_moving_anything(ring: Bank, client: Client) -> None:
    ring.books.rules.release_above = 200
    said = client.pay().json()
    assert said["authorizationStatus"] == "pending"
    assert balances(ring) == [0, 100]
    assert client.get("%271042/accounts").json()[0]["status"]["availableBalance"] == "3.50"
    assert [len(client.get(path).json()) for path in ("transactions", "%271042/accounts/member/history")] == [1, 1]
    ring.decide(ring.payments[0], "authorized")
    assert balances(ring) == [250, -150]
    assert client.get(f"transactions/{said['id']}").json()["transfer"]["amount"] == "2.50"


def test_a_chargeback_moves_it_back_once(ring: Bank, client: Client) -> None:
    moved = client.get(f"transactions/{client.pay().json()['id']}").json()["transfer"]["id"]
    back = client.charge_back(moved)
    assert back.status_code == 201
    assert client.charge_back(moved).json()["kind"] == "payment"
    assert client.get(f"transfers/{moved}").json()["chargedBackBy"]["id"] == back.text
    assert balances(ring) == [0, 100]
    assert len(client.get("transfers", kinds="chargeback").json()) == 1


def test_lists_filter_by_mark_client_and_the_server_s_own_time(ring: Bank, client: Client) -> None:
    client.pay()
    other = Client(ring, ring.issue("C2"))
    other.pay(amount="0.25", description="Laub [QK2-AAAAAA]", customValues={})
    other.close()
    ring.skew = timedelta(days=3)
    client.pay(amount="0.50", description="Tor [QK1-BBBBBB]", customValues={"kioskRef": "QK1-BBBBBB"})

    def amounts(path: str = "transactions", **params: str | list[str]) -> list[str]:
        return [one["amount"] for one in client.get(path, **params).json()]

    assert amounts() == ["0.50", "0.25", "2.50"]
    assert amounts(fromCurrentAccessClient="true") == ["0.50", "2.50"]
    assert amounts(customFields=f"kioskRef:{REFERENCE}") == ["2.50"]
    assert amounts(datePeriod="2026-11-26T00:00:00+01:00") == ["0.50"]
    assert amounts(datePeriod=["2026-11-20T00:00:00Z", "2026-11-26T00:00:00Z"], orderBy="dateAsc") == ["2.50", "0.25"]
    assert amounts("%271042/accounts/member/history", description="QK2-AAAAAA") == ["-0.25"]
    assert amounts("%2717/transactions") == ["0.50", "0.25", "2.50"]
    assert client.get("auth").headers["date"] == "Fri, 27 Nov 2026 09:00:00 GMT"


def test_pages_are_capped_without_a_word(ring: Bank, client: Client) -> None:
    ring.office.page_cap = 2
    for amount in ("0.01", "0.02", "0.03"):
        client.pay(amount=amount)
    first, second = (client.get("transactions", pageSize="50", page=page, fields="amount") for page in ("0", "1"))
    assert (first.json(), second.json()) == ([{"amount": "0.03"}, {"amount": "0.02"}], [{"amount": "0.01"}])
    names = ("x-page-size", "x-total-count", "x-has-next-page")
    assert [[one.headers[name] for name in names] for one in (first, second)] == [
        ["2", "3", "true"],
        ["2", "3", "false"],
    ]


def test_members_show_what_may_be_seen(ring: Bank, client: Client) -> None:
    shown = client.get("users").json()[1]
    assert (shown["username"], shown["name"], shown["phone"]) == ("1042", "Erika Musterfrau", "0221 1234")
    assert set(client.get("users", ignoreProfileFieldsInList="true").json()[1]) == {"id", "display"}
    assert client.get(f"users/{shown['id']}").json()["email"] == "erika@example.org"
    assert [one["balance"] for one in client.get("accounts/member/user-balances").json()] == ["0.00", "1.00"]
    ring.office.overview = False
    assert client.get("accounts/member/user-balances").json() == {"code": "permissionDenied"}


def test_forms_and_previews_look_at_no_balance(ring: Bank, client: Client) -> None:
    form = client.get("%271042/payments/data-for-perform", to="'17").json()
    assert form["paymentTypes"][0]["internalName"] == "member.stunden"
    ring.books.holders[form["fromUser"]["id"]].balance = -500
    ring.books.system.balance += 600
    assert client.preview().json()["totalAmount"] == "2.50"
    assert ring.payments == []


def test_a_filter_that_does_nothing_here_is_noted(ring: Bank, client: Client) -> None:
    client.get("transactions", amountRange="1")
    assert ring.take_misfits() == ["the stand-in has no filter amountRange"]
