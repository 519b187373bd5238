"""Seats booked through a real pretix: what stands there afterwards, and what it refuses."""

from collections.abc import Iterator

import msgspec
import pytest

from sync.couriers.base import Confirmed, Refused, Verdict, Why
from sync.couriers.pretix import PretixCourier
from sync.errors import AccessRevoked
from sync.ledger.records import Payment
from tests.couriers.seats import parcel, seat
from tests.peers.pretix import Order, Pretix
from tests.sync.clocks import FRIDAY, FakeClock


@pytest.fixture
def courier(pretix: Pretix) -> Iterator[PretixCourier]:
    one = PretixCourier(pretix.source, FakeClock(), pretix.token)
    yield one
    one.close()


def ordered(pretix: Pretix, event: str, reference: str) -> list[Order]:
    return [order for order in pretix.orders(event) if order.comment.startswith(reference)]


def sent_as(pretix: Pretix, product: str, reference: str) -> Verdict:
    """A seat at the theatre, booked as the product that the settings name."""
    courier = PretixCourier(msgspec.structs.replace(pretix.source, product=product), FakeClock(), pretix.token)
    verdict = courier.send(parcel(seat(pretix.shop("theater")), reference))
    courier.close()
    return verdict


def test_it_greets_with_a_good_token_and_stops_at_once_with_a_bad_one(pretix: Pretix, courier: PretixCourier) -> None:
    courier.greet()
    stranger = PretixCourier(pretix.source, FakeClock(), "falsch")
    with pytest.raises(AccessRevoked):
        stranger.greet()
    stranger.close()


def test_a_free_seat_is_an_order_with_our_reference_in_the_members_name(pretix: Pretix, courier: PretixCourier) -> None:
    verdict = courier.send(parcel(seat(pretix.shop("hof-fest"), seats=2, text="Tisch am Rand"), "QK1-FREE22"))
    (order,) = ordered(pretix, "hof-fest", "QK1-FREE22")
    assert verdict == Confirmed(order.code)
    assert (order.status, order.locale, order.comment) == ("p", "de", "QK1-FREE22 Tisch am Rand")
    assert [position["attendee_name"] for position in order.positions] == ["Ayşe Öztürk"] * 2


def test_a_seat_that_costs_something_is_confirmed_and_still_to_be_paid(pretix: Pretix, courier: PretixCourier) -> None:
    verdict = courier.send(parcel(seat(pretix.shop("theater"), seats=2), "QK1-PAY222"))
    (order,) = ordered(pretix, "theater", "QK1-PAY222")
    assert verdict == Confirmed(order.code, Why.UNPAID, "24.00")
    assert order.status == "n"


def test_the_settings_may_name_the_product(pretix: Pretix) -> None:
    assert sent_as(pretix, "ermäßigt", "QK1-CHEAP2") == Confirmed(
        ordered(pretix, "theater", "QK1-CHEAP2")[0].code, Why.UNPAID, "7.50"
    )
    assert sent_as(pretix, "Loge", "QK1-DEAR22") == Refused(Why.INVALID, "Loge")
    assert ordered(pretix, "theater", "QK1-DEAR22") == []


def test_r3_the_same_key_makes_one_order_however_often_it_is_sent(pretix: Pretix, courier: PretixCourier) -> None:
    one = parcel(seat(pretix.shop("hof-fest")), "QK1-TWICE2")
    verdicts = [courier.send(one), courier.send(one), courier.send(msgspec.structs.replace(one, sent=FRIDAY))]
    (order,) = ordered(pretix, "hof-fest", "QK1-TWICE2")
    assert verdicts == [Confirmed(order.code)] * 3


def test_r3_a_key_that_pretix_forgot_makes_no_second_order_either(pretix: Pretix, courier: PretixCourier) -> None:
    one = parcel(seat(pretix.shop("hof-fest")), "QK1-DAY222")
    first = courier.send(one)
    pretix.age_keys(hours=25)
    assert courier.send(one) == courier.send(msgspec.structs.replace(one, sent=FRIDAY)) == first
    assert len(ordered(pretix, "hof-fest", "QK1-DAY222")) == 1


def test_sold_out_is_a_refusal_in_pretix_own_words_and_a_later_attempt_is_a_new_one(
    pretix: Pretix, courier: PretixCourier
) -> None:
    one = parcel(seat(pretix.shop("deutschkurs"), seats=3), "QK1-FULL22")
    refused = courier.send(one)
    assert isinstance(refused, Refused)
    assert (refused.why, "Kursplatz" in str(refused.detail)) == (Why.SOLD_OUT, True)
    pretix.change_row("events/deutschkurs/quotas/", "Kursplatz", size=3)
    assert isinstance(courier.send(msgspec.structs.replace(one, sent=FRIDAY)), Confirmed)
    assert len(ordered(pretix, "deutschkurs", "QK1-FULL22")) == 1


def test_what_pretix_does_not_know_is_refused_without_an_order(pretix: Pretix, courier: PretixCourier) -> None:
    unknown = courier.send(parcel(seat(pretix.shop("nirgends")), "QK1-NONE22"))
    assert isinstance(unknown, Refused)
    assert unknown.why == Why.UNKNOWN
    assert courier.send(parcel(seat("https://example.org/fest"), "QK1-NONE33")) == Refused(Why.UNKNOWN)
    assert courier.send(parcel(seat(None), "QK1-NONE44")) == Refused(Why.UNKNOWN)


def test_a_payment_is_nothing_for_pretix(courier: PretixCourier) -> None:
    payment = Payment(payer="1042", payee="17", amount=200, unit="Stunden", text="Garten")
    assert courier.send(parcel(payment, "QK1-HOURS2")) == Refused(Why.INVALID)


@pytest.mark.parametrize("closing", [{"presale_end": "2026-01-01T12:00:00Z"}, {"live": False}])
def test_a_closed_sale_is_said_as_such(pretix: Pretix, courier: PretixCourier, closing: dict[str, object]) -> None:
    pretix.change("events/hof-fest/", **closing)
    try:
        assert courier.send(parcel(seat(pretix.shop("hof-fest")), "QK1-LATE22")) == Refused(Why.CLOSED)
    finally:
        pretix.change("events/hof-fest/", presale_end=None, live=True)
    assert ordered(pretix, "hof-fest", "QK1-LATE22") == []


def test_more_seats_than_one_order_may_hold_are_refused(pretix: Pretix, courier: PretixCourier) -> None:
    pretix.change_row("events/ausflug/items/", "Mitfahrt", max_per_order=4)
    assert courier.send(parcel(seat(pretix.shop("ausflug"), seats=5), "QK1-MANY22")) == Refused(Why.INVALID)
    assert isinstance(courier.send(parcel(seat(pretix.shop("ausflug"), seats=4), "QK1-MANY33")), Confirmed)


def test_an_order_that_someone_must_release_is_confirmed_with_that_note(pretix: Pretix, courier: PretixCourier) -> None:
    pretix.change_row("events/ausflug/items/", "Mitfahrt", require_approval=True)
    try:
        verdict = courier.send(parcel(seat(pretix.shop("ausflug")), "QK1-WAIT22"))
    finally:
        pretix.change_row("events/ausflug/items/", "Mitfahrt", require_approval=False)
    assert verdict == Confirmed(ordered(pretix, "ausflug", "QK1-WAIT22")[0].code, Why.PENDING)


def test_a_date_of_a_series_is_known_by_its_address_or_by_its_beginning(pretix: Pretix, courier: PretixCourier) -> None:
    dates = {row["id"]: str(row["date_from"]) for row in pretix.rows("events/yoga/subevents/")}
    first, second, third = dates
    by_address = courier.send(parcel(seat(pretix.shop(f"yoga/{second}"), starts=dates[first]), "QK1-DATE22"))
    by_beginning = courier.send(parcel(seat(pretix.shop("yoga"), starts=dates[third]), "QK1-DATE33"))
    assert isinstance(by_address, Confirmed)
    assert isinstance(by_beginning, Confirmed)
    booked = [ordered(pretix, "yoga", reference)[0].positions[0] for reference in ("QK1-DATE22", "QK1-DATE33")]
    assert [position["subevent"] for position in booked] == [second, third]


@pytest.mark.parametrize(
    ("address", "starts"),
    [("yoga", "2027-04-12T17:00:00+02:00"), ("yoga", None), ("yoga", "2027-04-12"), ("yoga/77", None)],
)
def test_a_date_that_the_series_does_not_have_is_unknown(
    pretix: Pretix, courier: PretixCourier, address: str, starts: str | None
) -> None:
    refused = courier.send(parcel(seat(pretix.shop(address), starts=starts), "QK1-DATE44"))
    assert isinstance(refused, Refused)
    assert refused.why == Why.UNKNOWN
