import subprocess
import sys

import pytest

from printing.errors import PrinterSettingsError, SettingsProblem
from printing.profile import Own, profile_for


@pytest.mark.parametrize(("paper_mm", "dots", "columns"), [(58, 384, 32), (80, 576, 48)])
def test_paper_width_decides_dots_and_columns(paper_mm: int, dots: int, columns: int) -> None:
    profile = profile_for(paper_mm)
    assert (profile.dots, profile.columns, profile.codec, profile.page) == (dots, columns, "cp858", 19)


@pytest.mark.parametrize(
    ("paper_mm", "model", "dots", "columns", "codec", "page", "cutter"),
    [
        (80, "TM-T20II", 576, 48, "cp858", 19, True),
        (58, "TM-T20II", 384, 32, "cp858", 19, True),
        (80, "TM-T88III", 512, 42, "cp858", 19, True),
        (58, "ZJ-5870", 384, 32, "cp1252", 16, False),
    ],
)
def test_a_model_brings_what_python_escpos_knows_of_it(
    paper_mm: int, model: str, dots: int, columns: int, codec: str, page: int, cutter: bool
) -> None:
    profile = profile_for(paper_mm, model)
    assert (profile.dots, profile.columns, profile.cutter) == (dots, columns, cutter)
    assert (profile.codec, profile.page) == (codec, page)


def test_a_code_page_may_lie_under_another_number() -> None:
    profile = profile_for(80, "TM-T20II", Own(codec="cp1252", page=71))
    assert (profile.codec, profile.page) == ("cp1252", 71)


def test_an_unknown_model_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(PrinterSettingsError) as caught:
        profile_for(80, "TM-T20I")
    assert caught.value.problem is SettingsProblem.UNKNOWN_MODEL
    assert caught.value.facts == {"model": "TM-T20I", "nearest": "TM-T20II"}


@pytest.mark.parametrize(
    ("paper_mm", "codec", "problem"),
    [(76, None, SettingsProblem.PAPER_WIDTH), (80, "utf-8", SettingsProblem.CODE_PAGE)],
)
def test_paper_and_code_pages_that_no_slip_is_made_for_are_refused(
    paper_mm: int, codec: str | None, problem: SettingsProblem
) -> None:
    with pytest.raises(PrinterSettingsError) as caught:
        profile_for(paper_mm, own=Own(codec=codec))
    assert caught.value.problem is problem


def test_no_part_of_this_room_imports_the_printer_library() -> None:
    program = """
import sys
import printing.printer, printing.devices, printing.preview
from printing.profile import profile_for
profile_for(80, "TM-T20II")
assert "escpos" not in sys.modules, "it configures the root logger and leaves folders in /tmp"
assert not {"qrcode", "PIL"} & set(sys.modules), "slow to import"
"""
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
