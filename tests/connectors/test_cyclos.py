"""The Cyclos marketplace: the contract, the way in, and which pulls are whole."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from sync.connectors.base import Batch
from sync.errors import AccessRevoked, Reason, Rejected, SyncError, Unreachable
from sync.records import RequestRule
from tests.connectors.contract import ConnectorContract
from tests.connectors.openapi import document, misfits
from tests.connectors.ring import Ring, ad, neighbourhood, pulled
from tests.connectors.shelf import Shelf
from tests.sync.servers import LOGIN_PAGE, Asked, Reply

FIELD = RequestRule(custom_field="handel=Suche")


@pytest.fixture
def platform() -> Iterator[Ring]:
    with Ring(neighbourhood()) as ring:
        yield ring


def refusal(ring: Ring) -> SyncError:
    with pytest.raises(SyncError) as caught:
        pulled(ring)
    return caught.value


class TestGuest(ConnectorContract):
    """As a guest, with title prefixes."""

    @pytest.fixture
    def platform(self) -> Iterator[Ring]:
        with Ring(neighbourhood(), requests=RequestRule(title_prefix="Suche")) as ring:
            yield ring


class TestTokenAndCustomField(ConnectorContract):
    """With an access client's token and a custom field, which costs one more request an ad."""

    @pytest.fixture
    def platform(self) -> Iterator[Ring]:
        with Ring(neighbourhood(), requests=FIELD, secret="gut") as ring:
            yield ring


def test_a_token_is_proved_once_and_before_anything_else(platform: Ring) -> None:
    platform.secret = "gut"
    pulled(platform)
    assert [asked.path for asked in platform.server.requests].index("/riehl/api/auth") == 0
    assert {asked.headers["access-client-token"] for asked in platform.server.requests} == {"gut"}


def test_a_blocked_token_ends_after_one_request_and_is_named(platform: Ring) -> None:
    platform.secret = "alt-kanarie"
    error = refusal(platform)
    assert (type(error), error.facts["code"]) == (AccessRevoked, "blockedAccessClient")
    assert "kanarie" not in f"{error}{error.facts}"
    assert platform.asked() == 1


def test_a_token_that_the_platform_does_not_see_is_a_revoked_one(platform: Ring) -> None:
    platform.secret = "gut"
    platform.server.routes["/riehl/api/auth"] = Reply(body=b"{}")
    assert refusal(platform).reason == Reason.KEY_REFUSED


def test_a_ring_without_guests_refuses_guests(platform: Ring) -> None:
    platform.guests = False
    error = refusal(platform)
    assert (type(error), error.reason) == (Rejected, Reason.FORBIDDEN)


@pytest.mark.parametrize("page", [0, 2])
def test_r6_partial_data_is_never_a_complete_pull(platform: Ring, page: int) -> None:
    platform.partial_page = page
    assert refusal(platform).reason == Reason.PARTIAL


def test_r6_a_list_that_changed_between_its_pages_is_not_complete(platform: Ring) -> None:
    connector = platform.connect()
    (stream,) = connector.streams()
    words = stream.pull(None, {})
    assert isinstance(next(words), Batch)
    platform.ads.insert(0, ad(9, "Neu dazwischen"))
    with pytest.raises(Unreachable) as caught:
        list(words)
    connector.close()
    assert caught.value.reason == Reason.CHANGED_WHILE_READING


def test_r6_without_a_total_an_ad_that_comes_twice_shows_the_change(platform: Ring) -> None:
    platform.counts = False
    assert pulled(platform).complete
    platform.ads.insert(3, platform.ads[0])
    assert refusal(platform).reason == Reason.CHANGED_WHILE_READING


def test_r6_a_server_that_answers_the_same_page_for_ever_is_left(platform: Ring) -> None:
    search = platform.search
    platform.server.routes["/riehl/api/marketplace"] = lambda asked: search(
        Asked(asked.path, {**asked.query, "page": ["0"]}, asked.headers)
    )
    assert refusal(platform).reason == Reason.PARTIAL
    assert platform.asked() == 3


def test_a_login_page_in_the_middle_of_the_pages_is_an_error(platform: Ring) -> None:
    search = platform.search
    login = Reply(headers={"Content-Type": "application/json"}, body=LOGIN_PAGE)
    platform.server.routes["/riehl/api/marketplace"] = lambda asked: (
        login if asked.first("page") == "1" else search(asked)
    )
    assert refusal(platform).reason == Reason.LOGIN_PAGE


def test_r7_a_broken_ad_that_can_be_named_stays_and_one_without_id_is_counted(platform: Ring) -> None:
    shelf = Shelf()
    pulled(platform, shelf)
    platform.ads[0]["name"] = {"de": "Rasen"}
    platform.ads.append({"name": "ohne Nummer"})
    read = pulled(platform, shelf)
    assert (read.skipped, read.missing, read.complete) == (2, [], True)


def test_custom_fields_are_asked_for_once_a_day_and_for_changed_ads(platform: Ring) -> None:
    platform.rule = FIELD
    shelf = Shelf()

    def requests_of_a_round() -> int:
        before = platform.asked()
        pulled(platform, shelf)
        return platform.asked() - before

    assert requests_of_a_round() == 1 + 3 + 5
    assert requests_of_a_round() == 1 + 3
    platform.ads[0]["name"] = "Hecke schneiden"
    assert requests_of_a_round() == 1 + 3 + 1
    platform.now += timedelta(hours=25)
    assert requests_of_a_round() == 1 + 3 + 5


def test_a_changed_custom_field_alone_shows_after_a_full_read(platform: Ring) -> None:
    platform.rule = FIELD
    shelf = Shelf()
    pulled(platform, shelf)
    platform.ads[0] = ad(1, "Rasen mähen", "wanted")
    assert pulled(platform, shelf).changed == []
    assert pulled(platform, shelf, full=True).changed == [("ads", "ad:7762070814178012480")]


def test_an_ad_that_vanishes_between_list_and_details_is_simply_gone(platform: Ring) -> None:
    platform.rule = FIELD
    platform.server.routes[f"/riehl/api/marketplace/{platform.ads[0]['id']}"] = Reply(status=404)
    read = pulled(platform)
    assert (len(read.items), read.skipped, read.complete) == (4, 0, True)


def test_r7_details_that_cannot_be_read_skip_their_ad_alone(platform: Ring) -> None:
    platform.rule = FIELD
    platform.server.routes[f"/riehl/api/marketplace/{platform.ads[0]['id']}"] = Reply(body=b"[]")
    read = pulled(platform)
    assert (len(read.items), read.skipped, read.complete) == (4, 1, True)


def test_the_question_changes_with_rule_address_and_way_in(platform: Ring) -> None:
    def question() -> str:
        connector = platform.connect()
        (stream,) = connector.streams()
        connector.close()
        return stream.question

    questions = [question()]
    platform.rule = FIELD
    questions.append(question())
    platform.secret = "gut"
    questions.append(question())
    assert len(set(questions)) == 3
    assert "gut" not in questions[2]


SCHEMAS = {"/auth": "Auth", "/marketplace": "AdResult", "/marketplace/data-for-search": "AdDataForSearch"}


def test_the_stand_in_answers_and_the_connector_asks_as_the_vendor_s_document_says(platform: Ring) -> None:
    vendor = document()
    platform.rule, platform.secret = FIELD, "gut"
    said: list[tuple[Asked, Reply]] = []

    def heard(asked: Asked) -> Reply:
        said.append((asked, platform.answer(asked)))
        return said[-1][1]

    platform.server.routes["*"] = heard
    pulled(platform)
    for asked, reply in said:
        path = asked.path.removeprefix("/riehl/api")
        known = vendor["paths"][path if path in SCHEMAS else "/marketplace/{ad}"]["get"]["parameters"]
        assert set(asked.query) <= {one.get("name") or one["$ref"].rsplit("/", 1)[1] for one in known}
        value = json.loads(reply.body)
        schema = {"$ref": f"#/components/schemas/{SCHEMAS.get(path, 'AdView')}"}
        for one in value if isinstance(value, list) else [value]:
            assert misfits(one, schema, vendor["components"]["schemas"]) == []
    assert len(said) == 1 + 1 + 3 + 5
