"""Real versions of real wheels on Debian 13: made, tried, kept, and returned from when they are broken (R39)."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.update_tree import STEWARD, UpdateTree, bundle_of, update_tree, wheels_here
from tests.update.bundles import Signer, signer

pytestmark = pytest.mark.long
GOOD, BROKEN = "7.1.0", "7.2.0"


@pytest.fixture(scope="module")
def who(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("key"))


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory, who: Signer) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bundles")
    wheels = wheels_here(folder / "wheels")
    broken = {"kiosk/commands/items.py": "\nraise RuntimeError('broken at start')\n"}
    made = {
        number: bundle_of(wheels, number, folder, who, changes) for number, changes in ((GOOD, {}), (BROKEN, broken))
    }
    return made | {"wheels": wheels}


@pytest.fixture
def tree(tmp_path: Path, bundles: dict[str, Path], who: Signer) -> Iterator[UpdateTree]:
    with update_tree(tmp_path, bundles["wheels"], who) as made:
        yield made


def made(tree: UpdateTree, path: Path) -> dict[str, object]:
    (tree.bundles / path.name).write_bytes(path.read_bytes())
    return dict(json.loads(tree.ask("update", json.dumps({"step": "make", "bundle": path.name}))))


def runs(tree: UpdateTree) -> str:
    return tree.start("--version").stdout.split()[-1]


def test_r39_a_real_bundle_is_made_tried_and_reads_the_ledger_of_the_one_before(
    tree: UpdateTree, bundles: dict[str, Path]
) -> None:
    before = runs(tree)
    assert made(tree, bundles[GOOD]) == {"done": True, "facts": {"version": GOOD}}
    assert runs(tree) == before
    tree.ask("update", json.dumps({"step": "try", "version": GOOD}))
    assert runs(tree) == GOOD
    assert runs(tree) == before, "one start in a run of the machine"


def test_r39_a_real_version_that_is_broken_at_start_makes_way(tree: UpdateTree, bundles: dict[str, Path]) -> None:
    before = runs(tree)
    assert made(tree, bundles[BROKEN])["done"] is True
    tree.ask("update", json.dumps({"step": "try", "version": BROKEN}))
    broken = tree.start("--data", "/tmp/data", "items")
    assert broken.returncode == 3, "the launcher makes 1 of it while there is a trial, so that systemd starts it anew"
    again = tree.start("--data", "/tmp/data", "items")
    assert again.returncode == 0, again.stderr
    assert runs(tree) == before


def test_r39_a_real_bundle_with_one_other_bit_is_refused_by_the_device(
    tree: UpdateTree, bundles: dict[str, Path], tmp_path: Path
) -> None:
    whole = bytearray(bundles[GOOD].read_bytes())
    whole[len(whole) // 2] ^= 1
    path = tmp_path / bundles[GOOD].name
    path.write_bytes(whole)
    assert made(tree, path) == {"done": False, "reason": "changed"}
    assert sorted(found.name for found in (tree.program / "versions").iterdir()) == [runs(tree)]


def test_r39_a_new_version_reads_a_real_ledger_that_the_old_one_made(
    tree: UpdateTree, bundles: dict[str, Path]
) -> None:
    assert made(tree, bundles[GOOD])["done"] is True
    (tree.tree / "usr/lib/pin").write_text("736251\n")
    (tree.tree / "var/lib/kiosk/kiosk.toml").write_text('[centre]\nname = "Treff"\n')
    places = ["--settings", "/var/lib/kiosk/kiosk.toml", "--data", "/var/lib/kiosk"]
    staff = [*places, "staff", "add", "Frau Probe", "--new-pin-file", "/usr/lib/pin"]
    assert tree.start(*staff).returncode == 0
    code = (
        "from pathlib import Path\n"
        "from sync.clock import SystemClock\n"
        "from sync.ledger.keyring import KeyRing\n"
        "from sync.update.rehearsal import rehearse\n"
        "data = Path('/var/lib/kiosk')\n"
        "key = KeyRing(data).open_with('736251').data_key\n"
        f"python = Path('/opt/kiosk/versions/{GOOD}/bin/python')\n"
        "rehearse(python, data / 'members.db', key, 'QK1', data / 'update/rehearsal', SystemClock())\n"
    )
    done = tree.run("/opt/kiosk/current/bin/python", "-I", "-c", code)
    assert done.returncode == 0, done.stderr


def test_r39_a_power_cut_while_a_real_version_is_made_leaves_none_or_all_of_it(
    tree: UpdateTree, bundles: dict[str, Path]
) -> None:
    """The first process of the namespace is killed, and with it everything that runs there, as by a plug."""
    before, name = runs(tree), bundles[GOOD].name
    (tree.bundles / name).write_bytes(bundles[GOOD].read_bytes())
    facts = json.dumps({"step": "make", "bundle": name})
    for seconds in ("0.5", "2", "5"):
        tree.run("timeout", "-s", "KILL", seconds, "python3", "-P", "-s", "-B", "-c", STEWARD, "update", facts)
        found = {path.name for path in (tree.program / "versions").iterdir() if not path.name.startswith(".")}
        assert found <= {before, GOOD}
        assert runs(tree) == before
    assert made(tree, bundles[GOOD])["done"] is True
    assert {path.name for path in (tree.program / "versions").iterdir()} == {before, GOOD}
    assert not (tree.program / "incoming").exists()
