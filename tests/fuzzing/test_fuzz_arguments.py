"""Any command with any arguments: done or refused in a line, never a traceback, and the register holds.

Ordinarily some dozens of sessions; with KVKKCTL_NIGHTLY=1 thousands.
"""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzzing.command_lines import ANY_LINE, shapes
from tests.fuzzing.places import NIGHTLY, Tally, check, folder, tried

SESSIONS = 3000 if NIGHTLY else 40


def test_every_command_with_any_arguments(furnished, record_testsuite_property):
    tally = Tally()

    @settings(
        max_examples=SESSIONS, suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink)
    )
    @given(session=st.lists(ANY_LINE, min_size=1, max_size=4))
    def fuzz(session: list[list[str]]) -> None:
        with folder(furnished):
            for line in session:
                tried(line, tally)
            check(tally)

    fuzz()
    print(f"\narguments of {len(shapes())} commands: {tally}")  # noqa: T201 (the figures of the run, with -rP or -s)
    record_testsuite_property("fuzzed arguments", str(tally))
    assert tally.accepted >= SESSIONS / 40
    assert tally.refused > 0
