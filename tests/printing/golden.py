"""Write the golden bytes anew: `python -m tests.printing.golden`. Look at the slip before they are kept."""

from printing.encode import encode
from printing.layout import layout
from printing.profile import profile_for
from tests.printing.slips import COFFEE
from tests.printing.test_encode import GOLDEN


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for paper_mm in (58, 80):
        profile = profile_for(paper_mm)
        (GOLDEN / f"slip-{paper_mm}.bin").write_bytes(encode(layout(COFFEE, profile), profile))


if __name__ == "__main__":
    main()
