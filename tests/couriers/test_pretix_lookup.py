"""Finding an order again in a real pretix, and taking it back."""

from collections.abc import Iterator

import msgspec
import pytest

from sync.couriers.base import Confirmed, Refused, Why
from sync.couriers.pretix import PretixCourier
from sync.errors import AccessRevoked, SyncError
from tests.couriers.seats import parcel, reversal, seat
from tests.peers.pretix import Pretix
from tests.sync.clocks import FRIDAY, FakeClock


@pytest.fixture
def courier(pretix: Pretix) -> Iterator[PretixCourier]:
    one = PretixCourier(pretix.source, FakeClock(), pretix.token)
    yield one
    one.close()


def booked(courier: PretixCourier, pretix: Pretix, reference: str, seats: int = 1) -> str:
    """The code of a new order."""
    verdict = courier.send(parcel(seat(pretix.shop("hof-fest"), seats=seats), reference))
    assert isinstance(verdict, Confirmed)
    return verdict.remote_id


def test_a_booking_is_found_by_its_reference_and_by_no_other(pretix: Pretix, courier: PretixCourier) -> None:
    code = booked(courier, pretix, "QK1-LOOK22")
    there = seat(pretix.shop("hof-fest"))
    assert courier.look_up(parcel(there, "QK1-LOOK22")) == Confirmed(code)
    assert courier.look_up(parcel(there, "QK1-LOOK2")) is None
    assert courier.look_up(parcel(there, "QK1-LOOK33")) is None


def test_r3_a_reference_is_looked_for_on_every_page(pretix: Pretix, courier: PretixCourier) -> None:
    pretix.inside(
        "from pretix.base.models import Event, Order\n"
        "event = Event.objects.get(slug='deutschkurs')\n"
        "channel = event.organizer.sales_channels.get(identifier='web')\n"
        "from datetime import timedelta\nfrom django.utils.timezone import now\n"
        "for number in range(120):\n"
        "    Order.objects.create(event=event, status='c', total=0, locale='de', sales_channel=channel, email='',\n"
        "        datetime=now() - timedelta(days=1), expires=now(),\n"
        "        comment='QK1-PAGE22' if number == 77 else f'QK1-PAGE22{number}')\n"
    )
    found = courier.look_up(parcel(seat(pretix.shop("deutschkurs")), "QK1-PAGE22"))
    assert found is not None
    assert found.note == Why.CHANGED


def test_an_order_that_the_organiser_cancelled_is_told_as_changed(pretix: Pretix, courier: PretixCourier) -> None:
    code = booked(courier, pretix, "QK1-GONE22")
    pretix.cancel("hof-fest", code)
    there = seat(pretix.shop("hof-fest"))
    assert courier.look_up(parcel(there, "QK1-GONE22")) == Confirmed(code, Why.CHANGED)


def test_no_answer_about_the_event_is_never_not_found(pretix: Pretix, courier: PretixCourier) -> None:
    for url in (pretix.shop("nirgends"), "https://example.org/", None):
        with pytest.raises(SyncError):
            courier.look_up(parcel(seat(url), "QK1-LOOK44"))
    stranger = PretixCourier(pretix.source, FakeClock(), "falsch")
    with pytest.raises(AccessRevoked):
        stranger.look_up(parcel(seat(pretix.shop("hof-fest")), "QK1-LOOK22"))
    stranger.close()


def test_a_reversal_cancels_the_order_and_the_seats_are_free_again(pretix: Pretix, courier: PretixCourier) -> None:
    code = booked(courier, pretix, "QK1-BACK22", seats=2)
    back = parcel(reversal(seat(pretix.shop("hof-fest"), seats=2), code), "QK1-BACK33")
    assert courier.look_up(back) is None
    assert courier.send(back) == Confirmed(code)
    assert [order.status for order in pretix.orders("hof-fest") if order.code == code] == ["c"]
    assert courier.look_up(back) == courier.send(msgspec.structs.replace(back, sent=FRIDAY)) == Confirmed(code)


def test_an_order_that_someone_changed_is_left_to_people(pretix: Pretix, courier: PretixCourier) -> None:
    code = booked(courier, pretix, "QK1-MORE22", seats=2)
    back = parcel(reversal(seat(pretix.shop("hof-fest"), seats=3), code), "QK1-MORE33")
    assert courier.send(back) == Refused(Why.CHANGED)
    assert [order.status for order in pretix.orders("hof-fest") if order.code == code] == ["p"]


def test_a_reversal_of_an_order_that_pretix_does_not_have_is_refused(pretix: Pretix, courier: PretixCourier) -> None:
    back = parcel(reversal(seat(pretix.shop("hof-fest")), "NICHTDA"), "QK1-LOST22")
    assert courier.send(back) == Refused(Why.UNKNOWN)
    assert courier.look_up(back) is None
