"""What becomes of a Cyclos ad: its kind by the ring's rule, its words, and what must not reach the public."""

from collections.abc import Iterator

import pytest

from sync.connectors.cyclos_ads import price_line
from sync.connectors.cyclos_shapes import Currency
from sync.records import Item, Kind, RequestRule
from tests.connectors.ring import Ring, ad, neighbourhood, pulled


@pytest.fixture
def platform() -> Iterator[Ring]:
    with Ring(neighbourhood()) as ring:
        yield ring


def by_title(ring: Ring) -> dict[str, Item]:
    return {item.title: item for item in pulled(ring).items}


@pytest.mark.parametrize(
    ("rule", "requests"),
    [
        (None, set()),
        (RequestRule(title_prefix="suche "), {"Suche Bohrmaschine", "SUCHE Klavierlehrerin"}),
        (RequestRule(category=("Suche",)), {"Suche Bohrmaschine", "SUCHE Klavierlehrerin"}),
        (RequestRule(category=("suchegarten",)), {"Suche Bohrmaschine"}),
        (RequestRule(category=("702",)), {"Suche Bohrmaschine", "SUCHE Klavierlehrerin"}),
        (RequestRule(category=("gibtsnicht",)), {"Nachhilfe &amp; Kaffee"}),
        (RequestRule(custom_field="handel=wanted"), {"Suche Bohrmaschine", "SUCHE Klavierlehrerin"}),
        (RequestRule(custom_field="Handel = suche"), {"Suche Bohrmaschine", "SUCHE Klavierlehrerin"}),
        (RequestRule(custom_field="anderes=wanted"), set()),
    ],
)
def test_the_ring_s_rule_tells_requests_from_offers(
    platform: Ring, rule: RequestRule | None, requests: set[str]
) -> None:
    platform.rule = rule
    items = pulled(platform).items
    assert {item.title for item in items if item.kind == Kind.REQUEST} == requests
    assert len(items) == 5
    assert {item.kind for item in items} <= {Kind.REQUEST, Kind.OFFER}


def test_an_ad_becomes_an_item_with_the_ring_s_own_words(platform: Ring) -> None:
    item = by_title(platform)["Rasen mähen"]
    assert item == Item(
        remote="ad:7762070814178012480",
        kind=Kind.OFFER,
        title="Rasen mähen",
        text="Rasen mähen im Quartier.\n\n– gern abends",
        price="2,50 Std.",
        categories=("Haus & Garten",),
        contact="Maria L.",
        url=platform.server.url("/riehl/ui/marketplace/view/7762070814178012480"),
        published="2026-11-02T09:30:00+01:00",
    )


def test_prices_categories_and_pictures_are_what_the_platform_gave(platform: Ring) -> None:
    items = by_title(platform)
    assert items["Suche Bohrmaschine"].price == "7 T"
    assert (items["Nachhilfe &amp; Kaffee"].price, items["Nachhilfe &amp; Kaffee"].categories) == (
        None,
        ("Haus & Garten",),
    )
    assert items["Kuchen backen"].image == "https://ring.example/api/images/content/8"


@pytest.mark.parametrize(
    ("price", "currency", "shown"),
    [
        ("2.50", Currency(suffix=" Std.", decimal_digits=2), "2,50 Std."),
        ("1234.5", Currency(prefix="€", decimal_digits=2), "€1.234,50"),
        ("3", Currency(suffix="Talente", decimal_digits=0), "3 Talente"),
        ("10", Currency(prefix="ca. ", suffix="%", decimal_digits=0), "ca. 10%"),
        ("2.50", Currency(name="Taler"), "2,50 Taler"),
        ("0", Currency(decimal_digits=-3), "0"),
        ("NaN", Currency(), None),
        ("1e999999", Currency(), None),
        ("nach Absprache", Currency(), None),
        ("", Currency(), None),
    ],
)
def test_a_price_is_one_german_line(price: str, currency: Currency, shown: str | None) -> None:
    assert price_line(price, currency) == shown


def test_r30_only_the_shown_name_of_an_owner_is_asked_for_and_kept(platform: Ring) -> None:
    items = pulled(platform).items
    asked = [one.first("fields") for one in platform.server.requests if one.path.endswith("/marketplace")]
    assert {item.contact for item in items} == {"Maria L."}
    assert all("user.display" in fields.split(",") and "user" not in fields.split(",") for fields in asked)
    assert not any("example.org" in repr(item) or "123456" in repr(item) for item in items)


@pytest.mark.parametrize("display", ["maria@example.org", "Maria <m@example.org>", "0221 / 12 34 56", "+4922112345"])
def test_r30_a_display_that_is_a_telephone_number_or_an_address_is_not_shown(platform: Ring, display: str) -> None:
    platform.ads = [ad(1, "Rasen mähen", user={"display": display})]
    assert by_title(platform)["Rasen mähen"].contact is None


def test_r34_what_the_ring_hides_from_guests_stays_hidden_even_with_a_token(platform: Ring) -> None:
    platform.secret = "gut"
    platform.search_data |= {"hidePrice": True, "hideOwner": True}
    assert {(item.price, item.contact) for item in pulled(platform).items} == {(None, None)}


@pytest.mark.parametrize("status", ["draft", "hidden", "expired", "pending", "scheduled", "disabled"])
def test_only_active_ads_are_mirrored(platform: Ring, status: str) -> None:
    platform.ads[0]["status"] = status
    read = pulled(platform)
    assert (len(read.items), read.skipped, read.complete) == (4, 0, True)


def test_ids_may_be_numbers_and_dates_nonsense(platform: Ring) -> None:
    platform.ads = [ad(1, "Rasen", id=17, publicationPeriod={"begin": "gestern"}, creationDate="2026-07-01T00:00:00Z")]
    (item,) = pulled(platform).items
    assert (item.remote, item.published) == ("ad:17", "2026-07-01T02:00:00+02:00")
