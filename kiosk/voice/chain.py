"""Two processes that speak: a voice that gets the text through its stdin, and the player behind it."""

import logging
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from signal import SIGKILL, SIGPIPE
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from typing import IO

from kiosk.voice.engine import Mute, Trouble

log = logging.getLogger("kiosk.voice")
PASSED = ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR", "ALSA_CONFIG_PATH", "ESPEAK_DATA_PATH")
"""What the processes may know of the program's environment."""
END_S = 1.0
"""Longest wait for a voice whose sound was played to its end, seconds."""
TOLD_MAX = 200
"""Letters of the player's complaint in the log."""


class Chain:
    """No shell, no words in an argument, no descriptor of the terminal; both end with this program, however it ends."""

    def __init__(self, voice: Sequence[str], player: Sequence[str], text: str) -> None:
        """Begin; the text is sent by `wait`. Raises Mute when a command is not there."""
        self._text, self._stopped = text.encode(), False
        self._voice = _begun(voice, Trouble.NO_VOICE, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        assert self._voice.stdout is not None, "it is a pipe"
        try:
            self._player = _begun(player, Trouble.NO_SOUND, stdin=self._voice.stdout, stdout=DEVNULL, stderr=PIPE)
        except Mute:
            self._voice.kill()
            self._voice.communicate()
            raise
        finally:
            self._voice.stdout.close()

    def wait(self) -> Trouble | None:
        """Send the text, and wait for the end of the sound; both processes are gone then."""
        assert self._voice.stdin is not None, "it is a pipe"
        assert self._player.stderr is not None, "it is a pipe"
        with suppress(BrokenPipeError):
            self._voice.stdin.write(self._text)
        with suppress(BrokenPipeError):
            self._voice.stdin.close()
        with self._player.stderr as complaint:
            told = complaint.read()
        played, said = self._player.wait(), _ended(self._voice)
        if self._stopped:
            return None
        if said not in (0, -SIGPIPE, -SIGKILL):
            log.warning("the voice ended with %d", said)
            return Trouble.NO_VOICE
        if played:
            log.warning("the player ended with %d: %s", played, _line(told))
            return Trouble.NO_SOUND
        return None

    def stop(self) -> None:
        """Silence at once; `wait`, in its own thread, sees to the rest."""
        self._stopped = True
        self._player.kill()
        self._voice.kill()


def _ended(voice: "Popen[bytes]") -> int:
    """How the voice ended, whose player is gone: by itself, or now."""
    try:
        return voice.wait(END_S)
    except TimeoutExpired:
        voice.kill()
        return voice.wait()


def _begun(
    command: Sequence[str], trouble: Trouble, *, stdin: int | IO[bytes], stdout: int, stderr: int
) -> "Popen[bytes]":
    """A process in a session of its own, which the kernel ends when the thread that began it is gone."""
    program = shutil.which(command[0])
    guard = shutil.which("setpriv")
    if program is None:
        raise Mute(trouble)
    leash = (guard, "--pdeathsig", "KILL") if guard else ()
    environment = {name: os.environ[name] for name in PASSED if name in os.environ}
    try:
        return Popen(
            (*leash, program, *command[1:]),
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        log.warning("%s cannot be started: %s", command[0], error.strerror)
        raise Mute(trouble) from error


def _line(told: bytes) -> str:
    """The first line of a complaint; it names the device, never a word of the page."""
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[0][:TOLD_MAX] if lines else ""
