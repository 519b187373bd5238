"""A settings file that cannot be read at all: which line, and where it can be known, what to write there."""

from pathlib import Path

import pytest

from kiosk.settings import SettingsError, load
from tests.kiosk.settings_file import CENTRE, loaded, problems


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("language = de", 'language = "de"'),
        ("language = 'de", 'language = "de"'),
        ('language = "de', 'language = "de"'),
        ("language = „de“", 'language = "de"'),
        ('language "de"', 'language = "de"'),
        ("timezone = Europe/Berlin", 'timezone = "Europe/Berlin"'),
    ],
)
def test_a_line_that_lacks_signs_is_named_with_its_number_and_mended(tmp_path: Path, line: str, mended: str) -> None:
    [found] = problems(tmp_path, f"{CENTRE}{line}\n")
    assert ", Zeile 3 " in found
    assert found.endswith(f"{line} Schreiben Sie: {mended}")
    assert problems(tmp_path, f"{CENTRE}{mended}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "[centre\n",
        "= 3\n",
        f"{CENTRE}name = 'zweimal'\n",
        f"{CENTRE}[centre]\n",
        f"{CENTRE}posts = {'[' * 100_000}\n",
        f"{CENTRE}number = {'9' * 10_000}\n",
        f"{CENTRE}a = 1 b = \x1b[31m\n",
        '[centre]\nname = """ohne Ende\n\n\n',
        "\x00",
        "Dies ist ein Brief.\n" * 3,
    ],
)
def test_other_broken_lines_are_named_with_their_number_in_one_clean_sentence(tmp_path: Path, text: str) -> None:
    [found] = problems(tmp_path, text)
    assert ", Zeile " in found
    assert found.isprintable()
    assert len(found) < 400


def test_a_file_that_is_not_utf_8_is_told_so_with_the_line(tmp_path: Path) -> None:
    [found] = problems(tmp_path, '[centre]\nname = "Bürgertreff"\n'.encode("cp1252"))
    assert found == f"{tmp_path}/kiosk.toml, Zeile 2 ist kein Text in UTF-8. Speichern Sie die Datei neu als UTF-8."
    [other] = problems(tmp_path, CENTRE.encode("utf-16"))
    assert "UTF-8" in other


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    text = "\ufeff" + CENTRE.replace("\n", "\r\n")
    assert loaded(tmp_path, text).centre == "Quartierstreff Riehl"


def test_a_folder_a_missing_file_and_a_film_are_told_apart(tmp_path: Path) -> None:
    def sentence(path: Path) -> str:
        with pytest.raises(SettingsError) as caught:
            load(path, tmp_path)
        return caught.value.problems[0]

    (tmp_path / "film.mkv").write_bytes(bytes(2_000_000))
    assert sentence(tmp_path).endswith("dort ist ein Ordner.")
    assert sentence(tmp_path / "nichts.toml").endswith("es gibt sie nicht.")
    assert sentence(tmp_path / "film.mkv").endswith("Nennen Sie mit --settings eine andere Datei.")
    assert sentence(tmp_path / "film.mkv" / "a").endswith("dort ist kein Ordner.")


def test_the_file_is_called_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "haus.toml"
    path.write_text(f"{CENTRE}[printr]\n")
    with pytest.raises(SettingsError) as caught:
        load(path, tmp_path)
    assert caught.value.problems[0].startswith("haus.toml kennt 'printr' nicht")
