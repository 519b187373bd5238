"""The printers that python-escpos lists, read from its table without importing it.

Importing python-escpos 3.1 costs 0.3 s, configures the root logger, which then writes over the
screen, and leaves a folder in /tmp at every start. Its encoder spreads a line over code pages that
cheap printers lack and passes control characters on. What is worth having is its list of models;
that lies in the package as one JSON file.
"""

import importlib.util
from difflib import get_close_matches
from pathlib import Path

import msgspec

from printing.errors import PrinterSettingsError, SettingsProblem
from printing.profile import LETTER_DOTS, PAGES, Profile


class _Width(msgspec.Struct):
    pixels: int | str = "Unknown"


class _Media(msgspec.Struct):
    dpi: int | str = "Unknown"
    width: _Width = msgspec.field(default_factory=_Width)


class _Model(msgspec.Struct):
    codePages: dict[str, str]  # noqa: N815 - the table's own spelling
    features: dict[str, bool]
    media: _Media


class _Table(msgspec.Struct):
    profiles: dict[str, _Model]


def adapted(base: Profile, name: str) -> Profile:
    """The profile with what the table knows about a model; raises PrinterSettingsError with the nearest name."""
    models = _models()
    if name not in models:
        nearest = get_close_matches(name, models, n=1, cutoff=0.3)
        raise PrinterSettingsError(SettingsProblem.UNKNOWN_MODEL, model=name, nearest=nearest[0] if nearest else "")
    model = models[name]
    pixels, dpi = model.media.width.pixels, model.media.dpi
    dots = min(base.dots, pixels) if isinstance(pixels, int) and pixels >= 16 * LETTER_DOTS else base.dots
    codec, page = _page(model.codePages)
    return Profile(
        paper_mm=base.paper_mm,
        dots=dots,
        dpi=dpi if isinstance(dpi, int) else base.dpi,
        columns=dots // LETTER_DOTS,
        codec=codec,
        page=page,
        cutter=model.features.get("paperPartCut", True) or model.features.get("paperFullCut", True),
    )


def _models() -> dict[str, _Model]:
    """Raises PrinterSettingsError where python-escpos is not installed."""
    spec = importlib.util.find_spec("escpos")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise PrinterSettingsError(SettingsProblem.UNKNOWN_MODEL, nearest="")
    return msgspec.json.decode((Path(places[0]) / "capabilities.json").read_bytes(), type=_Table).profiles


def _page(pages: dict[str, str]) -> tuple[str, int]:
    """The best code page that the model has, and its number there."""
    numbers = {name.lower(): int(number) for number, name in reversed(pages.items())}
    return next(((codec, numbers[codec]) for codec in PAGES if codec in numbers), ("cp437", 0))
