"""The drawn pictures of Lindenhof, shipped with the program."""

from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from sync.errors import Reason, Unreachable


class DemoGallery:
    """Answers `https://lindenhof.example/bilder/NAME.jpg` with `NAME.png` of the demo's folder."""

    def get(self, url: str) -> bytes:
        """The file; raises NOT_FOUND for a picture that nobody drew."""
        name = PurePosixPath(urlsplit(url).path).stem
        file = Path(__file__).parent / "pictures" / f"{name}.png"
        if not name or not file.is_file():
            raise Unreachable(Reason.NOT_FOUND)
        return file.read_bytes()

    def close(self) -> None:
        """Nothing is held open."""
