"""The audit package: one zip that proves, without kvkkctl, what the register held and how it came to hold it."""
