"""The closed choices of records in words, for tables; machine formats keep the codes."""

from collections.abc import Mapping

from kvkkctl.models import ContractType, ControllerKind, Frequency, RetentionKind, RetentionReason
from kvkkctl.text import Text
from kvkkctl.vocabulary import TermKind

TERM_KINDS: Mapping[str, Text] = {
    TermKind.CATEGORY: Text("data categories"),
    TermKind.PURPOSE: Text("purposes"),
    TermKind.SUBJECT: Text("subject groups"),
    TermKind.RECIPIENT: Text("recipients"),
    TermKind.MEASURE: Text("measures"),
}
RETENTION_KINDS: Mapping[str, Text] = {
    RetentionKind.BOUNDED: Text("period"),
    RetentionKind.EVENT_ONLY: Text("until an event"),
    RetentionKind.STATUTORY: Text("left to the law"),
    RetentionKind.INDEFINITE: Text("without an end"),
    RetentionKind.UNREADABLE: Text("not understood"),
    RetentionKind.MISSING: Text("no period"),
}
CONTROLLER_KINDS: Mapping[str, Text] = {
    ControllerKind.PRIVATE: Text("private law"),
    ControllerKind.PUBLIC: Text("public body"),
    ControllerKind.NGO: Text("association, foundation, union"),
    ControllerKind.PROFESSIONAL: Text("professional body"),
}
REGIMES: Mapping[str, Text] = {
    "policy": Text("policy"),
    "voluntary_policy": Text("voluntary policy"),
    "three_months": Text("three months"),
    "request": Text("request of a data subject"),
    "board": Text("order of the Board"),
    "unknown": Text("not known"),
}

RETENTION_REASONS: Mapping[str, Text] = {
    RetentionReason.CUSTOM: Text("custom of the sector"),
    RetentionReason.RELATIONSHIP: Text("length of the legal relationship"),
    RetentionReason.INTEREST: Text("as long as the legitimate interest holds"),
    RetentionReason.RISK: Text("risks, costs and liabilities"),
    RetentionReason.ACCURACY: Text("accuracy"),
    RetentionReason.DUTY: Text("legal duty to keep"),
    RetentionReason.LIMITATION: Text("limitation period"),
}
CONTRACT_TYPES: Mapping[str, Text] = {
    ContractType.CONTROLLER_TO_CONTROLLER: Text("controller to controller"),
    ContractType.CONTROLLER_TO_PROCESSOR: Text("controller to processor"),
    ContractType.PROCESSOR_TO_PROCESSOR: Text("processor to processor"),
    ContractType.PROCESSOR_TO_CONTROLLER: Text("processor to controller"),
}
FREQUENCIES: Mapping[str, Text] = {
    Frequency.OCCASIONAL: Text("occasional"),
    Frequency.RECURRING: Text("lasting"),
}
METHODS: Mapping[str, Text] = {
    "erasure": Text("erasure"),
    "destruction": Text("destruction"),
    "anonymisation": Text("anonymisation"),
}


def counted(counts: Mapping[str, int], labels: Mapping[str, Text]) -> list[Text]:
    """Return counts by code in words."""
    return [Text("{label}: {n}", label=labels[code], n=n) for code, n in counts.items()]
