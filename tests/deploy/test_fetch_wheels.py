"""What the device installs: the runtime half of the lock file, and nothing of what only developers need."""

import re
import tomllib

from deploy.raspberrypi.fetch_wheels import CHECKOUT, PIN, runtime_half

LOCK = (CHECKOUT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
SMALL = """\
wanted==1 \\
    --hash=sha256:aa
    # via quartierskiosk (pyproject.toml)
below==2 \\
    --hash=sha256:bb
    # via
    #   checker
    #   wanted
checker==3 \\
    --hash=sha256:cc
    # via quartierskiosk (pyproject.toml:dev)
paint==4 ; sys_platform == 'win32' \\
    --hash=sha256:dd
    # via wanted
deepest==5 \\
    --hash=sha256:ee
    # via below
"""


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=\[; ]", line, maxsplit=1)[0] for line in requirements}


def test_what_the_program_needs_is_kept_with_what_that_needs_and_nothing_else() -> None:
    kept = runtime_half(SMALL)
    assert PIN.findall(kept) == ["wanted", "below", "deepest"]
    assert "--hash=sha256:bb" in kept
    assert "--hash=sha256:cc" not in kept


def test_every_dependency_of_the_program_is_on_the_device_and_no_tool_of_developers() -> None:
    kept = set(PIN.findall(runtime_half(LOCK)))
    assert names(PROJECT["project"]["dependencies"]) <= kept
    assert names(PROJECT["dependency-groups"]["dev"]) & kept == set()
