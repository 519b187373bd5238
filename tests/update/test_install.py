"""Installing from the desk: bookings come first, the stick may be pulled, and only the end exchanges anything (R39)."""

from pathlib import Path

import msgspec
import pytest

from kiosk.sticks import Stick
from kiosk.update_obstacles import BACKUP_DAYS, Found, Obstacle, obstacle
from kiosk.update_offers import best, of_file, on_net, on_sticks
from kiosk.update_work import Stage, Stopped, install
from sync.backup.log import BackupLog, Copy
from sync.ledger.records import Payment
from sync.update.index import Index, Seen
from sync.update.installed import Installed
from sync.update.unusable import Unusable, Why
from tests.deploy.update_machine import NEW, OLD, started
from tests.update.bundles import HERE, NEWS, bundle, manifest, signer
from tests.update.town import NextDoor, Town


def installed(town: Town) -> str:
    return install(town.house, town.desk, town.offer(), HERE, lambda stage, at: None, program=town.program)


def in_the_way(town: Town) -> Found | None:
    return obstacle(town.house, town.desk, Installed.read(town.program))


def stopped(town: Town) -> object:
    with pytest.raises(Stopped) as caught:
        installed(town)
    assert started(town.program) == OLD
    return caught.value.why


def pay(town: Town) -> int:
    what = Payment(payer="1042", payee="17", amount=100, unit="Stunden", text="Garten")
    return town.desk.ledger.book(what, staff=town.desk.me, platform="ring").receipt


def test_r39_a_good_bundle_from_a_stick_runs_on_trial_after_all_steps(town: Town) -> None:
    town.backed_up()
    told: list[Stage] = []
    what = install(
        town.house, town.desk, town.offer(), HERE, lambda stage, at: told.append(stage), program=town.program
    )
    assert what == NEW
    assert list(dict.fromkeys(told)) == list(Stage)
    assert started(town.program) == NEW
    left = {path.name for path in (town.desk.folder / "update").iterdir()}
    assert left == {"before.json"}


def test_r39_who_began_an_update_stands_in_the_journal(town: Town) -> None:
    town.backed_up()
    installed(town)
    sql = "SELECT staff, facts FROM journal WHERE event = 'update'"
    assert town.desk.ledger.db.execute(sql).fetchall() == [(town.desk.me, NEW)]


def test_r39_without_a_good_backup_nothing_is_installed(town: Town) -> None:
    assert stopped(town) == Found(Obstacle.NO_BACKUP)
    bad = Copy(at=town.house.clock.now(), trust="ntp", stick="1", stick_id="1", file="x", good=False, reason="full")
    BackupLog(town.desk.folder).add(bad)
    assert stopped(town) == Found(Obstacle.NO_BACKUP)


def test_r39_a_backup_of_more_than_a_week_is_none(town: Town) -> None:
    town.backed_up(days=BACKUP_DAYS)
    assert in_the_way(town) is None
    town.house.clock.later(seconds=1)  # type: ignore[attr-defined]
    assert stopped(town) == Found(Obstacle.OLD_BACKUP, BACKUP_DAYS)


def test_r39_a_booking_that_no_platform_and_no_stick_has_holds_the_update_up(town: Town) -> None:
    town.backed_up(minutes=1)
    receipt = pay(town)
    assert stopped(town) == Found(Obstacle.UNSAVED, 1)
    town.desk.ledger.outbox.going(receipt)
    assert in_the_way(town) == Found(Obstacle.UNSAVED, 1)
    town.desk.ledger.outbox.confirm(receipt, "77")
    assert in_the_way(town) is None


def test_r39_a_booking_of_the_same_moment_as_the_backup_counts_as_unsaved(town: Town) -> None:
    town.backed_up()
    pay(town)
    assert in_the_way(town) == Found(Obstacle.UNSAVED, 1)


def test_r39_a_booking_that_a_stick_holds_does_not(town: Town) -> None:
    pay(town)
    town.house.clock.later(minutes=1)  # type: ignore[attr-defined]
    town.backed_up()
    assert in_the_way(town) is None


def test_r39_a_press_that_runs_holds_the_update_up(town: Town) -> None:
    town.backed_up()
    with town.desk.ledger.sibling() as other, other.printouts.press():
        assert in_the_way(town) == Found(Obstacle.PRINTING)
    assert in_the_way(town) is None


def test_r39_while_a_version_is_on_trial_no_other_is_installed(town: Town) -> None:
    town.backed_up()
    installed(town)
    town.versions.choose()
    assert in_the_way(town) == Found(Obstacle.ON_TRIAL)


def test_r39_a_program_that_was_not_set_up_by_the_installer_is_left_alone(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.prefix", "/usr")
    assert stopped(town) == Found(Obstacle.NOT_OURS)


def test_r39_without_a_steward_nothing_is_begun(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NextDoor, "present", False)
    assert stopped(town) == Found(Obstacle.NO_STEWARD)


def test_r39_what_the_steward_refuses_exchanges_nothing(town: Town) -> None:
    town.backed_up()
    offer = town.offer()
    assert isinstance(offer.source, Path)
    bundle(offer.source, signer(town.machine.root, "stranger"))
    with pytest.raises(Stopped) as caught:
        install(town.house, town.desk, offer, HERE, lambda stage, at: None, program=town.program)
    assert caught.value.why == "signature"
    assert started(town.program) == OLD
    assert list((town.desk.folder / "update").iterdir()) == []


def test_r39_a_version_that_cannot_read_the_bookings_is_made_and_never_started(town: Town) -> None:
    town.backed_up()
    pay(town)
    town.house.clock.later(minutes=1)  # type: ignore[attr-defined]
    town.backed_up()
    town.machine.python = "exit 1"
    with pytest.raises(Unusable) as caught:
        installed(town)
    assert caught.value.why is Why.LEDGER
    assert [facts["step"] for _, facts in town.house.steward.asked] == ["make"]  # type: ignore[attr-defined]
    assert started(town.program) == OLD


def test_r39_a_stick_that_is_pulled_while_it_is_read_leaves_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.backed_up()

    def pulled(stage: Stage, at: int) -> None:
        if at:
            raise OSError(5, "Input/output error")

    with pytest.raises(Unusable) as caught:
        install(town.house, town.desk, town.offer(), HERE, pulled, program=town.program)
    assert caught.value.why is Why.DISK
    assert list((town.desk.folder / "update").iterdir()) == []


def test_r39_the_newest_usable_version_is_offered_and_the_others_are_told(town: Town, tmp_path: Path) -> None:
    who, stick = town.machine.who, Stick("STICK", tmp_path)
    for number in ("0.10.0", "0.9.0"):
        bundle(tmp_path / f"a{number}.kioskupdate", who, manifest(version=number))
    bundle(tmp_path / "z.kioskupdate", signer(tmp_path, "stranger"))
    (tmp_path / "folder.kioskupdate").mkdir()
    offers = on_sticks([stick], HERE, [who.public])
    assert [offer.version for offer in offers[:2]] == ["0.10.0", "0.9.0"]
    assert {offer.why for offer in offers[2:]} == {Why.SIGNATURE, Why.DISK}
    chosen = best(offers)
    assert chosen is not None
    assert (chosen.version, chosen.where, chosen.news) == ("0.10.0", "STICK", NEWS)


def test_r39_the_news_cannot_steer_the_screen(town: Town, tmp_path: Path) -> None:
    path = bundle(tmp_path / "b", town.machine.who, manifest(news="\x1b[2JNeu\n\u202e" + "x" * 5000))
    news = of_file(path, HERE, [town.machine.who.public]).news
    assert news.isprintable()
    assert 950 < len(news) <= 1000


def test_r39_the_net_offers_only_what_is_newer() -> None:
    index = Index(format=1, serial=1, version=NEW, news=NEWS, bundles=())
    assert on_net(Seen(index, "https://example.org"), HERE) is not None
    for older in (OLD, "0.0.9"):
        assert on_net(Seen(msgspec.structs.replace(index, version=older), "https://example.org"), HERE) is None
    assert on_net(None, HERE) is None


def test_r39_a_stick_goes_before_the_net(town: Town) -> None:
    net = on_net(Seen(Index(format=1, serial=1, version=NEW, news=NEWS, bundles=()), "https://example.org"), HERE)
    assert net is not None
    stick = msgspec.structs.replace(town.offer(), where="STICK")
    assert best([net, stick]) == stick
    assert best([]) is None
