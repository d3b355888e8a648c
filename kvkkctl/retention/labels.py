"""The closed list of events that keeping is counted from, in words."""

from types import MappingProxyType

from kvkkctl.text import Text

OTHER = "other"
"""The code of an event that is in no list; its words tell it from others."""

LABELS = MappingProxyType(
    {
        "employment_end": Text("the end of employment"),
        "employment_start": Text("the start of employment"),
        "contract_end": Text("the end of the contract"),
        "relationship_end": Text("the end of the relationship"),
        "membership_end": Text("the end of membership"),
        "account_closed": Text("the closing of the account"),
        "partnership_end": Text("the end of the shareholding"),
        "mandate_end": Text("the end of the power of attorney"),
        "authorisation_end": Text("the end of the authorisation"),
        "custody_end": Text("the return of what was handed over"),
        "internship_end": Text("the end of the internship"),
        "training_end": Text("the end of the training"),
        "tender_end": Text("the end of the tender"),
        "project_end": Text("the end of the project"),
        "activity_end": Text("the end of the activity"),
        "occasion_end": Text("the end of the occasion"),
        "service_end": Text("the end of the service"),
        "warranty_end": Text("the end of the warranty"),
        "session_end": Text("the end of the session"),
        "period_end": Text("the end of the period"),
        "consent_withdrawn": Text("the withdrawal of consent"),
        "consent_given": Text("the giving of consent"),
        "application_date": Text("the date of the application"),
        "application_closed": Text("the conclusion of the application"),
        "rejection": Text("the rejection"),
        "hiring_decision": Text("the hiring decision"),
        "position_closed": Text("the closing of the position"),
        "request_closed": Text("the conclusion of the request"),
        "complaint_closed": Text("the closing of the complaint"),
        "incident_closed": Text("the closing of the incident"),
        "incident_reported": Text("the report of the incident"),
        "incident_date": Text("the date of the incident"),
        "file_closed": Text("the closing of the file"),
        "lawsuit_end": Text("the end of the lawsuit"),
        "judgment_final": Text("the judgment becoming final"),
        "record_date": Text("the date of the record"),
        "collection_date": Text("the collection of the data"),
        "document_date": Text("the date of the document"),
        "transaction_date": Text("the date of the transaction"),
        "last_transaction": Text("the last transaction"),
        "visit_date": Text("the date of the visit"),
        "call_date": Text("the date of the call"),
        "delivery_date": Text("the date of delivery"),
        "death": Text("the death of the person"),
    }
)
