"""What each step of the schema runs, a file of SQL each."""

# The names of kvkkctl.register.migrations, so that reading commands need not load sqlite-utils to know them.
STEPS = (
    "m0001_register",
    "m0002_source_sheet",
    "m0003_lists",
    "m0004_destruction",
    "m0005_evidence",
    "m0006_acceptance",
    "m0007_filing",
    "m0008_resolution",
    "m0009_verbis_views",
)
