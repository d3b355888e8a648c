"""Any text in any field: taken or refused in a line, and whatever was taken can be shown, exported and taken back.

Every option and argument that takes text is tried, on lines whose other words are understood. Ordinarily some dozens;
with KVKKCTL_NIGHTLY=1 thousands.
"""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzzing.command_lines import HOSTILE_TEXT, PLAUSIBLE, Shape, is_argument, is_text, shapes, values
from tests.fuzzing.places import NIGHTLY, Tally, check, folder, tried

LINES = 3000 if NIGHTLY else 40
_WRITING = ("add", "edit", "set", "rename", "map", "record", "hold", "accept", "resolve", "date", "file")
_OF_GROUP = {
    "entry": "E1 E44",
    "holding": "H2 H3",
    "transfer": "T1 T3",
    "destruction": "D1",
    "activity": "F01 F02",
}
_LABELS = {
    "category": ("Fatura Bilgisi", "İletişim Bilgisi"),
    "purpose": ("Sipariş sürecinin takibi", "Yeni amaç"),
    "subject": ("Müşteriler", "Üçüncü Kişiler"),
    "recipient": ("The Constant Company, LLC",),
    "measure": ("Erişim Logları",),
}
# what shows the register: every command that has something to print and asks for nothing
VIEWS = tuple(
    shape
    for shape in shapes()
    if any("--output" in param.opts for param in shape.params)
    and not any(param.required for param in shape.params)
)
FIELDS = tuple(
    (shape, param)
    for shape in shapes()
    if shape.words[-1] in _WRITING
    for param in shape.params
    if is_text(param)
)


def understood(shape: Shape, param: Any) -> st.SearchStrategy[str]:
    """Return what a parameter is likely to take."""
    group = shape.words[0]
    if is_argument(param) and group in _OF_GROUP:
        return st.sampled_from(_OF_GROUP[group].split())
    if is_argument(param) and group in _LABELS:
        return st.sampled_from(_LABELS[group])
    return st.sampled_from(PLAUSIBLE) if is_text(param) else values(param)


@st.composite
def written(draw: st.DrawFn) -> list[str]:
    """Draw a command that writes, with any text in one of its fields."""
    shape, chosen = draw(st.sampled_from(FIELDS))
    options: list[str] = []
    places: list[str] = []
    for param in shape.params:
        if param is not chosen and not param.required:
            continue
        value = draw(HOSTILE_TEXT if param is chosen else understood(shape, param))
        # a value that begins with a dash is one all the same
        if is_argument(param):
            places.append(value)
        else:
            options.append(f"{param.opts[0]}={value}")
    return [*shape.words, *options, "--", *places]


@st.composite
def shown(draw: st.DrawFn) -> list[str]:
    """Draw a command that shows the register, in any of its forms."""
    shape = draw(st.sampled_from(VIEWS))
    (form,) = [param for param in shape.params if "--format" in param.opts] or [None]
    return [*shape.words, *([f"--format={draw(values(form))}"] if form and draw(st.booleans()) else [])]


def test_any_text_in_every_field(furnished, record_testsuite_property):
    tally, views = Tally(), Tally()

    @settings(
        max_examples=LINES, suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink)
    )
    @given(written=st.lists(written(), min_size=1, max_size=3), shown=st.lists(shown(), max_size=3))
    def fuzz(written: list[list[str]], shown: list[list[str]]) -> None:
        with folder(furnished):
            if not sum(tried(line, tally) for line in written):
                check(tally)
                return
            for line in shown:
                tried(line, views)
            tried(["export", "inventory", "-o", "all.xlsx"], views)
            check(tally)
            check(views)

    fuzz()
    print(f"\n{len(FIELDS)} fields: {tally}; shown: {views}")  # noqa: T201 (the figures of the run, with -rP or -s)
    record_testsuite_property("fuzzed fields", str(tally))
    assert tally.accepted > LINES / 10
    assert tally.refused > 0
    assert views.accepted > 0
