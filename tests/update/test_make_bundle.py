"""The builder: what it makes is what terminals take, and the same wheels give the same bundle."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from deploy.raspberrypi.make_bundle import ARCH, PYTHON, index_of, make, manifest_of
from sync.ledger import schema
from sync.update.bundle import opened
from sync.update.index import Index
from sync.update.manifest import Here, check_fits
from sync.update.unusable import Unusable
from tests.update.bundles import FILES, NEWS, Signer, signer


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    return folder


@pytest.fixture
def who(tmp_path: Path) -> Signer:
    return signer(tmp_path)


def test_r39_a_bundle_of_the_builder_fits_the_device(wheels: Path, who: Signer, tmp_path: Path) -> None:
    path = make(wheels, manifest_of(wheels, NEWS), who.private, tmp_path)
    assert path.name == "kiosk-0.2.0-aarch64.kioskupdate"
    with opened(path, [who.public]) as bundle:
        check_fits(bundle.manifest, Here("0.1.0", ARCH, PYTHON, schema.VERSION))
        assert bundle.manifest.ledger.writes == schema.VERSION
        assert bundle.manifest.news == NEWS


def test_r39_the_same_wheels_give_the_same_bundle(wheels: Path, who: Signer, tmp_path: Path) -> None:
    first = make(wheels, manifest_of(wheels, NEWS), who.private, tmp_path).read_bytes()
    assert make(wheels, manifest_of(wheels, NEWS), who.private, tmp_path).read_bytes() == first


def test_r39_its_index_offers_the_bundle_that_lies_beside_it(wheels: Path, who: Signer, tmp_path: Path) -> None:
    manifest = manifest_of(wheels, NEWS)
    path = make(wheels, manifest, who.private, tmp_path)
    index = Index.decode(index_of(manifest, path, who.private, 7), [who.public])
    place = index.place(ARCH, PYTHON)
    assert (index.serial, place.url, place.bytes) == (7, path.name, path.stat().st_size)


@pytest.mark.parametrize("news", ["", " ", "x" * 1001])
def test_r39_news_that_nobody_could_read_are_refused(wheels: Path, news: str) -> None:
    with pytest.raises(ValueError, match="1000 letters"):
        manifest_of(wheels, news)


def test_r39_a_key_may_have_a_passphrase(wheels: Path, tmp_path: Path) -> None:
    secret = Ed25519PrivateKey.generate()
    path = tmp_path / "sealed.key"
    path.write_bytes(secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"Linde")))
    made = make(wheels, manifest_of(wheels, NEWS), path, tmp_path, b"Linde")
    with opened(made, [secret.public_key().public_bytes_raw()]):
        pass
    with pytest.raises(TypeError):
        make(wheels, manifest_of(wheels, NEWS), path, tmp_path)


def test_r39_wheels_that_no_terminal_takes_make_no_bundle(wheels: Path, who: Signer, tmp_path: Path) -> None:
    (wheels / "strange name.whl").write_bytes(b"x")
    with pytest.raises(Unusable):
        make(wheels, manifest_of(wheels, NEWS), who.private, tmp_path)
    assert list(tmp_path.glob("*.kioskupdate")) == []
