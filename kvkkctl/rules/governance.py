"""J: what the controller says about its own organisation."""

from collections.abc import Iterator

from kvkkctl.errors import Severity
from kvkkctl.rules.context import Context
from kvkkctl.rules.rule import Hit, rule
from kvkkctl.text import Text
from kvkkctl.vocabulary import exemptions


@rule(
    "J05",
    Severity.INFO,
    "KVKK m.28/2",
    title=Text("An activity said to be exempt names the item of Article 28/2."),
    why=Text("Each item exempts something else; until it is named the activity is treated as not exempt."),
    fix=Text("Name the item: kvkkctl activity edit {ref} --exemption 28/2-a"),
)
def exempt_item(context: Context) -> Iterator[Hit]:
    for activity in context.current.activities.values():
        if activity.exemption and activity.exemption not in exemptions():
            words = activity.exemption
            yield Hit(activity, Text('{record} is said to be exempt by no known item: "{text}".', text=words))
