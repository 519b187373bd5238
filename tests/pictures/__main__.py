"""`python -m tests.pictures`: the pictures of the README, and a sheet of every screen; or only those that are named."""

import sys
import tempfile
from pathlib import Path

from tests.access.town import Town
from tests.pictures.drawing import FONTS, save
from tests.pictures.sheets import sheets
from tests.pictures.walks import everyone, lindenhof

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def main() -> None:
    """Write every picture as PNG."""
    if not FONTS.is_dir():
        sys.exit("The terminal's font is needed for pictures: apt-get install fonts-dejavu-core")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with lindenhof(folder) as house:
            for picture, drawn in everyone(house, folder):
                save(drawn, FOLDER / f"{picture}.png", 128)
        town = Town(folder / "town")
        drawn_sheets = sheets(FOLDER / "screens", town)
        town.close()
    print(f"{len(drawn_sheets)} screens on sheets of their own")


if __name__ == "__main__":
    main()
