"""R2, R3, R4: whatever staff, networks, plugs and clocks do in whatever order, the books stay true."""

from hypothesis import HealthCheck, settings

from tests.ledger.machine import Terminal

TestTerminal = Terminal.TestCase
TestTerminal.settings = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=200,
    stateful_step_count=30,
    suppress_health_check=list(HealthCheck),
)
