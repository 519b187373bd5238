"""piper, a more natural voice, for the languages whose models were put into a folder."""

from pathlib import Path

import msgspec

from kiosk.voice.chain import Chain
from kiosk.voice.engine import Engine, Speech, player, speed
from kiosk.voice.espeak import tamed

RATE_LEAST, RATE_MOST = 8_000, 48_000
"""Samples a second that a model may have."""


class _Audio(msgspec.Struct):
    sample_rate: int


class _Model(msgspec.Struct):
    """`NAME.onnx.json`, as far as it matters here."""

    audio: _Audio


class Piper:
    """Languages without a model are left to another engine."""

    def __init__(self, folder: Path, otherwise: Engine, usual: int = 0) -> None:
        self._folder, self._otherwise, self._usual = folder, otherwise, usual

    def say(self, text: str, language: str, pace: int, device: str) -> Speech:
        """Begin to say it; raises Mute."""
        model = self._model(language.partition("@")[0])
        if model is None:
            return self._otherwise.say(text, language, pace, device)
        path, rate = model
        slower = f"{1 / speed(self._usual, pace, language):.2f}"
        voice = ("piper", "--model", str(path), "--length-scale", slower, "--output-raw")
        form = ("--file-type=raw", "--format=S16_LE", f"--rate={rate}", "--channels=1")
        return Chain(voice, player(device, *form), f"{tamed(text)}\n")

    def _model(self, base: str) -> tuple[Path, int] | None:
        """The first model of a language (`de_DE-thorsten-medium.onnx`) that can be used, and its rate."""
        for path in sorted(self._folder.glob(f"{base}_*.onnx")):
            try:
                rate = msgspec.json.decode(Path(f"{path}.json").read_bytes(), type=_Model).audio.sample_rate
            except (OSError, msgspec.DecodeError):
                continue
            if RATE_LEAST <= rate <= RATE_MOST:
                return path, rate
        return None
