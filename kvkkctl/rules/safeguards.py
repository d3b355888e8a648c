"""B, K: the safeguards of the Board where data are of a special nature (Law 6698 art. 6/4; Board 2018/10).

What a category has of them is what is stated of it; measures of VERBİS name parts of a group and never all of it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kvkkctl.errors import Severity
from kvkkctl.models import Safeguard, Term
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.snapshot import is_special
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind

_DECISION = date(2018, 3, 7)
_GROUPS: Mapping[Safeguard, Text] = MappingProxyType(
    {
        Safeguard.POLICY: Text("policy"),
        Safeguard.STAFF: Text("staff"),
        Safeguard.ELECTRONIC: Text("electronic media"),
        Safeguard.PHYSICAL: Text("physical media"),
        Safeguard.TRANSFER: Text("passing on"),
    }
)


def _special(context: Context) -> Iterator[Term]:
    return (term for term, _ in context.used(TermKind.CATEGORY) if is_special(term))


@rule(
    "B08",
    Severity.ERROR,
    "KVKK m.6/4",
    "Kurul 2018/10",
    title=Text("Every special category has the five groups of safeguards that the Board asks for."),
    why=Text("Without them special categories may not be processed, whatever the basis."),
    fix=Text(
        "State all that there are, as they replace what is stated: "
        "kvkkctl category add {label} --safeguard … --safeguard …"
    ),
    since=_DECISION,
)
def adequate_safeguards(context: Context) -> Iterator[Hit]:
    for term in _special(context):
        if term.safeguards is None:
            yield Hit(
                term, Text('Which safeguards of the Board the data category "{label}" has is not stated.')
            )
        elif missing := tuple(name for group, name in _GROUPS.items() if group not in term.safeguards):
            message = Text(
                'The data category "{label}" lacks safeguards of the Board: {names}.', names=missing
            )
            yield Hit(term, message)


@rule(
    "B09",
    Severity.ERROR,
    "KVKK m.6/4",
    "Kurul 2018/10",
    title=Text("Special categories reached from afar are behind two factors."),
    why=Text("A password alone can be stolen and tried from anywhere."),
    fix=Text(
        "Set it up and state it with all the others, as they replace what is stated: "
        "kvkkctl category add {label} --safeguard two_factor --safeguard …"
    ),
    since=_DECISION,
)
def two_factors(context: Context) -> Iterator[Hit]:
    for term in _special(context):
        # that nothing at all is stated is one finding, and it is that of B08
        if term.remote_access and term.safeguards is not None and Safeguard.TWO_FACTOR not in term.safeguards:
            yield Hit(term, Text('The data category "{label}" is reached from afar without two factors.'))


@rule(
    "B10",
    Severity.WARNING,
    "KVKK m.6/4",
    "Kurul 2018/10",
    title=Text("Whoever processes special categories has a policy of its own for them."),
    why=Text("The Board asks for rules on them that are systematic, clear, kept alive and set apart."),
    fix=Text("State its date: kvkkctl controller set --special-policy DATE"),
    since=_DECISION,
)
def special_policy(context: Context) -> Iterator[Hit]:
    controller = context.snapshot.controller
    prepared = controller.special_policy is not None and controller.special_policy <= context.as_of
    if not prepared and (names := ", ".join(term.label for term in _special(context))):
        message = Text(
            "No policy of its own on special categories is stated, and there are: {names}.", names=names
        )
        yield Hit(controller, message)


@rule(
    "K20",
    Severity.WARNING,
    "KVKK m.6/4",
    "Kurul 2018/10",
    title=Text("Every special category says whether it is reached from afar."),
    why=Text("Access from afar calls for two factors; an answer that nobody gave is not a no."),
    fix=Text("Say it: kvkkctl category add {label} --remote-access, or --no-remote-access"),
    since=_DECISION,
    requires=("B08",),
)
def remote_access_unknown(context: Context) -> Iterator[Hit]:
    for term in _special(context):
        if term.remote_access is None and Safeguard.TWO_FACTOR not in (term.safeguards or ()):
            yield Hit(term, Text('Whether the data category "{label}" is reached from afar is not stated.'))
